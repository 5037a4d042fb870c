"""Settings: the one place that reads the environment.

Every setting is ``ADBANNER_<NAME>``; groups are joined by two underscores, e.g.
``ADBANNER_LLM__BASE_URL=https://llm.corp/v1``. An ``.env`` file in the working directory works too.
Without any of them the product runs offline: built-in copywriter, built-in text encoder, image bank.
"""

import os
from decimal import Decimal
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import AnyHttpUrl, BaseModel, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from adbanner.errors import ConfigError
from adbanner.sign_in_settings import SignInSettings

AUTO: Literal["auto"] = "auto"
"""Found out by asking the endpoint."""
PROJECT_ROOT = Path(__file__).resolve().parent.parent


class Endpoint(BaseModel):
    """One HTTP service."""

    base_url: AnyHttpUrl | None = None
    """Root of the service; OpenAI-compatible ones end in ``/v1``. None means not configured."""
    api_key: SecretStr = SecretStr("")
    model: str = ""
    timeout_s: Annotated[float, Field(gt=0)] = 60
    max_retries: Annotated[int, Field(ge=0, le=10)] = 2


class LlmSettings(Endpoint):
    """The company's language model."""

    group: ClassVar[str] = "ADBANNER_LLM"
    """Beginning of the names of these settings, for messages."""
    max_parallel_calls: Annotated[int, Field(ge=1)] = 5
    """Streams that the corporate deployment gives us."""
    structured_output: Literal["auto", "json_schema", "tool_calling", "json_object", "prompt"] = AUTO
    """How the endpoint is asked for JSON; ``auto`` finds out by one small question and remembers the answer."""
    temperature: Annotated[float, Field(ge=0, le=2)] = 0.7
    max_tokens: Annotated[int, Field(gt=0)] = 1_024
    prompt_price: Annotated[Decimal, Field(ge=0)] = Decimal(0)
    """Price of a million prompt tokens, in ``currency``; 0 leaves the cost out of reports."""
    completion_price: Annotated[Decimal, Field(ge=0)] = Decimal(0)
    """Price of a million completion tokens."""
    currency: str = "₽"


class VisionSettings(LlmSettings):
    """The vision model that looks at pictures before the service, e.g. Qwen3-VL-32B-Instruct; no banner uses it."""

    group: ClassVar[str] = "ADBANNER_VISION"
    timeout_s: Annotated[float, Field(gt=0)] = 120
    temperature: Annotated[float, Field(ge=0, le=2)] = 0.2


class EmbeddingSettings(Endpoint):
    """The text encoder; without ``base_url`` the built-in one serves."""

    built_in: Literal["semantic", "lexical"] = "semantic"
    """The built-in one: by meaning and words, or by words alone, which needs no weights."""
    query_prefix: str = ""
    """What the model wants before a query, e.g. ``search_query: `` for FRIDA."""
    passage_prefix: str = ""
    batch_size: Annotated[int, Field(ge=1)] = 64


class ImageGenerationSettings(Endpoint):
    """The image servers: several URLs share the work."""

    base_urls: tuple[AnyHttpUrl, ...] = ()
    """All replicas; ``base_url`` may name a single one instead."""
    timeout_s: Annotated[float, Field(gt=0)] = 180
    size: Annotated[str, Field(pattern=r"^\d{2,4}x\d{2,4}$")] = "1328x1328"
    steps: Annotated[int, Field(ge=1, le=100)] | None = None
    preset: Literal["quality", "balanced", "fast"] | None = None
    """None takes each server's own."""
    loras: dict[str, Annotated[float, Field(ge=-2, le=2)]] | None = None
    """Strength of the servers' adapters by name; None takes each server's own choice."""
    lora_scale: Annotated[float, Field(ge=0, le=2)] = 1.0

    @property
    def replicas(self) -> tuple[str, ...]:
        """Base URLs of all replicas, without a trailing slash."""
        urls = self.base_urls or ((self.base_url,) if self.base_url else ())
        return tuple(str(url).rstrip("/") for url in urls)


class QdrantSettings(BaseModel):
    """The vector store; without ``url`` the collection lives in this process."""

    url: AnyHttpUrl | None = None
    api_key: SecretStr = SecretStr("")
    collection: str = "adbanner_images"
    timeout_s: Annotated[float, Field(gt=0)] = 5


