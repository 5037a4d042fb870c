"""The pictures of a run with their captions, all faults of a folder found at once."""

import hashlib
import zlib
from collections import defaultdict
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError
from pydantic import BaseModel, ConfigDict, ValidationError

from adbanner.errors import InvalidRequest
from adbanner.frozen import Frozen
from offline.captioning.picture_files import picture_files

MIN_SIDE_PX = 16
MAX_TOLD = 50
BORDER_MIN_LEVEL = 200
"""Mean level, 0-255, below which the border of a picture on white is not white."""


class TrainingPicture(Frozen):
    """A picture that a run learns from."""

    file: str
    """Name in the folder."""
    sha256: str
    """Of the file's bytes."""
    caption: str
    """In English."""
    width: int
    height: int


class CaptionLine(BaseModel):
    """What is read of a line of ``captions.jsonl``; the rest of it is for the bank."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    file: str
    caption_en: str
    sha256: str = ""
    """Of the picture when it was described; empty in files written by hand."""


class TrainingSet(Frozen):
    """A folder that can be learnt from."""

    pictures: tuple[TrainingPicture, ...]
    """By file name."""
    captions_without_picture: int
    """Lines for files that the folder does not hold: curating took them out."""
    dark_borders: tuple[str, ...]
    """Files that do not seem to stand on white, though buckets are filled up with it."""

    def fingerprint(self) -> str:
        """Hash of what is learnt: contents and captions, whatever the files are called."""
        lines = sorted(f"{picture.sha256} {picture.caption}" for picture in self.pictures)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def read_training_set(folder: Path, captions: Path) -> TrainingSet:
    """Pictures of a folder with the English captions of a ``captions.jsonl``.

    Raises:
        InvalidRequest: Something is missing, doubled, empty or unreadable; the message lists every fault.
    """
    paths = picture_files(folder)
    faults: list[str] = []
    lines = _caption_lines(captions, faults)
    pictures, dark = [], []
    for path in paths:
        line = lines.get(path.name)
        if line is None:
            faults.append(f"{path.name}: no caption in {captions.name}")
        try:
            picture, is_dark = _looked_at(path, line)
        except (_Fault, OSError) as error:
            faults.append(f"{path.name}: {error}")
            continue
        pictures.append(picture)
        if is_dark:
            dark.append(path.name)
    faults += _doubled(pictures)
    if faults:
        raise InvalidRequest(_told(folder, faults))
    unused = len(lines) - len(pictures)
    return TrainingSet(pictures=tuple(pictures), captions_without_picture=unused, dark_borders=tuple(dark))


def on_white(path: Path) -> Image.Image:
    """The picture upright in RGB, its see-through parts white.

    Raises:
        OSError: It cannot be opened.
    """
    with Image.open(path) as opened:
        upright = ImageOps.exif_transpose(opened)
        if not upright.has_transparency_data:
            return upright.convert("RGB")
        clear = upright.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear).convert("RGB")


class _Fault(Exception):
    """Why a picture cannot be learnt from."""


def _caption_lines(captions: Path, faults: list[str]) -> dict[str, CaptionLine]:
    try:
        text = captions.read_text(encoding="utf-8")
    except OSError as error:
        raise InvalidRequest(
            f"{captions}: the captions cannot be read ({error.strerror}). `adbanner-offline caption` writes them."
        ) from error
    except UnicodeDecodeError as error:
        raise InvalidRequest(f"{captions}: this is not UTF-8 text.") from error
    lines: dict[str, CaptionLine] = {}
    for number, row in enumerate(text.splitlines(), start=1):
        if not row.strip():
            continue
        try:
            line = CaptionLine.model_validate_json(row)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            field = ".".join(map(str, first["loc"]))
            faults.append(f"{captions.name}:{number}: {field + ': ' if field else ''}{first['msg']}")
            continue
        if line.file in lines:
            faults.append(f"{captions.name}:{number}: a second line for {line.file}")
        lines.setdefault(line.file, line)
    return lines


def _looked_at(path: Path, line: CaptionLine | None) -> tuple[TrainingPicture, bool]:
    """The picture, and whether its border is dark."""
    data = path.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    caption = " ".join(line.caption_en.split()) if line else ""
    if line and not caption:
        raise _Fault("its English caption is empty")
    if line and line.sha256 and line.sha256 != sha256:
        raise _Fault("it is another picture than the one that was described; describe it again")
    try:
        with Image.open(BytesIO(data)) as header:
            if min(header.size) < MIN_SIDE_PX:
                raise _Fault(f"it is {header.width}x{header.height}, at least {MIN_SIDE_PX} px are needed")
        picture = on_white(path)
    except UnidentifiedImageError as error:
        raise _Fault("it is no picture of a kind that can be opened") from error
    except (OSError, SyntaxError, ValueError, zlib.error, Image.DecompressionBombError) as error:
        raise _Fault(f"it is damaged or too large ({error})") from error
    found = TrainingPicture(file=path.name, sha256=sha256, caption=caption, width=picture.width, height=picture.height)
    return found, _border_level(picture) < BORDER_MIN_LEVEL


def _border_level(picture: Image.Image) -> float:
    grey = picture.convert("L").resize((64, 64), Image.Resampling.BOX).tobytes()
    border = grey[:64] + grey[-64:] + grey[::64] + grey[63::64]
    return sum(border) / len(border)


def _doubled(pictures: list[TrainingPicture]) -> list[str]:
    """Equal pictures and equal captions: the first weigh double, the second teach that words mean nothing."""
    contents, words = defaultdict(list), defaultdict(list)
    for picture in pictures:
        contents[picture.sha256].append(picture.file)
        if picture.caption:
            words[picture.caption.casefold()].append(picture.file)
    same_content = [f"{', '.join(files)}: the same picture" for files in contents.values() if len(files) > 1]
    twins = {tuple(files) for files in contents.values()}
    same_words = [
        f"{', '.join(files)}: the same caption"
        for files in words.values()
        if len(files) > 1 and tuple(files) not in twins
    ]
    return same_content + same_words


def _told(folder: Path, faults: list[str]) -> str:
    more = [f"... and {len(faults) - MAX_TOLD} more"] if len(faults) > MAX_TOLD else []
    shown = "\n".join(f"  {fault}" for fault in faults[:MAX_TOLD] + more)
    return f"{folder}: cannot be learnt from yet, mend or take out:\n{shown}"
