"""Where a model's files lie: a folder, or the hub's pinned revision brought into the local cache."""

import json
from json import JSONDecodeError
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from adbanner.errors import ConfigError

WANTED_FILES = ("*.json", "*.txt", "*.model", "*.py", "*.safetensors", "*.jinja")
"""Weights come as safetensors only: pickled ones can run code."""

Content = TypeVar("Content", bound=BaseModel)


def weights_folder(model: str, revision: str, setting: str) -> Path:
    """The folder of a model; one of the hub is downloaded unless it is in the cache.

    Args:
        model: A folder, or an id such as ``ai-forever/FRIDA``.
        revision: The commit on the hub; a name such as ``main`` would change under our feet.
        setting: Beginning of the names of the settings, e.g. ``ADBANNER_SERVE_BIREFNET__``; for messages.

    Raises:
        ConfigError: There is no such folder or repository, or a hub id comes without its commit.
    """
    if not model:
        raise ConfigError(f"{setting}MODEL is not set: name a folder of weights or a model id on the hub.")
    folder = Path(model).expanduser()
    if folder.is_dir():
        return folder.resolve()
    if folder.is_absolute() or model.count("/") != 1 or model.startswith("."):
        raise ConfigError(f"{setting}MODEL={model}: there is no such folder.")
    if len(revision) != 40:
        raise ConfigError(
            f"{setting}MODEL={model} is no folder here. As a model id on the hub it needs {setting}REVISION: the full "
            "commit (40 hex digits), so that every start loads the same weights."
        )
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(model, revision=revision, allow_patterns=list(WANTED_FILES)))
    except (HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OSError) as error:
        raise ConfigError(
            f"{setting}MODEL={model} at {revision} cannot be had from the hub: {error} "
            f"Without a way to the hub, copy the repository to this machine and name its folder."
        ) from error


def read_model_file(path: Path, content: type[Content]) -> Content:
    """A JSON file of a model's folder.

    Raises:
        ConfigError: It is missing, no JSON, or not what such a file says.
    """
    try:
        return content.model_validate(json.loads(path.read_text("utf-8")))
    except FileNotFoundError as error:
        raise ConfigError(f"{path} is missing: the folder is no such model, or was not copied whole.") from error
    except (JSONDecodeError, UnicodeDecodeError, ValidationError) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from error


def require_weights(folder: Path) -> None:
    """Make sure that there are weights to load.

    Raises:
        ConfigError: No ``*.safetensors`` lies in the folder.
    """
    if not any(folder.glob("*.safetensors")):
        raise ConfigError(f"{folder} has no *.safetensors: the folder is no such model, or was not copied whole.")
