"""Accepted pictures on white, square, with padding: what captions are written about and a model is trained on."""

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from adbanner.errors import InvalidRequest
from adbanner.frozen import Frozen
from offline.curation.decisions import Decision
from offline.curation.folder import read_file
from offline.curation.reading import ReadPicture, UnreadableError, read_picture
from offline.curation.settings import CurationSettings
from tools.layers import Pixels
from tools.whole_file import write_whole

_COLUMNS = ("source", "sha256", "padding_share", "written", "written_sha256")
_NAME_HASH_LETTERS = 8
_PNG_LEVEL = 4
_VEIL_ALPHA = 4
"""Alpha that nobody sees on white and that palettes and renderers leave where nothing is."""

Told = Callable[[int, int], None]


class Written(Frozen):
    """A picture of the folder of accepted ones."""

    source: str
    sha256: str
    padding_share: float
    written: str
    written_sha256: str


class Applied(Frozen):
    """What came of it."""

    written: int
    """Now, those that were there already left out."""
    pictures: int
    """In the folder."""
    removed: int
    """Of an earlier run, no longer accepted."""
    failed: tuple[tuple[str, str], ...]
    """Names of accepted pictures that could not be written, with the reason."""


def apply_decisions(
    folder: Path,
    rows: Sequence[Decision],
    accepted: Path,
    journal: Path,
    settings: CurationSettings,
    told: Told = lambda done, of: None,
) -> Applied:
    """Write every accepted picture as PNG and remove those of earlier runs that are not accepted any more.

    Sources are read only. Files of the target folder that no run has written are left alone.

    Args:
        folder: Of the pictures.
        rows: What stands about each.
        accepted: Where they are written.
        journal: Table of what was written, for the next run.
        settings: How wide the padding is.
        told: Follows the work.

    Raises:
        InvalidRequest: A file that no run has written stands where a picture has to be written.
        StorageFull: There is no room.
    """
    before = {one.written: one for one in _read(journal)}
    wanted = _planned([row for row in rows if row.accepted and row.sha256], settings)
    foreign = [one.written for one in wanted if one.written not in before and (accepted / one.written).exists()]
    if foreign:
        raise InvalidRequest(
            f"{accepted / foreign[0]} was not written by this command. Choose another folder with --out.", field="out"
        )
    # The journal comes first, so that files are known as ours even when this run is cut off.
    _write(journal, [*before.values(), *(one for one in wanted if one.written not in before)])
    written: list[Written] = []
    failed = [(row.file, "it cannot be read") for row in rows if row.accepted and not row.sha256]
    new = 0
    for number, planned in enumerate(wanted, start=1):
        known = before.get(planned.written)
        if known is not None and _still_there(known, planned, accepted):
            written.append(known)
        else:
            try:
                data = _padded_file(folder / planned.source, settings)
            except UnreadableError as error:
                failed.append((planned.source, str(error)))
            else:
                write_whole(accepted / planned.written, data)
                written.append(planned.model_copy(update={"written_sha256": hashlib.sha256(data).hexdigest()}))
                new += 1
        told(number, len(wanted))
    removed = _without(accepted, before.keys() - {one.written for one in written})
    _write(journal, written)
    return Applied(written=new, pictures=len(written), removed=removed, failed=tuple(failed))


def padded(picture: ReadPicture, padding_share: float) -> Pixels:
    """What is visible of a picture, with its shadow, on a white square: side x side x 3.

    Cut-outs lose their empty margin first, so that all of them get the same; other pictures stay as they are. On each
    side there is white of at least ``padding_share`` of the longer side.
    """
    left, top, right, bottom = _visible_box(picture.pixels[..., 3])
    visible = picture.on_white[top:bottom, left:right]
    height, width = visible.shape[:2]
    longer = max(height, width)
    side = longer + 2 * round(longer * padding_share)
    square = np.full((side, side, 3), 255, np.uint8)
    y, x = (side - height) // 2, (side - width) // 2
    square[y : y + height, x : x + width] = visible
    return square


def _visible_box(alpha: Pixels) -> tuple[int, int, int, int]:
    seen = (alpha > _VEIL_ALPHA).astype(np.uint8)
    x, y, width, height = cv2.boundingRect(seen if seen.any() else (alpha > 0).astype(np.uint8))
    return x, y, x + width, y + height


def _padded_file(source: Path, settings: CurationSettings) -> bytes:
    picture = read_picture(read_file(source), too_many_pixels=settings.too_many_pixels)
    file = io.BytesIO()
    Image.fromarray(padded(picture, settings.padding_share)).save(file, "PNG", compress_level=_PNG_LEVEL)
    return file.getvalue()


def _without(accepted: Path, names: Iterable[str]) -> int:
    """Remove files of earlier runs; how many were there."""
    stale = [accepted / name for name in names if (accepted / name).exists()]
    for path in stale:
        path.unlink()
    return len(stale)


def _names(files: Iterable[str]) -> dict[str, str]:
    """Flat names: folders become part of them; where two would be the same, letters of a hash tell them apart."""
    flat: dict[str, list[str]] = {}
    for file in files:
        flat.setdefault(str(Path(file).with_suffix("")).replace("/", "__"), []).append(file)
    names = {}
    for stem, sources in flat.items():
        for source in sources:
            mark = f"-{hashlib.sha256(source.encode()).hexdigest()[:_NAME_HASH_LETTERS]}" if len(sources) > 1 else ""
            names[source] = f"{stem}{mark}.png"
    return names


def _planned(rows: Sequence[Decision], settings: CurationSettings) -> list[Written]:
    """What is to be written, its hash not yet known."""
    names = _names(row.file for row in rows)
    return [
        Written(
            source=row.file,
            sha256=row.sha256,
            padding_share=settings.padding_share,
            written=names[row.file],
            written_sha256="",
        )
        for row in rows
    ]


def _still_there(known: Written, planned: Written, accepted: Path) -> bool:
    if known.model_copy(update={"written_sha256": ""}) != planned:
        return False
    try:
        return hashlib.sha256((accepted / known.written).read_bytes()).hexdigest() == known.written_sha256
    except OSError:
        return False


def _read(journal: Path) -> list[Written]:
    try:
        text = journal.read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    try:
        return [Written.model_validate(row) for row in csv.DictReader(io.StringIO(text, newline=""))]
    except ValueError as error:
        raise InvalidRequest(
            f"{journal} was changed and cannot be used. Delete it together with the folder beside it.", field="out"
        ) from error


def _write(journal: Path, rows: Sequence[Written]) -> None:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(row.model_dump() for row in rows)
    write_whole(journal, file.getvalue().encode())
