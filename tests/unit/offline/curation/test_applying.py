import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from adbanner.errors import InvalidRequest
from offline.captioning.picture_files import picture_files
from offline.curation.applying import Applied, apply_decisions, padded
from offline.curation.decisions import Choice, Decision
from offline.curation.reading import ReadPicture, read_picture
from offline.curation.settings import CurationSettings

SETTINGS = CurationSettings(padding_share=0.1)


def read(image: Image.Image) -> ReadPicture:
    file = io.BytesIO()
    image.save(file, "PNG")
    return read_picture(file.getvalue(), too_many_pixels=10**6)


def row(file: str, *, accepted: bool = True, sha256: str = "1") -> Decision:
    return Decision(file=file, sha256=sha256, suggested=Choice.ACCEPT if accepted else Choice.REJECT)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in" / "sub").mkdir(parents=True)
    for name, colour in (("a.png", "red"), ("a.jpg", "green"), ("sub/b.webp", "blue")):
        Image.new("RGB", (40, 20), colour).save(tmp_path / "in" / name)
    return tmp_path / "in"


def apply(folder: Path, *rows: Decision, settings: CurationSettings = SETTINGS) -> Applied:
    return apply_decisions(folder, rows, folder.parent / "accepted", folder.parent / "accepted.csv", settings)


def test_cut_out_stands_on_white_with_its_shadow_and_equal_margins() -> None:
    image = Image.new("RGBA", (200, 100))
    image.paste((200, 0, 0, 255), (150, 20, 190, 80))
    image.paste((0, 0, 0, 51), (150, 80, 190, 120))
    square = padded(read(image), 0.1)
    assert square.shape == (96, 96, 3)
    dark = np.argwhere((square < 255).any(axis=2))
    assert tuple(dark.min(axis=0)) == (8, 28)
    assert tuple(dark.max(axis=0)) == (87, 67)
    assert tuple(square[40, 40]) == (200, 0, 0)
    assert tuple(square[80, 40]) == (204, 204, 204)


def test_veil_that_nobody_sees_is_no_picture() -> None:
    image = Image.new("RGBA", (200, 200), (0, 0, 0, 3))
    image.paste((200, 0, 0, 255), (50, 50, 150, 150))
    assert padded(read(image), 0.1).shape == (120, 120, 3)
    assert padded(read(Image.new("RGBA", (200, 200), (0, 0, 0, 3))), 0.1).shape == (240, 240, 3)


def test_picture_with_a_ground_stays_whole() -> None:
    square = padded(read(Image.new("RGB", (100, 50), "gray")), 0.1)
    assert square.shape == (120, 120, 3)
    assert (square[35:85, 10:110] == 128).all()
    assert (square[:35] == 255).all()


def test_accepted_pictures_become_a_folder_that_captions_are_written_about(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    applied = apply(folder, row("a.png"), row("a.jpg", accepted=False), row("sub/b.webp"))
    assert (applied.written, applied.pictures, applied.failed) == (2, 2, ())
    assert [path.name for path in picture_files(folder.parent / "accepted")] == ["a.png", "sub__b.png"]
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_files_of_one_name_get_two_names(folder: Path) -> None:
    apply(folder, row("a.png"), row("a.jpg"))
    names = [path.name for path in picture_files(folder.parent / "accepted")]
    assert len(names) == 2
    assert all(name.startswith("a-") for name in names)


def test_again_writes_what_is_missing_and_removes_what_is_rejected_now(folder: Path) -> None:
    rows = (row("a.png"), row("sub/b.webp"))
    apply(folder, *rows)
    (folder.parent / "accepted" / "mine.txt").write_text("mine")
    assert apply(folder, *rows).written == 0
    (folder.parent / "accepted" / "a.png").write_bytes(b"broken")
    assert apply(folder, *rows).written == 1
    assert apply(folder, *rows, settings=CurationSettings(padding_share=0.2)).written == 2
    applied = apply(folder, row("a.png", accepted=False), row("sub/b.webp"))
    assert applied.removed == 1
    assert sorted(path.name for path in (folder.parent / "accepted").iterdir()) == ["mine.txt", "sub__b.png"]


def test_file_of_somebody_else_is_not_overwritten(folder: Path) -> None:
    accepted = folder.parent / "accepted"
    accepted.mkdir()
    (accepted / "a.png").write_bytes(b"mine")
    with pytest.raises(InvalidRequest, match="was not written by this command"):
        apply(folder, row("a.png"))
    assert (accepted / "a.png").read_bytes() == b"mine"


def test_accepted_file_that_cannot_be_read_is_told(folder: Path) -> None:
    (folder / "a.png").write_bytes(b"broken")
    applied = apply(folder, row("a.png"), row("gone.png"), row("c.png", sha256=""), row("sub/b.webp"))
    assert applied.pictures == 1
    assert [name for name, _ in applied.failed] == ["c.png", "a.png", "gone.png"]


def test_changed_table_of_what_was_written_is_told(folder: Path) -> None:
    (folder.parent / "accepted.csv").write_text("source;sha256\n")
    apply(folder)
    (folder.parent / "accepted.csv").write_text("source,sha256\na,b\n")
    with pytest.raises(InvalidRequest, match="was changed"):
        apply(folder)
