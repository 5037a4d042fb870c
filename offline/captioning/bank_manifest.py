"""Puts captions into the manifest of a brand kit's bank without undoing what people wrote there."""

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from adbanner.brand_kit import BankImage
from adbanner.brand_kit_files import IMAGE_SUFFIXES
from adbanner.brand_kit_reading import read_json_lines, read_text, repeated
from adbanner.errors import BrandKitError
from adbanner.frozen import Frozen
from offline.captioning.picture_words import CaptionedPicture, PictureWords
from tools.whole_file import write_whole

WORD_FIELDS = ("caption", "caption_en", "services", "tags")
MAX_ID_CHARS = 64
LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya".replace("_", "").split(" "),
        strict=True,
    )
)
"""For ids: file names of designers are often Russian."""


class ManifestReport(Frozen):
    """What was done to a manifest."""

    added: int = 0
    updated: int = 0
    kept_by_hand: tuple[str, ...] = ()
    """Files whose words a person had edited and that stayed so."""
    unsuited: tuple[str, ...] = ()
    """Files of kinds that a bank does not take."""
    missing: tuple[str, ...] = ()
    """Files that do not lie beside the manifest yet."""


def read_manifest(path: Path) -> dict[BankImage, str]:
    """The pictures of a manifest with their lines; none where there is no file.

    Raises:
        BrandKitError: A line is wrong, or two are about one file; names it.
    """
    if not path.exists():
        return {}
    written = read_text(path).split("\n")
    found = read_json_lines(path, BankImage)
    for index in repeated([line.record.file for line in found]):
        line = found[index]
        raise BrandKitError(path, f"«{line.record.file}» belongs to an earlier line", line=line.number, field="file")
    return {line.record: written[line.number - 1] for line in found}


def update_manifest(
    path: Path,
    captioned: Iterable[CaptionedPicture],
    written_before: Sequence[PictureWords],
    *,
    licence: str,
    overwrite: bool = False,
) -> ManifestReport:
    """Add new pictures and renew the words of known ones; lines of other pictures stay as they are.

    Words count as edited by hand when no answer of the model ever read so.

    Args:
        path: The manifest; created where there is none.
        captioned: Accepted pictures.
        written_before: Everything that the model ever answered.
        licence: Of pictures that the manifest does not know yet.
        overwrite: Whether words edited by hand are replaced, too.

    Raises:
        BrandKitError: The manifest is wrong as it stands.
        StorageFull: It cannot be written; the old one is whole.
    """
    lines = read_manifest(path)
    images = {image.file: image for image in lines}
    machine = {name: {getattr(words, name) for words in written_before} for name in WORD_FIELDS}
    added, updated, by_hand, unsuited = 0, 0, [], []
    for picture in captioned:
        known = images.get(picture.file)
        if known is None and not picture.file.lower().endswith(IMAGE_SUFFIXES):
            unsuited.append(picture.file)
        elif known is None:
            taken = {image.id for image in images.values()}
            images[picture.file] = _new_line(picture, _free_id(picture.file, taken), licence)
            added += 1
        else:
            new = {name: getattr(picture, name) for name in WORD_FIELDS}
            kept = {
                name: old
                for name in WORD_FIELDS
                if (old := getattr(known, name)) and old != new[name] and old not in machine[name] and not overwrite
            }
            if kept:
                by_hand.append(picture.file)
            # Validated, not copied: what a person cut short must not bring a broken line into the kit.
            renewed = BankImage.model_validate({**known.model_dump(), **new, **kept})
            updated += renewed != known
            images[picture.file] = renewed
    # A line that nothing changes in stays as it was written.
    text = "".join(f"{lines.get(image) or _line(image)}\n" for image in images.values())
    write_whole(path, text.encode())
    missing = tuple(name for name in images if not (path.parent / name).is_file())
    return ManifestReport(
        added=added, updated=updated, kept_by_hand=tuple(by_hand), unsuited=tuple(unsuited), missing=missing
    )


def _new_line(picture: CaptionedPicture, image_id: str, licence: str) -> BankImage:
    words = {name: getattr(picture, name) for name in WORD_FIELDS}
    return BankImage.model_validate({"id": image_id, "file": picture.file, "licence": licence, **words})


def _line(image: BankImage) -> str:
    return json.dumps(image.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False)


def _free_id(file: str, taken: set[str]) -> str:
    """An id made of a file name that no other picture has."""
    latin = "".join(LATIN.get(letter, letter) for letter in unicodedata.normalize("NFC", Path(file).stem.lower()))
    words = re.findall(r"[a-z0-9]+", latin) or ["picture"]
    plain = "_".join(words)[: MAX_ID_CHARS - 5].rstrip("_")
    candidate, number = plain, 1
    while candidate in taken:
        number += 1
        candidate = f"{plain}_{number}"
    return candidate
