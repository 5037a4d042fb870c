"""Files for people that are there whole or not at all."""

import errno
import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from adbanner.errors import StorageFull


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all.

    Raises:
        StorageFull: The folder cannot be written or has no room; nothing half-written stays behind.
    """
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
            temporary = file.name
            file.write(data)
        Path(temporary).chmod(0o644)
        os.replace(temporary, path)
    except OSError as error:
        if temporary:
            with suppress(FileNotFoundError):
                Path(temporary).unlink()
        room = "no room left" if error.errno in (errno.ENOSPC, errno.EDQUOT) else error.strerror or str(error)
        raise StorageFull(
            f"Cannot write {path}: {room}. Free some space or choose another folder with --out."
        ) from error
