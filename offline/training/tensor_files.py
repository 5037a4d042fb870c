"""Files of tensors that are there whole or not at all, and whose bytes depend on their content only."""

import errno
import json
import os
import struct
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

from adbanner.errors import StorageFull

METADATA_KEY = "__metadata__"


def write_tensors(path: Path, tensors: Mapping[str, Tensor], metadata: Mapping[str, str] | None = None) -> None:
    """Write a safetensors file; a process that dies meanwhile leaves the old one.

    Raises:
        StorageFull: There is no room for it; nothing half-written stays behind.
    """
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
            temporary = file.name
        plain = {name: tensor.detach().cpu().contiguous() for name, tensor in tensors.items()}
        save_file(plain, temporary, metadata={"format": "pt", **(metadata or {})})
        _order_metadata(Path(temporary))
        Path(temporary).chmod(0o644)
        os.replace(temporary, path)
    except (OSError, SafetensorError) as error:
        if temporary:
            with suppress(FileNotFoundError):
                Path(temporary).unlink()
        no_room = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise StorageFull(
            f"Cannot write {path}: {'no room left' if no_room else error}. Free some space or choose another folder."
        ) from error


def read_tensors(path: Path) -> tuple[dict[str, Tensor], dict[str, str]] | None:
    """Tensors and metadata of a file; None where there is none or it is damaged."""
    try:
        with safe_open(path, framework="pt") as file:
            return {name: file.get_tensor(name) for name in file.keys()}, dict(file.metadata() or {})  # noqa: SIM118
    except (OSError, SafetensorError):
        return None


def _order_metadata(path: Path) -> None:
    """Sort the metadata in the header: safetensors writes it in an order that changes from process to process."""
    with path.open("r+b") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        header[METADATA_KEY] = dict(sorted(header[METADATA_KEY].items()))
        ordered = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
        if len(ordered) > length:
            raise SafetensorError("the header grew when it was put in order")
        file.seek(8)
        file.write(ordered.ljust(length))
        file.flush()
        os.fsync(file.fileno())
