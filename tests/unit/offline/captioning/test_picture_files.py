import base64
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from adbanner.errors import InvalidRequest
from offline.captioning.picture_files import UnreadablePicture, data_url, identified, picture_files
from tools.fake_vision_server import colour_of


def shown(folder: Path, name: str) -> Image.Image:
    ((file,), _) = identified([folder / name])
    head, _, data = data_url(folder, file).partition(",")
    assert head == "data:image/jpeg;base64"
    return Image.open(BytesIO(base64.b64decode(data)))


def test_only_pictures_of_the_folder_itself_are_taken(pictures: Path) -> None:
    (pictures / "manifest.jsonl").write_text("")
    (pictures / ".hidden.png").write_bytes(b"")
    (pictures / "inside").mkdir()
    (pictures / "inside" / "b.png").write_bytes(b"")
    (pictures / "A.JPG").write_bytes(b"")
    assert picture_files(pictures)[0].name == "A.JPG"
    assert len(picture_files(pictures)) == 7


def test_a_folder_without_pictures_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest, match="no picture"):
        picture_files(tmp_path)


def test_what_is_see_through_becomes_white(pictures: Path) -> None:
    image = shown(pictures, "синий.png")
    assert image.mode == "RGB" and image.size == (300, 200)
    assert image.getpixel((0, 0)) == (255, 255, 255)
    ((file,), _) = identified([pictures / "синий.png"])
    assert colour_of(data_url(pictures, file)) == "синий"


@pytest.mark.parametrize("mode", ["RGBA", "RGB", "L", "P", "I;16", "CMYK"])
def test_a_large_picture_of_any_mode_is_scaled_down(tmp_path: Path, mode: str) -> None:
    image = Image.new("L", (3_000, 1_500), 255)
    ImageDraw.Draw(image).rectangle((500, 500, 2_000, 1_000), fill=90)
    kind = "tif" if mode in ("I;16", "CMYK") else "png"
    changed = image.convert("I").point(lambda level: level * 257).convert("I;16") if mode == "I;16" else image
    (changed if mode == "I;16" else image.convert(mode)).save(tmp_path / f"a.{kind}")
    seen = shown(tmp_path, f"a.{kind}")
    assert seen.size == (1_024, 512)
    middle = seen.convert("L").getpixel((400, 250))
    assert isinstance(middle, int | float) and abs(middle - 90) < 6


@pytest.mark.parametrize(
    ("data", "problem"),
    [(b"", "no picture of a kind"), (b"\x89PNG\r\n\x1a\n", "no picture of a kind|damaged")],
)
def test_what_is_no_picture_is_said(tmp_path: Path, data: bytes, problem: str) -> None:
    (tmp_path / "a.png").write_bytes(data)
    with pytest.raises(UnreadablePicture, match=problem):
        shown(tmp_path, "a.png")


def test_half_a_picture_is_not_shown(pictures: Path) -> None:
    whole = (pictures / "синий.png").read_bytes()
    (pictures / "a.png").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UnreadablePicture, match="damaged"):
        shown(pictures, "a.png")


def test_nothing_to_see_is_not_shown(tmp_path: Path) -> None:
    Image.new("RGBA", (100, 100), (200, 10, 10, 0)).save(tmp_path / "clear.png")
    Image.new("RGB", (9, 100)).save(tmp_path / "thin.png")
    with pytest.raises(UnreadablePicture, match="same colour"):
        shown(tmp_path, "clear.png")
    with pytest.raises(UnreadablePicture, match="9x100"):
        shown(tmp_path, "thin.png")


def test_a_file_that_was_changed_meanwhile_is_not_taken_for_the_old_one(pictures: Path) -> None:
    ((file,), _) = identified([pictures / "синий.png"])
    (pictures / "синий.png").write_bytes((pictures / "красный.png").read_bytes())
    with pytest.raises(UnreadablePicture, match="changed"):
        data_url(pictures, file)


def test_a_link_to_nowhere_is_passed_over_and_a_lost_file_is_told(tmp_path: Path) -> None:
    assert identified([tmp_path / "lost.png"])[1] == {"lost.png": "the file cannot be read (No such file or directory)"}
