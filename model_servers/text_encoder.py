"""Any sentence-transformers model as OpenAI's ``/v1/embeddings``: ``python -m model_servers.text_encoder``."""

from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BeforeValidator, Field

from adbanner.contracts import EMBEDDINGS_PATH, EmbeddingsRequest, Wire
from adbanner.errors import InvalidRequest
from adbanner.model_server_settings import TextEncoderServerSettings
from model_servers.sentence_recipe import SentenceRecipe, read_recipe
from model_servers.serving import Job, ModelApi, UnknownModel, run_server
from model_servers.weights import weights_folder

if TYPE_CHECKING:
    from model_servers.sentence_model import SentenceModel


def _as_texts(given: object) -> object:
    """OpenAI takes one text as well as a list."""
    return (given,) if isinstance(given, str) else given


class OpenAiEmbeddingsRequest(EmbeddingsRequest):
    """What OpenAI's clients send: one text or several, and base64 unless told otherwise."""

    input: Annotated[tuple[str, ...], Field(min_length=1), BeforeValidator(_as_texts)]
    encoding_format: Literal["float", "base64"] = "float"  # type: ignore[assignment]  # more than our own client sends


class EncodedText(Wire):
    """The vector of one text."""

    object: Literal["embedding"] = "embedding"
    index: int
    embedding: tuple[float, ...] | str
    """Numbers, or base64 of little-endian float32."""


class Usage(Wire):
    """How many tokens the texts had."""

    prompt_tokens: int
    total_tokens: int


class OpenAiEmbeddingsResponse(Wire):
    """The answer as OpenAI's clients read it; ours reads it as ``EmbeddingsResponse``."""

    object: Literal["list"] = "list"
    data: tuple[EncodedText, ...]
    model: str
    usage: Usage
    toy: bool


class TextEncoderApi(ModelApi[OpenAiEmbeddingsRequest, OpenAiEmbeddingsResponse]):
    """Texts in, vectors out.

    Args:
        recipe: How the model's folder makes vectors.
        settings: Names, prefixes, batch size.
    """

    path = EMBEDDINGS_PATH
    request_type = OpenAiEmbeddingsRequest
    response_type = OpenAiEmbeddingsResponse
    _model: "SentenceModel"

    def __init__(self, recipe: SentenceRecipe, settings: TextEncoderServerSettings) -> None:
        super().__init__()
        name = settings.served_name or Path(settings.model).name
        query = recipe.query_prefix if settings.query_prefix is None else settings.query_prefix
        passage = recipe.passage_prefix if settings.passage_prefix is None else settings.passage_prefix
        self._prefixes = {name: "", f"{name}:query": query, f"{name}:passage": passage}
        self._recipe = recipe
        self._batch_size = settings.batch_size
        self._max_texts = settings.max_texts

    def load(self, device: str) -> None:
        """Load the transformer."""
        from model_servers.sentence_model import SentenceModel

        self._model = SentenceModel(self._recipe, device)

    def work(self, request: OpenAiEmbeddingsRequest, job: Job) -> OpenAiEmbeddingsResponse:
        """Encode the texts of one request."""
        if request.model not in self._prefixes:
            raise UnknownModel(f"There is no model {request.model!r} here; there is {', '.join(self._prefixes)}.")
        if len(request.input) > self._max_texts:
            raise InvalidRequest(f"{len(request.input)} texts in one request; at most {self._max_texts} are taken.")
        if not all(text.strip() for text in request.input):
            raise InvalidRequest("A text is empty; leave it out.")
        prefix = self._prefixes[request.model]
        texts = [prefix + text for text in request.input]
        vectors, tokens = self._model.encode(texts, self._batch_size, job.report)
        if request.encoding_format == "base64":
            embeddings: list[tuple[float, ...] | str] = [
                b64encode(row.astype("<f4").tobytes()).decode() for row in vectors
            ]
        else:
            embeddings = [tuple(row.tolist()) for row in vectors]
        return OpenAiEmbeddingsResponse(
            data=tuple(EncodedText(index=index, embedding=vector) for index, vector in enumerate(embeddings)),
            model=request.model,
            usage=Usage(prompt_tokens=tokens, total_tokens=tokens),
            toy=self._recipe.toy,
        )


def build_text_encoder(settings: TextEncoderServerSettings) -> TextEncoderApi:
    """The API of the configured model, its folder checked.

    Raises:
        ConfigError: The folder is no sentence-transformers model that this server can run.
    """
    setting = TextEncoderServerSettings.model_config.get("env_prefix", "")
    return TextEncoderApi(read_recipe(weights_folder(settings.model, settings.revision, setting)), settings)


if __name__ == "__main__":
    run_server(TextEncoderServerSettings, build_text_encoder)
