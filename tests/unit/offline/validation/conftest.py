from collections.abc import Callable
from pathlib import Path

import pytest

from offline.validation.descriptions import DESCRIPTIONS_FILE, read_descriptions
from offline.validation.drawings import Drawing, Drawings, write_drawings
from tools.toy_models import draw_toy


@pytest.fixture
def drawn(tmp_path: Path) -> Callable[..., Path]:
    """A folder of toy pictures as ``draw`` leaves it."""

    def make(*sources: str, count: int = 3, side: int = 96) -> Path:
        folder = tmp_path / "drawn"
        descriptions = read_descriptions(DESCRIPTIONS_FILE)[:count]
        drawings = []
        for source in sources:
            (folder / source).mkdir(parents=True, exist_ok=True)
            for each in descriptions:
                file = f"{source}/{each.id}.png"
                (folder / file).write_bytes(draw_toy(each.english, len(source), side, side))
                drawings.append(
                    Drawing(
                        source=source,
                        description_id=each.id,
                        seed=1,
                        prompt=each.english,
                        file=file,
                        sha256="",
                        toy=True,
                        server="http://gpu-7.corp",
                    )
                )
        write_drawings(folder, Drawings(sources=sources, descriptions=descriptions, drawings=tuple(drawings)))
        return folder

    return make
