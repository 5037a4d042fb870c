"""Wire contracts of the model servers; clients and servers import the same classes.

Image generation is the OpenAI images endpoint (``POST /v1/images/generations``) with extra fields;
embeddings are OpenAI's ``POST /v1/embeddings`` as it stands; the cut-out is ours.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

IMAGES_PATH = "/v1/images/generations"
CUTOUT_PATH = "/v1/cutout"
EMBEDDINGS_PATH = "/v1/embeddings"
HEALTH_PATH = "/health"
METRICS_PATH = "/metrics"
JOBS_PATH = "/v1/jobs"
"""``GET /v1/jobs/{X-Request-ID}`` says where a request stands."""


class Wire(BaseModel):
    """A message on the wire: unknown fields of a newer peer are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class ImageGenerationRequest(Wire):
    """What the image server draws."""

    prompt: Annotated[str, Field(min_length=1, max_length=4_000)]
    model: str = ""
    n: Literal[1] = 1
    size: Annotated[str, Field(pattern=r"^\d{2,4}x\d{2,4}$")] = "1328x1328"
    response_format: Literal["b64_json"] = "b64_json"
    seed: Annotated[int, Field(ge=0, lt=2**32)] | None = None
    """None lets the server choose one; the answer tells it."""
    preset: Literal["quality", "balanced", "fast"] | None = None
    """None takes the server's own; ``steps`` and ``guidance_scale`` override it."""
    steps: Annotated[int, Field(ge=1, le=100)] | None = None
    guidance_scale: Annotated[float, Field(ge=0, le=30)] | None = None
    negative_prompt: str = ""
    loras: dict[str, Annotated[float, Field(ge=-2, le=2)]] | None = None
    """Strength of adapters by name; None takes the server's own choice, an empty table the bare model."""
    lora_scale: Annotated[float, Field(ge=0, le=2)] = 1.0
    """Factor on the strength of all adapters."""


class PictureCheckResult(Wire):
    """What a server found when it looked at its own picture."""

    name: Literal["white_border", "not_blank", "no_text", "safe"]
    verdict: Literal["passed", "failed", "unchecked"]
    detail: str = ""
    """What was measured, or why nothing was."""


class GeneratedImage(Wire):
    """One picture of an answer."""

    b64_json: str
    """PNG bytes, base64."""
    revised_prompt: str = ""
    checks: tuple[PictureCheckResult, ...] = ()


class ImageGenerationResponse(Wire):
    """The answer of the image server."""

    created: int
    data: Annotated[tuple[GeneratedImage, ...], Field(min_length=1, max_length=1)]
    model: str = ""
    seed: int | None = None
    toy: bool = False
    """Made by toy weights."""


class CutoutRequest(Wire):
    """A picture on white whose background has to go."""

    image_b64: str
    """PNG, JPEG or WebP bytes, base64."""
    keep_shadow: bool = True


class CutoutResponse(Wire):
    """The picture as RGBA: object, colours freed from the white, natural shadow."""

    image_b64: str
    """PNG bytes with alpha, base64."""
    model: str = ""
    toy: bool = False


class EmbeddingsRequest(Wire):
    """Texts to embed."""

    input: Annotated[tuple[str, ...], Field(min_length=1)]
    model: str
    encoding_format: Literal["float"] = "float"


class Embedding(Wire):
    """The vector of one input."""

    index: int
    embedding: tuple[float, ...]


class EmbeddingsResponse(Wire):
    """One vector for each input, in any order."""

    data: tuple[Embedding, ...]
    model: str = ""
    toy: bool = False
    """Made by toy weights."""


class JobStatus(Wire):
    """Where a request stands that has not been answered yet."""

    request_id: str
    state: Literal["waiting", "running"]
    place: Annotated[int, Field(ge=0)]
    """1 is served next; 0 is being worked on."""
    step: Annotated[int, Field(ge=0)] = 0
    steps: Annotated[int, Field(ge=0)] = 0
    """0 as long as the model has not said how many there are."""
    seconds_left: float | None
    """Estimated time to the answer; None before the first jobs have been timed."""
