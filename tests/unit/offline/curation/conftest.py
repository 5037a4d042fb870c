from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from adbanner.settings import PROJECT_ROOT

KIT = PROJECT_ROOT / "brand_kits" / "demo"


@pytest.fixture
def font() -> Path:
    return KIT / "fonts" / "Onest-Bold.ttf"


@pytest.fixture
def bank_picture() -> Callable[[str], Image.Image]:
    return lambda name: Image.open(KIT / "images" / f"{name}.webp").convert("RGBA")