class StudioSettings(BaseModel):
    """Where the studio and the LangGraph API behind it listen."""

    host: str = "127.0.0.1"
    """Of the pages that people open. Another one needs a sign-in."""
    port: Annotated[int, Field(ge=1, le=65_535)] = 8_000
    """The next free one is taken where it is in use."""
    public_url: AnyHttpUrl | None = None
    """What people type, where a proxy stands in front: ``https://banners.corp``."""
    api_url: AnyHttpUrl | None = None
    """A LangGraph API that runs elsewhere; without it, one is started beside the studio."""
    api_port: Annotated[int, Field(ge=1, le=65_535)] = 2_024
    """Of the one that is started, on loopback; the next free one is taken where it is in use."""
    jobs: Annotated[int, Field(ge=1, le=64)] = 4
    """Turns that it carries out at the same time."""
    approval_required: bool = False
    """Whether files can be downloaded only after the lead designer approved their version."""

    @property
    def is_https(self) -> bool:
        """Whether browsers reach the pages by TLS, so that cookies never travel without it."""
        return self.public_url is not None and self.public_url.scheme == "https"


class Settings(BaseSettings):
    """All settings of the product."""

    model_config = SettingsConfigDict(
        env_prefix="ADBANNER_",
        env_nested_delimiter="__",
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    brand_kit: Path = PROJECT_ROOT / "brand_kits" / "demo"
    layouts: Path = PROJECT_ROOT / "layouts"
    prompts: Path = PROJECT_ROOT / "prompts"
    data_dir: Path = Path(".adbanner")
    """Artifacts, checkpoints and caches."""
    postgres_url: SecretStr | None = None
    """Checkpoints in Postgres instead of SQLite."""
    database_url: SecretStr | None = None
    """Campaigns and events in Postgres, ``postgresql://...``; None takes ``postgres_url``, and SQLite without it."""
    llm: LlmSettings = LlmSettings()
    vision: VisionSettings = VisionSettings()
    embeddings: EmbeddingSettings = EmbeddingSettings()
    image_generation: ImageGenerationSettings = ImageGenerationSettings()
    cutout: Endpoint = Endpoint()
    style_encoder: Path | None = None
    """Folder of an image encoder (DINOv2, CLIP) by which ``score-style`` compares pictures with the bank."""
    qdrant: QdrantSettings = QdrantSettings()
    studio: StudioSettings = StudioSettings()
    sign_in: SignInSettings = SignInSettings()


def settle_process() -> None:
    """Prepare a process of ours; call it before numpy or LangChain are imported.

    Idle OpenBLAS threads spin and double the time of a search on few cores. Tracing would send the company's texts to
    an outside service, whatever the environment says.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ["LANGSMITH_TRACING"] = "false"


def settle_pages(folder: Path, secret: str) -> None:
    """Tell Chainlit, which reads the environment when it is imported, where its files are and what signs its cookies.

    Args:
        folder: Holds ``.chainlit``, ``public`` and what people upload.
        secret: At least 32 characters.
    """
    os.environ["CHAINLIT_APP_ROOT"] = str(folder)
    os.environ["CHAINLIT_AUTH_SECRET"] = secret
    # Its own data layer and its cloud are switched on by these.
    for name in ("DATABASE_URL", "LITERAL_API_KEY"):
        os.environ.pop(name, None)


def child_environment(**changes: str) -> dict[str, str]:
    """This process's environment with changes, for a process that it starts."""
    return {**os.environ, **changes}


def model_worker_number() -> int:
    """Which worker of a model server this process is, 0-based; LitServe tells it by the environment."""
    return int(os.environ["LITSERVE_WORKER_ID"])


def load_settings() -> Settings:
    """Read the settings from the environment.

    Raises:
        ConfigError: A variable is wrong; the message names it.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = "ADBANNER_" + "__".join(str(part) for part in first["loc"]).upper()
        # A group as a whole may hold secrets.
        got = "" if isinstance(first["input"], dict) else f" (got {first['input']!r})"
        raise ConfigError(f"{name} is wrong: {first['msg']}{got}.") from error
    except SettingsError as error:
        raise ConfigError(f"A setting cannot be read: {error}. Lists are written as JSON.") from error
