import json
from pathlib import Path
from typing import Any

from adbanner.brand_kit import BankImage
from offline.bank_renderer.bank_object import declared_pictures
from offline.bank_renderer.manifest import Bank, bank_image, measured_before, read_manifest, write_manifest
from offline.bank_renderer.measuring import Measured

MEASURED = Measured(bounding_box=(100, 90, 650, 700), colours=("#2563EB", "#F4F7FF"))


def image(umbrella: Any, picture_id: str = "umbrella_blue") -> BankImage:
    return bank_image(declared_pictures([umbrella()])[picture_id], MEASURED)


def rendered_bank(folder: Path, *objects: Any) -> Bank:
    """A bank of which every declared picture was rendered."""
    declared = declared_pictures(objects)
    bank = Bank(folder, declared)
    for picture_id in declared:
        (folder / f"{picture_id}.webp").write_bytes(b"")
        bank.add(picture_id, MEASURED)
    return bank


def test_line_holds_words_and_facts(umbrella: Any) -> None:
    line = image(umbrella)
    assert (line.id, line.file, line.object_id) == ("umbrella_blue", "umbrella_blue.webp", "umbrella")
    assert line.licence == "CC0-1.0"
    assert line.caption == umbrella().variants[0].caption
    assert measured_before(line) == MEASURED


def test_picture_of_another_origin_was_never_measured(umbrella: Any) -> None:
    assert measured_before(image(umbrella).model_copy(update={"colours": (), "bounding_box": None})) is None


def test_manifest_reads_back_in_the_order_of_ids(umbrella: Any, tmp_path: Path) -> None:
    file = tmp_path / "manifest.jsonl"
    assert read_manifest(file) == {}
    lines = [image(umbrella, picture_id) for picture_id in ("umbrella_red", "umbrella_blue")]
    write_manifest(file, lines)
    assert list(read_manifest(file).values()) == lines[::-1]
    first = json.loads(file.read_text(encoding="utf-8").splitlines()[0])
    assert (first["id"], first["bounding_box"]) == ("umbrella_blue", [100, 90, 650, 700])
    assert "зонт" in file.read_text(encoding="utf-8")


def test_rendered_is_what_has_file_and_measured_line(umbrella: Any, tmp_path: Path) -> None:
    bank = rendered_bank(tmp_path, umbrella())
    (tmp_path / "umbrella_red.webp").unlink()
    assert [bank.is_rendered(f"umbrella_{colour}") for colour in ("blue", "red", "green")] == [True, False, False]


def test_changed_words_reach_the_manifest_and_facts_stay(umbrella: Any, variant: Any, tmp_path: Path) -> None:
    rendered_bank(tmp_path, umbrella())
    changed = umbrella(variant("blue", caption="Зонт закрыт. Он сухой."), variant("red"), variant("orange"))
    Bank(tmp_path, declared_pictures([changed])).refresh_words()
    line = read_manifest(tmp_path / "manifest.jsonl")["umbrella_blue"]
    assert line.caption == "Зонт закрыт. Он сухой."
    assert measured_before(line) == MEASURED


def test_only_pruning_drops_what_is_not_declared(umbrella: Any, variant: Any, tmp_path: Path) -> None:
    rendered_bank(tmp_path, umbrella())
    (tmp_path / "stray.webp").write_bytes(b"")
    bank = Bank(tmp_path, declared_pictures([umbrella(variant("red"))]))
    bank.refresh_words()
    assert len(read_manifest(tmp_path / "manifest.jsonl")) == 3
    bank.prune()
    assert list(read_manifest(tmp_path / "manifest.jsonl")) == ["umbrella_red"]
    assert [file.name for file in tmp_path.glob("*.webp")] == ["umbrella_red.webp"]
