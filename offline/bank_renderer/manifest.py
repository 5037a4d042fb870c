"""The bank's manifest: a ``BankImage`` a line, words from the declarations, facts from the pixels."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from adbanner.brand_kit import BankImage
from offline.bank_renderer.bank_object import Picture
from offline.bank_renderer.measuring import Measured

LICENCE = "CC0-1.0"


def bank_image(picture: Picture, measured: Measured) -> BankImage:
    """The manifest's line for a rendered picture."""
    return BankImage(
        id=picture.id,
        file=f"{picture.id}.webp",
        caption=picture.variant.caption,
        caption_en=picture.variant.caption_en,
        services=picture.variant.services,
        tags=picture.variant.tags,
        licence=LICENCE,
        object_id=picture.bank_object.id,
        colours=measured.colours,
        bounding_box=measured.bounding_box,
    )


def measured_before(image: BankImage) -> Measured | None:
    """What an earlier run measured; None for a picture that was not rendered here."""
    if not image.colours or image.bounding_box is None:
        return None
    return Measured(bounding_box=image.bounding_box, colours=image.colours)


def read_manifest(file: Path) -> dict[str, BankImage]:
    """The lines of a manifest by id; none when there is no file."""
    if not file.exists():
        return {}
    lines = file.read_text(encoding="utf-8").splitlines()
    images = [BankImage.model_validate_json(line) for line in lines if line.strip()]
    return {image.id: image for image in images}


def write_manifest(file: Path, images: Iterable[BankImage]) -> None:
    """Write the lines in the order of their ids."""
    ordered = sorted(images, key=lambda image: image.id)
    lines = [json.dumps(image.model_dump(mode="json"), ensure_ascii=False) for image in ordered]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


class Bank:
    """A folder of pictures with its manifest, which is rewritten with every change."""

    def __init__(self, folder: Path, declared: Mapping[str, Picture]) -> None:
        self._folder = folder
        self._declared = declared
        self._images = read_manifest(folder / "manifest.jsonl")

    def is_rendered(self, picture_id: str) -> bool:
        """Whether an earlier run left the picture and its line."""
        image = self._images.get(picture_id)
        return image is not None and measured_before(image) is not None and (self._folder / image.file).exists()

    def refresh_words(self) -> None:
        """Bring the words of rendered pictures up to their declarations."""
        for picture_id, image in self._images.items():
            measured = measured_before(image)
            if picture_id in self._declared and measured:
                self._images[picture_id] = bank_image(self._declared[picture_id], measured)
        self._write()

    def add(self, picture_id: str, measured: Measured) -> None:
        """Describe a picture that was just rendered."""
        self._images[picture_id] = bank_image(self._declared[picture_id], measured)
        self._write()

    def prune(self) -> None:
        """Delete pictures that are not declared, and their lines."""
        self._images = {picture_id: image for picture_id, image in self._images.items() if picture_id in self._declared}
        self._write()
        for file in self._folder.glob("*.webp"):
            if file.stem not in self._declared:
                file.unlink()

    def _write(self) -> None:
        write_manifest(self._folder / "manifest.jsonl", self._images.values())
