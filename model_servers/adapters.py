"""LoRA adapters of an image model: found in a folder, checked against the model, replaced while it serves."""

import logging
from pathlib import Path

from diffusers import QwenImagePipeline
from safetensors import SafetensorError, safe_open

from adbanner.errors import InvalidRequest
from adbanner.frozen import Frozen

FILE_IN_FOLDER = "pytorch_lora_weights.safetensors"
PREFIX = "transformer."
DOWN, UP = (".lora_A.weight", ".lora_down.weight"), (".lora_B.weight", ".lora_up.weight")

logger = logging.getLogger(__name__)


class AdapterFile(Frozen):
    """One adapter on the disk."""

    name: str
    path: Path
    changed_ns: int
    """When the file was written last, so that a new one is noticed."""


def adapters_in(folder: Path | None) -> dict[str, AdapterFile]:
    """The adapters of a folder by name, as they are now; none where there is no folder."""
    if folder is None or not folder.is_dir():
        return {}
    found = {}
    for entry in sorted(folder.iterdir()):
        path = entry / FILE_IN_FOLDER if entry.is_dir() else entry
        if path.suffix == ".safetensors" and path.is_file():
            name = entry.name if entry.is_dir() else entry.stem
            found[name] = AdapterFile(name=name, path=path, changed_ns=path.stat().st_mtime_ns)
    return found


class LoadedAdapters:
    """The adapters of one pipeline; files are read when they are first asked for, and again when they changed.

    Args:
        pipeline: Gets them.
        folder: Where they lie.
    """

    def __init__(self, pipeline: QwenImagePipeline, folder: Path | None) -> None:
        self._pipeline = pipeline
        self._folder = folder
        self._loaded: dict[str, AdapterFile] = {}

    def use(self, strengths: dict[str, float]) -> None:
        """Put exactly these adapters on, each with its strength; 0 is the bare model.

        Raises:
            InvalidRequest: There is no such adapter, or it is none of this model.
        """
        wanted = {name: strength for name, strength in strengths.items() if strength}
        files = adapters_in(self._folder)
        for name in wanted:
            self._load(name, files)
        if not self._loaded:
            return
        if not wanted:
            self._pipeline.disable_lora()
            return
        self._pipeline.enable_lora()
        self._pipeline.set_adapters(list(wanted), list(wanted.values()))

    def _load(self, name: str, files: dict[str, AdapterFile]) -> None:
        file = files.get(name)
        if file is None:
            known = ", ".join(files) or "none"
            raise InvalidRequest(f"There is no adapter {name!r}; this server has: {known}.", field="loras")
        if self._loaded.get(name) == file:
            return
        require_fitting(file, self._pipeline)
        if name in self._loaded:
            self._pipeline.delete_adapters(name)
            del self._loaded[name]
        self._pipeline.load_lora_weights(str(file.path), adapter_name=name)
        self._loaded[name] = file
        logger.info("adapter %s loaded from %s", name, file.path)


def require_fitting(file: AdapterFile, pipeline: QwenImagePipeline) -> None:
    """Make sure that every tensor of an adapter belongs to a layer of the model: loading would pass over the others.

    Raises:
        InvalidRequest: The file is damaged, or made for another model; the message names the first difference.
    """
    layers = dict(pipeline.transformer.named_modules())
    try:
        with safe_open(file.path, framework="pt") as tensors:
            shapes = {key: tuple(tensors.get_slice(key).get_shape()) for key in tensors.keys()}  # noqa: SIM118
    except (SafetensorError, OSError) as error:
        raise InvalidRequest(f"The adapter {file.name!r} cannot be read: {error}.", field="loras") from error
    if not any(key.endswith((*DOWN, *UP)) for key in shapes):
        raise InvalidRequest(f"The adapter {file.name!r} holds no LoRA weights.", field="loras")
    for key, shape in shapes.items():
        if problem := _problem(key, shape, layers):
            raise InvalidRequest(f"The adapter {file.name!r} is none of this model: {problem}.", field="loras")


def _problem(key: str, shape: tuple[int, ...], layers: dict[str, object]) -> str:
    down, up = key.endswith(DOWN), key.endswith(UP)
    if not (down or up):
        return ""
    layer_name = key.removeprefix(PREFIX).rsplit(".", 2)[0]
    layer = layers.get(layer_name)
    # A layer that already carries an adapter is wrapped; the original is inside.
    layer = getattr(layer, "base_layer", layer)
    width = getattr(layer, "in_features" if down else "out_features", None)
    if width is None:
        return f"the model has no layer {layer_name}"
    given = shape[1] if down else shape[0]
    return "" if given == width else f"{layer_name} takes {width} values, the adapter {given}"
