"""Settings of the model servers: which model, on which devices, how much load it takes.

Every setting is ``ADBANNER_SERVE_<SERVER>__<NAME>``, e.g. ``ADBANNER_SERVE_TEXT_ENCODER__MODEL=/models/frida``;
lists are JSON. An ``.env`` file in the working directory works too.
"""

from typing import Annotated, Literal, TypeVar

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from adbanner.errors import ConfigError


class ModelServerSettings(BaseSettings):
    """What every model server is told; subclasses set ``env_prefix`` and the model's own settings."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True)

    host: Literal["127.0.0.1", "0.0.0.0", "::"] = "127.0.0.1"
    port: Annotated[int, Field(ge=1024, le=65_535)]
    accelerator: Literal["cpu", "cuda"] = "cpu"
    devices: Annotated[int, Field(ge=1)] | Annotated[tuple[int, ...], Field(min_length=1)] = 1
    """How many cards, or which: ``2`` or ``[0, 3]``; the CPU counts as one."""
    workers_per_device: Annotated[int, Field(ge=1, le=64)] = 1
    """Processes on one device, each with a model of its own; more than 1 seldom pays on a card."""
    queue_limit: Annotated[int, Field(ge=0)] = 16
    """Jobs that may wait; beyond it the answer is 503 with ``Retry-After``."""
    predict_timeout_s: Annotated[float, Field(gt=0)] = 180
    """A job that runs longer is stuck: it ends with 503 and its worker is replaced."""
    load_timeout_s: Annotated[float, Field(gt=0)] = 1_800
    """A worker that loads longer than that is stuck and is replaced."""
    drain_timeout_s: Annotated[float, Field(ge=0)] = 200
    """How long SIGTERM waits for running jobs; keep it above ``predict_timeout_s``."""
    max_request_mb: Annotated[int, Field(ge=1, le=1_024)] = 64
    api_key: SecretStr = SecretStr("")
    """When given, requests need ``Authorization: Bearer <key>``; ``/health`` and ``/metrics`` stay open."""
    model: str = ""
    """Folder of the weights, or their id on the Hugging Face hub."""
    revision: str = ""
    """Commit of the hub's repository; a folder has none."""


class TextEncoderServerSettings(ModelServerSettings):
    """``python -m model_servers.text_encoder``."""

    model_config = SettingsConfigDict(env_prefix="ADBANNER_SERVE_TEXT_ENCODER__")

    port: Annotated[int, Field(ge=1024, le=65_535)] = 8_003
    predict_timeout_s: Annotated[float, Field(gt=0)] = 60
    batch_size: Annotated[int, Field(ge=1, le=1_024)] = 32
    """Texts that go through the model together."""
    max_texts: Annotated[int, Field(ge=1)] = 2_048
    """Texts in one request; OpenAI's own limit."""
    served_name: str = ""
    """What clients call the model; the last part of ``model`` by default. ``<name>:query`` and ``<name>:passage`` put
    the prefix before each text; plain ``<name>`` takes the texts as they are."""
    query_prefix: str | None = None
    """None takes the prompt that the model's own folder names, if any."""
    passage_prefix: str | None = None


class BirefnetServerSettings(ModelServerSettings):
    """``python -m model_servers.birefnet``."""

    model_config = SettingsConfigDict(env_prefix="ADBANNER_SERVE_BIREFNET__")

    port: Annotated[int, Field(ge=1024, le=65_535)] = 8_002
    predict_timeout_s: Annotated[float, Field(gt=0)] = 60
    variant: Literal["general", "hr", "matting", "hr-matting", "lite"] = "general"
    """Which BiRefNet; ``model`` overrides where its weights come from."""
    max_megapixels: Annotated[float, Field(gt=0)] = 20


class QwenImageServerSettings(ModelServerSettings):
    """``python -m model_servers.qwen_image``."""

    model_config = SettingsConfigDict(env_prefix="ADBANNER_SERVE_QWEN_IMAGE__")

    port: Annotated[int, Field(ge=1024, le=65_535)] = 8_001
    served_name: str = ""
    """What clients call the model; the last part of ``model`` by default."""
    lora_folder: str = ""
    """Adapters: ``<name>.safetensors``, or ``<name>/pytorch_lora_weights.safetensors``. Files that come or change while
    the server runs are taken at the next request."""
    default_loras: dict[str, Annotated[float, Field(ge=-2, le=2)]] = {}
    """Strength of the adapters that every request gets unless it names its own, e.g. ``{"style": 1.0}``."""
    preset: Literal["quality", "balanced", "fast"] = "quality"
    few_step_lora: str = ""
    """Name of the adapter in ``lora_folder`` that draws in few steps (Lightning); the preset ``fast`` needs it."""
    few_steps: Annotated[int, Field(ge=1, le=16)] = 8
    """Steps that adapter was made for."""
    compile_blocks: bool = False
    """Compile the transformer's blocks: faster from the second picture of a size on, minutes at the first."""
    max_megapixels: Annotated[float, Field(gt=0)] = 4
    nsfw_checker: str = ""
    """Folder of an image classification model with a class ``nsfw``; without one pictures are not checked for it."""
    nsfw_threshold: Annotated[float, Field(gt=0, lt=1)] = 0.5


Group = TypeVar("Group", bound=ModelServerSettings)


def load_model_server_settings(group: type[Group]) -> Group:
    """Read one server's settings from the environment.

    Raises:
        ConfigError: A variable is wrong; the message names it.
    """
    try:
        return group()
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = f"{group.model_config.get('env_prefix', '')}{first['loc'][0]}".upper()
        raise ConfigError(f"{name} is wrong: {first['msg']} (got {first['input']!r}).") from error
    except SettingsError as error:
        raise ConfigError(f"A setting cannot be read: {error}. Lists and tables are written as JSON.") from error
