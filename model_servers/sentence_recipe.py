"""How a sentence-transformers folder makes one vector of a text: read from its own files."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from adbanner.errors import ConfigError
from adbanner.frozen import Frozen
from model_servers.weights import read_model_file, require_weights

Pooling = Literal["mean", "cls", "last", "max"]

POOLING_FLAGS: dict[str, Pooling] = {
    "pooling_mode_mean_tokens": "mean",
    "pooling_mode_cls_token": "cls",
    "pooling_mode_lasttoken": "last",
    "pooling_mode_max_tokens": "max",
}
POOLING_NAMES: dict[str, Pooling] = {"mean": "mean", "cls": "cls", "lasttoken": "last", "max": "max"}
LONGEST_INPUT = 8_192
"""Tokenizers without a limit of their own name absurd ones."""


class DenseLayer(Frozen):
    """A linear layer behind the pooling."""

    folder: Path
    activation: Literal["identity", "tanh"]


class SentenceRecipe(Frozen):
    """Everything besides the weights."""

    transformer: Path
    """Folder of the transformer and its tokenizer."""
    pooling: Pooling
    dense: tuple[DenseLayer, ...] = ()
    normalise: bool
    lower_case: bool = False
    max_tokens: int | None = None
    query_prefix: str = ""
    passage_prefix: str = ""
    toy: bool = False


class _File(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _Module(_File):
    path: str
    type: str


class _PoolingConfig(_File):
    pooling_mode: str | list[str] | None = None
    pooling_mode_mean_tokens: bool = False
    pooling_mode_cls_token: bool = False
    pooling_mode_lasttoken: bool = False
    pooling_mode_max_tokens: bool = False
    pooling_mode_mean_sqrt_len_tokens: bool = False
    pooling_mode_weightedmean_tokens: bool = False


class _DenseConfig(_File):
    activation_function: str = "torch.nn.modules.activation.Tanh"


class _TransformerConfig(_File):
    max_seq_length: Annotated[int, Field(ge=1)] | None = None
    do_lower_case: bool = False


class _PromptsConfig(_File):
    prompts: dict[str, str | None] = {}


class _ModelConfig(_File):
    toy: bool = False


def read_recipe(folder: Path) -> SentenceRecipe:
    """The recipe of a folder; one without ``modules.json`` is a plain transformer: mean of the tokens, length 1.

    Raises:
        ConfigError: It is no such folder, or has a part that this server does not know.
    """
    modules = _read_modules(folder)
    transformer, pooling, normalise = folder, None if modules else "mean", not modules
    dense: list[DenseLayer] = []
    for module in modules:
        place = folder / module.path
        match module.type.rpartition(".")[2]:
            case "Transformer":
                transformer = place
            case "Pooling":
                pooling = _read_pooling(place / "config.json")
            case "Dense":
                dense.append(_read_dense(place))
            case "Normalize":
                normalise = True
            case other:
                raise ConfigError(f"{folder / 'modules.json'}: this server knows no module {other}.")
    if pooling is None:
        raise ConfigError(
            f"{folder / 'modules.json'} names no Pooling: this is no text encoder with one vector a text."
        )
    config = read_model_file(transformer / "config.json", _ModelConfig)
    require_weights(transformer)
    options = _TransformerConfig()
    if (transformer / "sentence_bert_config.json").exists():
        options = read_model_file(transformer / "sentence_bert_config.json", _TransformerConfig)
    prompts = {}
    if (folder / "config_sentence_transformers.json").exists():
        prompts = read_model_file(folder / "config_sentence_transformers.json", _PromptsConfig).prompts
    return SentenceRecipe(
        transformer=transformer,
        pooling=pooling,
        dense=tuple(dense),
        normalise=normalise,
        lower_case=options.do_lower_case,
        max_tokens=options.max_seq_length,
        query_prefix=prompts.get("query") or "",
        passage_prefix=prompts.get("passage") or prompts.get("document") or "",
        toy=config.toy,
    )


def _read_modules(folder: Path) -> list[_Module]:
    path = folder / "modules.json"
    if not path.exists():
        return []
    try:
        return TypeAdapter(list[_Module]).validate_json(path.read_bytes())
    except ValidationError as error:
        raise ConfigError(f"{path} cannot be read: {error}") from error


def _read_pooling(path: Path) -> Pooling:
    config = read_model_file(path, _PoolingConfig)
    if config.pooling_mode is not None:
        names = [config.pooling_mode] if isinstance(config.pooling_mode, str) else config.pooling_mode
    else:
        names = [name for name, wanted in config if name.startswith("pooling_mode_") and wanted]
    known = POOLING_NAMES | POOLING_FLAGS
    if len(names) != 1 or names[0] not in known:
        raise ConfigError(f"{path}: this server knows one pooling of {', '.join(POOLING_NAMES)}, not {names}.")
    return known[names[0]]


def _read_dense(folder: Path) -> DenseLayer:
    config = read_model_file(folder / "config.json", _DenseConfig)
    require_weights(folder)
    match config.activation_function.rpartition(".")[2]:
        case "Identity":
            return DenseLayer(folder=folder, activation="identity")
        case "Tanh":
            return DenseLayer(folder=folder, activation="tanh")
        case other:
            raise ConfigError(f"{folder / 'config.json'}: this server knows no activation {other}.")
