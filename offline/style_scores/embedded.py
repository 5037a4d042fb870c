"""Vectors of pictures, computed once where torch is installed and read everywhere else."""

import hashlib
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from adbanner.brand_kit import BankImage
from adbanner.brand_kit_reading import read_json_lines
from adbanner.errors import ConfigError, InvalidRequest
from adbanner.settings import load_settings
from offline.style_scores.embeddings import SETTING, ImageEncoder, TransformersEncoder
from offline.style_scores.measuring import compared
from offline.style_scores.palette import open_picture
from offline.validation.drawings import Drawings, read_drawings
from offline.validation.resampling import Floats
from tools.whole_file import write_whole

VECTORS_FILE = "embeddings.npz"


class Embedded:
    """Unit vectors of pictures by the SHA-256 of their files.

    Args:
        encoder: Name of the encoder.
        keys: SHA-256 of each picture.
        matrix: Its vector, shape (pictures, dimensions).
    """

    def __init__(self, encoder: str, keys: tuple[str, ...], matrix: NDArray[np.float32]) -> None:
        self.encoder = encoder
        self.keys = keys
        self.matrix = matrix
        self._rows = {key: row for row, key in enumerate(keys)}

    def vectors(self, files: Iterable[Path]) -> Floats | None:
        """The vectors of some pictures, shape (files, dimensions); None when one of them is not known.

        Raises:
            InvalidRequest: A file cannot be read.
        """
        rows = [self._rows.get(_key(read_file(path))) for path in files]
        known = [row for row in rows if row is not None]
        return self.matrix[known].astype(np.float64) if known and len(known) == len(rows) else None


def embed_command(folder: Path, kit: Path | None) -> Embedded:
    """Compute the vectors of all drawn pictures and of the bank, and keep them in the folder.

    Raises:
        ConfigError: No encoder is set up, it is wrong, or torch is not installed.
        InvalidRequest: Pictures are missing or damaged.
        StorageFull: There is no room.
    """
    settings = load_settings()
    if settings.style_encoder is None:
        raise ConfigError(f"No image encoder is set up: {SETTING} names its folder, e.g. of DINOv2 or CLIP.")
    drawings = read_drawings(folder)
    files = [path for source in drawings.sources for path in drawn_files(folder, drawings, source)]
    files += bank_files(kit or settings.brand_kit)
    embedded = embed(files, TransformersEncoder(settings.style_encoder), read_embedded(folder))
    buffer = BytesIO()
    np.savez(buffer, encoder=np.array(embedded.encoder), keys=np.array(embedded.keys), vectors=embedded.matrix)
    write_whole(folder / VECTORS_FILE, buffer.getvalue())
    return embedded


def embed(files: Iterable[Path], encoder: ImageEncoder, known: Embedded | None) -> Embedded:
    """The vectors of files; those that the same encoder has computed before are taken over.

    Raises:
        InvalidRequest: A file cannot be read, or is no picture.
    """
    vectors: dict[str, NDArray[np.float32]] = {}
    if known is not None and known.encoder == encoder.name:
        vectors = dict(zip(known.keys, known.matrix, strict=True))
    wanted: dict[str, Path] = {}
    for path in files:
        wanted.setdefault(_key(read_file(path)), path)
    new = {key: path for key, path in wanted.items() if key not in vectors}
    if new:
        pictures = [compared(open_picture(read_file(path), str(path))) for path in new.values()]
        vectors |= dict(zip(new, encoder.embed(pictures).astype(np.float32), strict=True))
    return Embedded(encoder.name, tuple(wanted), np.stack([vectors[key] for key in wanted]))


def read_embedded(folder: Path) -> Embedded | None:
    """The vectors that a folder has; None when it has none.

    Raises:
        InvalidRequest: The file is damaged.
    """
    path = folder / VECTORS_FILE
    try:
        with np.load(path, allow_pickle=False) as loaded:
            keys = tuple(str(key) for key in loaded["keys"])
            return Embedded(str(loaded["encoder"]), keys, loaded["vectors"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise InvalidRequest(f"{path} is damaged ({error}): delete it and run score-style embed again.") from error


def drawn_files(folder: Path, drawings: Drawings, source: str) -> tuple[Path, ...]:
    """The pictures of a source in the order of the descriptions."""
    return tuple(folder / each.file for each in drawings.of(source))


def bank_files(kit: Path) -> tuple[Path, ...]:
    """The pictures of a brand kit's bank.

    Only its manifest is read: fonts and the rest need packages that are not where torch is.

    Raises:
        BrandKitError: The manifest is wrong.
        InvalidRequest: The bank is empty.
    """
    manifest = kit / "images" / "manifest.jsonl"
    files = tuple(manifest.parent / line.record.file for line in read_json_lines(manifest, BankImage))
    if not files:
        raise InvalidRequest(f"{manifest}: the bank has no picture to compare with.")
    return files


def read_file(path: Path) -> bytes:
    """The bytes of a picture.

    Raises:
        InvalidRequest: It cannot be read; names it.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise InvalidRequest(f"{path}: the picture cannot be read ({error.strerror}).") from error


def _key(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
