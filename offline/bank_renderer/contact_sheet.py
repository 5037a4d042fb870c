"""All pictures of the bank with their ids on one white sheet: ``python -m offline.bank_renderer.contact_sheet``."""

import argparse
import math
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

_LABEL_HEIGHT = 16
_LABEL_SIZE = 9
_LABEL_COLOUR = "#5A6270"
_QUALITY = 80


def contact_sheet(pictures: Sequence[Path], *, columns: int = 16, cell: int = 112) -> Image.Image:
    """Pictures in rows, the name of the file without its ending under each."""
    sheet = Image.new("RGB", (columns * cell, math.ceil(len(pictures) / columns) * (cell + _LABEL_HEIGHT)), "white")
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(_LABEL_SIZE)
    for i, file in enumerate(pictures):
        left, top = i % columns * cell, i // columns * (cell + _LABEL_HEIGHT)
        with Image.open(file) as picture:
            small = picture.convert("RGBA").resize((cell, cell), Image.Resampling.LANCZOS)
        sheet.paste(small, (left, top), small)
        label = file.stem
        while font.getlength(label) > cell - 2:
            label = label[:-2] + "…"
        draw.text((left + cell / 2, top + cell + 1), label, _LABEL_COLOUR, font, anchor="ma")
    return sheet


def main() -> None:
    """Write the sheet of a folder of pictures."""
    parser = argparse.ArgumentParser(description="Write all pictures of the bank on one white sheet.")
    parser.add_argument("folder", type=Path, nargs="?", default=Path("brand_kits/demo/images"))
    parser.add_argument("file", type=Path, nargs="?", default=Path("docs/images/bank.webp"))
    arguments = parser.parse_args()
    arguments.file.parent.mkdir(parents=True, exist_ok=True)
    contact_sheet(sorted(arguments.folder.glob("*.webp"))).save(arguments.file, quality=_QUALITY, method=6)


if __name__ == "__main__":
    main()
