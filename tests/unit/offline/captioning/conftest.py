from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from offline.captioning.picture_words import PictureWords
from tools.fake_vision_server import COLOURS, described


@pytest.fixture
def words() -> PictureWords:
    return PictureWords.model_validate(described("красный"))


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """A folder with a cut-out picture in each colour that the scripted endpoint knows."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    for colour, rgb in COLOURS.items():
        image = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
        ImageDraw.Draw(image).ellipse((60, 40, 240, 160), fill=(*rgb, 255))
        image.save(folder / f"{colour}.png")
    return folder
