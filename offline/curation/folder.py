"""Which files of a folder are pictures. Whatever stands in the way of one file is told, and the others go on."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from adbanner.errors import InvalidRequest
from adbanner.frozen import Frozen
from offline.curation.reading import Obstacle, UnreadableError

PICTURE_ENDINGS = frozenset(
    ".png .webp .jpg .jpeg .jpe .jfif .gif .bmp .tif .tiff .psd .avif .heic .heif .jp2 .tga .ico .ppm .pgm".split()
)
"""A file with one of these that cannot be read is a broken picture; any other is no picture at all."""
_LARGEST_FILE = 1 << 30


class Entry(Frozen):
    """A file that may be a picture."""

    name: str
    """Path below the folder, with slashes."""
    sha256: str = ""
    """Of its content; empty where that cannot be read."""
    obstacle: Obstacle | None = None
    detail: str = ""

    @property
    def picture_ending(self) -> bool:
        """Whether its name says that it is a picture."""
        return Path(self.name).suffix.lower() in PICTURE_ENDINGS


def files_of(folder: Path) -> list[str]:
    """Paths below a folder in a fixed order, hidden ones left out.

    Linked files are followed, linked folders are not: they may lead back up.

    Raises:
        InvalidRequest: There is no such folder, or it cannot be listed.
    """
    if not folder.is_dir():
        raise InvalidRequest(f"{folder} is not a folder. Name the folder that holds the pictures.", field="folder")
    try:
        os.listdir(folder)
    except OSError as error:
        raise InvalidRequest(f"{folder} cannot be listed: {error.strerror}.", field="folder") from error
    return sorted(_walk(folder))


def _walk(folder: Path) -> Iterator[str]:
    for root, folders, files in os.walk(folder):
        linked = [name for name in folders if os.path.islink(os.path.join(root, name))]
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in linked)
        for name in [*files, *linked]:
            if not name.startswith("."):
                yield (Path(root) / name).relative_to(folder).as_posix()


def identify(folder: Path, name: str) -> Entry:
    """Hash a file; an entry with an obstacle where it cannot be read."""
    try:
        return Entry(name=name, sha256=hashlib.sha256(read_file(folder / name)).hexdigest())
    except UnreadableError as error:
        return Entry(name=name, obstacle=error.obstacle, detail=error.detail)


def read_file(path: Path) -> bytes:
    """The bytes of a regular file.

    Raises:
        UnreadableError: It is none, or may not be read.
    """
    try:
        if not path.exists():
            raise UnreadableError(Obstacle.LINK)
        if not path.is_file():
            raise UnreadableError(Obstacle.NO_FILE, "ссылка на папку" if path.is_dir() else "")
        if path.stat().st_size > _LARGEST_FILE:
            raise UnreadableError(Obstacle.TOO_LARGE, "файл больше 1 ГБ")
        return path.read_bytes()
    except PermissionError as error:
        raise UnreadableError(Obstacle.FORBIDDEN) from error
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle, before Python 3.13
        raise UnreadableError(Obstacle.LINK if path.is_symlink() else Obstacle.BROKEN) from error
