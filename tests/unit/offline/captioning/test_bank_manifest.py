import json
from pathlib import Path

import pytest

from adbanner.brand_kit import BankImage
from adbanner.errors import BrandKitError
from offline.captioning.bank_manifest import ManifestReport, read_manifest, update_manifest
from offline.captioning.picture_words import CaptionedPicture, PictureWords
from tools.fake_vision_server import described

OLD = PictureWords.model_validate(described("красный"))
NEW = PictureWords.model_validate(described("синий"))


def captioned(file: str, words: PictureWords = NEW) -> CaptionedPicture:
    return CaptionedPicture(file=file, sha256="0", model="eye", prompt_version="1", **words.model_dump())


def update(path: Path, *pictures: CaptionedPicture, overwrite: bool = False) -> ManifestReport:
    return update_manifest(path, pictures, [OLD, NEW], licence="own", overwrite=overwrite)


def images(path: Path) -> dict[str, BankImage]:
    return {image.file: image for image in read_manifest(path)}


def test_new_pictures_get_a_line_each(tmp_path: Path) -> None:
    path = tmp_path / "manifest.jsonl"
    names = ("Щит и меч (1).png", "щит_И-меч 1.png", "日本.webp")
    report = update(path, *(captioned(name) for name in names))
    assert (report.added, report.updated, report.missing) == (3, 0, names)
    assert [image.id for image in images(path).values()] == ["shchit_i_mech_1", "shchit_i_mech_1_2", "picture"]
    found = images(path)["日本.webp"]
    assert (found.caption, found.services, found.tags, found.licence) == (NEW.caption, NEW.services, NEW.tags, "own")


def test_words_of_the_model_are_renewed_and_those_of_people_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "manifest.jsonl"
    update(path, captioned("a.png", OLD), captioned("b.png", OLD))
    by_hand, machine = (image.model_dump(mode="json") for image in images(path).values())
    by_hand |= {"caption": "Красная кнопка. Её написал человек.", "colours": ["#FF0000"]}
    path.write_text("".join(json.dumps(line) + "\n" for line in (by_hand, machine)))
    report = update(path, captioned("a.png"), captioned("b.png"))
    assert (report.added, report.updated, report.kept_by_hand) == (0, 2, ("a.png",))
    edited, renewed = images(path).values()
    assert edited.caption == "Красная кнопка. Её написал человек."
    assert edited.colours == ("#FF0000",) and edited.services == NEW.services
    assert renewed.caption == NEW.caption
    update(path, captioned("a.png"), overwrite=True)
    assert images(path)["a.png"].caption == NEW.caption


def test_empty_fields_are_filled(tmp_path: Path) -> None:
    path = tmp_path / "manifest.jsonl"
    line = {"id": "a", "file": "a.png", "caption": "Своя подпись.", "services": ["a", "b", "c"], "licence": "CC0-1.0"}
    path.write_text(json.dumps(line) + "\n")
    update(path, captioned("a.png"))
    found = images(path)["a.png"]
    assert (found.caption, found.caption_en, found.tags) == ("Своя подпись.", NEW.caption_en, NEW.tags)


def test_lines_that_nothing_changes_in_stay_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "manifest.jsonl"
    line = '{"licence":   "CC0-1.0", "id": "z", "file": "z.png", "caption": "Своя.", "services": ["a", "b", "c"]}'
    path.write_text(f"{line}\n")
    update(path, captioned("a.png"))
    assert path.read_text().splitlines()[0] == line


def test_kinds_without_transparency_are_left_out(tmp_path: Path) -> None:
    report = update(tmp_path / "manifest.jsonl", captioned("a.jpg"))
    assert (report.added, report.unsuited) == (0, ("a.jpg",))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "not valid JSON"),
        ('{"id": "a"}', "file"),
        (2 * '{"id":"a","file":"a.png","caption":"a"}\n', "a.png|field"),
    ],
)
def test_a_broken_manifest_is_named_and_left_alone(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "manifest.jsonl"
    path.write_text(text)
    with pytest.raises(BrandKitError, match=problem):
        update(path, captioned("a.png"))
    assert path.read_text() == text


def test_two_lines_about_one_file_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "manifest.jsonl"
    update(path, captioned("a.png"))
    path.write_text(path.read_text() * 2)
    with pytest.raises(BrandKitError, match="earlier line"):
        update(path, captioned("a.png"))
