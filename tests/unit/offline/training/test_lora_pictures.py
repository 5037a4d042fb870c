import hashlib
import json

import pytest
from PIL import Image, ImageDraw

from adbanner.errors import InvalidRequest
from offline.training.pictures import on_white, read_training_set


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "pictures"
    folder.mkdir()
    for colour in ("blue", "red"):
        picture(folder / f"{colour}.png", colour)
    return folder


def picture(path, colour, ground="white"):
    image = Image.new("RGB", (64, 48), ground)
    ImageDraw.Draw(image).rectangle((20, 12, 40, 36), fill=colour)
    image.save(path)


def captions(folder, *lines):
    path = folder.parent / "captions.jsonl"
    path.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines))
    return path


BLUE = {"file": "blue.png", "caption_en": "A blue box."}
RED = {"file": "red.png", "caption_en": "A  red\nbox."}


def test_pictures_and_captions_come_together_by_name(folder):
    found = read_training_set(folder, captions(folder, RED | {"tags": ["box"]}, BLUE, "", {**BLUE, "file": "gone.png"}))
    assert [(one.file, one.caption, one.width, one.height) for one in found.pictures] == [
        ("blue.png", "A blue box.", 64, 48),
        ("red.png", "A red box.", 64, 48),
    ]
    assert found.captions_without_picture == 1
    assert found.dark_borders == ()


def test_every_fault_is_listed_at_once(folder):
    (folder / "broken.png").write_bytes((folder / "red.png").read_bytes()[:60])
    (folder / "text.png").write_text("no picture")
    (folder / "speck.png").write_bytes(b"")
    Image.new("RGB", (4, 4)).save(folder / "tiny.png")
    picture(folder / "silent.png", "green")
    lines = captions(
        folder,
        BLUE,
        BLUE,
        {"file": "red.png", "caption_en": " "},
        {"file": "tiny.png", "caption_en": "Tiny."},
        {"file": "text.png", "caption_en": "Text."},
        {"file": "broken.png", "caption_en": "Broken."},
        {"file": "speck.png", "caption_en": "Speck."},
        "{half a line",
        {"file": "other.png"},
    )
    with pytest.raises(InvalidRequest) as caught:
        read_training_set(folder, lines)
    told = str(caught.value)
    for expected in (
        "captions.jsonl:2: a second line for blue.png",
        "red.png: its English caption is empty",
        "tiny.png: it is 4x4",
        "text.png: it is no picture",
        "broken.png: it is",
        "speck.png: it is no picture",
        "silent.png: no caption",
        "captions.jsonl:8: ",
        "captions.jsonl:9: caption_en: ",
    ):
        assert expected in told
    assert len(told.splitlines()) == 10


def test_long_lists_of_faults_are_cut(folder):
    for number in range(70):
        picture(folder / f"{number}.png", (number, 0, 0))
    with pytest.raises(InvalidRequest, match=r"and 20 more"):
        read_training_set(folder, captions(folder, BLUE, RED))


def test_equal_captions_of_two_pictures_are_refused(folder):
    with pytest.raises(InvalidRequest, match=r"blue.png, red.png: the same caption"):
        read_training_set(folder, captions(folder, BLUE, {"file": "red.png", "caption_en": "a BLUE  box."}))


def test_one_picture_twice_is_refused(folder):
    (folder / "copy.png").write_bytes((folder / "blue.png").read_bytes())
    with pytest.raises(InvalidRequest, match=r"blue.png, copy.png: the same picture"):
        read_training_set(folder, captions(folder, BLUE, RED, {"file": "copy.png", "caption_en": "A copy."}))


def test_a_picture_that_was_changed_since_is_refused(folder):
    sha256 = hashlib.sha256((folder / "blue.png").read_bytes()).hexdigest()
    lines = captions(folder, BLUE | {"sha256": sha256}, RED)
    read_training_set(folder, lines)
    picture(folder / "blue.png", "navy")
    with pytest.raises(InvalidRequest, match="another picture than the one that was described"):
        read_training_set(folder, lines)


def test_missing_or_foreign_caption_files_are_told(folder):
    with pytest.raises(InvalidRequest, match="cannot be read"):
        read_training_set(folder, folder / "none.jsonl")
    with pytest.raises(InvalidRequest, match="UTF-8"):
        read_training_set(folder, folder / "blue.png")


def test_an_empty_folder_is_told(tmp_path):
    with pytest.raises(InvalidRequest, match="no picture"):
        read_training_set(tmp_path, tmp_path / "captions.jsonl")


def test_pictures_that_do_not_stand_on_white_are_named(folder):
    picture(folder / "red.png", "red", ground="black")
    assert read_training_set(folder, captions(folder, BLUE, RED)).dark_borders == ("red.png",)


def test_see_through_parts_become_white(tmp_path):
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(tmp_path / "clear.png")
    assert on_white(tmp_path / "clear.png").getcolors() == [(400, (255, 255, 255))]


def test_the_hash_follows_contents_and_captions_not_names(folder):
    before = read_training_set(folder, captions(folder, BLUE, RED)).fingerprint()
    (folder / "blue.png").rename(folder / "azure.png")
    renamed = {**BLUE, "file": "azure.png"}
    assert read_training_set(folder, captions(folder, renamed, RED)).fingerprint() == before
    changed = {**renamed, "caption_en": "An azure box."}
    assert read_training_set(folder, captions(folder, changed, RED)).fingerprint() != before
