"""Broken copies of a real layout: each is refused with the file, the field and the reason."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from adbanner.errors import LayoutError
from adbanner.layout import TextRole
from adbanner.layout_files import check_geometry, load_layout, load_layouts
from adbanner.settings import PROJECT_ROOT

LAYOUTS = PROJECT_ROOT / "layouts"
REAL = LAYOUTS / "square_1080x1080.json"
Edit = Callable[[dict[str, Any]], object]


def broken(tmp_path: Path, edit: Edit, name: str = REAL.name) -> Path:
    data = json.loads(REAL.read_text(encoding="utf-8"))
    edit(data)
    path = tmp_path / name
    path.write_text(json.dumps(data, ensure_ascii=False, indent=2), encoding="utf-8")
    return path


def box(x: int, y: int, width: int, height: int) -> dict[str, int]:
    return {"x": x, "y": y, "width": width, "height": height}


def test_a_real_layout_comes_as_it_stands_in_the_file() -> None:
    layout = load_layout(REAL)
    assert layout.id == "square_1080x1080"
    assert layout.text_field("headline").role is TextRole.HEADLINE
    assert (
        json.loads(layout.model_dump_json())["image_slots"][0]["box"]
        == json.loads(REAL.read_text())["image_slots"][0]["box"]
    )


def test_layouts_come_sorted_by_id() -> None:
    layouts = load_layouts(LAYOUTS)
    assert list(layouts) == sorted(path.stem for path in LAYOUTS.glob("*.json"))
    assert all(layout.id == layout_id for layout_id, layout in layouts.items())


@pytest.mark.parametrize(
    ("edit", "field", "reason"),
    [
        (lambda d: d.update(colour="red"), "colour", "unknown key"),
        (lambda d: d["text_fields"][0]["style"].update(weight=800), "text_fields[0].style.weight", "unknown key"),
        (lambda d: d["text_fields"][0].update(max_chars="44"), "text_fields[0].max_chars", "valid integer"),
        (lambda d: d["text_fields"][0]["box"].update(width=-5), "text_fields[0].box.width", "greater than 0"),
        (lambda d: d["text_fields"][0].update(role="slogan"), "text_fields[0].role", "'headline'"),
        (lambda d: d["image_slots"][0].update(anchor="bottom right"), "image_slots[0].anchor", "pattern"),
        (lambda d: d.pop("max_kb"), "max_kb", "field required"),
        (lambda d: d.update(scales=[4]), "scales[0]", "less than or equal to 3"),
        (lambda d: d.update(text_fields=[]), "text_fields", "at least 1 item"),
        (lambda d: d.update(image_slots=d["image_slots"] * 6), "image_slots", "at most 5 items"),
    ],
)
def test_a_field_of_the_wrong_kind_is_named(tmp_path: Path, edit: Edit, field: str, reason: str) -> None:
    path = broken(tmp_path, edit)
    with pytest.raises(LayoutError) as refusal:
        load_layout(path)
    assert str(refusal.value).startswith(f"{path}: {field}: ")
    assert reason in str(refusal.value)


def second_headline(data: dict[str, Any]) -> None:
    data["text_fields"][1]["role"] = "headline"


def second_button(data: dict[str, Any]) -> None:
    data["text_fields"].append(data["text_fields"][2] | {"id": "button_two", "box": box(72, 740, 400, 104)})


def cycle(data: dict[str, Any]) -> None:
    data["text_fields"][0]["follows"] = "body"


@pytest.mark.parametrize(
    ("edit", "field", "reason"),
    [
        (lambda d: d["text_fields"][0]["box"].update(x=-4), "text_fields[0].box", "leaves the canvas of 1080x1080 px"),
        (lambda d: d["static_fields"][0]["box"].update(width=1100), "static_fields[0].box", "leaves the canvas"),
        (lambda d: d["legal"]["box"].update(y=1060), "legal.box", "leaves the canvas"),
        (
            lambda d: d.update(keep_clear=[{"box": box(1000, 0, 200, 30), "reason": "метка"}]),
            "keep_clear[0].box",
            "leaves the canvas",
        ),
        (lambda d: d["image_slots"][0]["box"].update(x=800), "image_slots[0].box", "by 264 px; a picture may run off"),
        (
            lambda d: d["image_slots"][0]["alternative_box"].update(x=1000),
            "image_slots[0].alternative_box",
            "a picture may run off",
        ),
        (lambda d: d["text_fields"][1]["box"].update(y=400), "text_fields[0].box", "overlaps the text «body»"),
        (lambda d: d["text_fields"][2]["box"].update(y=960), "text_fields[2].box", "overlaps the legal line"),
        (lambda d: d["static_fields"][0]["box"].update(y=150), "text_fields[0].box", "overlaps the text «word_mark»"),
        (lambda d: d["image_slots"][0]["box"].update(x=300), "text_fields[2].box", "overlaps picture 1"),
        (
            lambda d: d["image_slots"][0]["alternative_box"].update(x=600),
            "text_fields[1].box",
            "(image_slots[0].alternative_box",
        ),
        (
            lambda d: (
                d.update(keep_clear=[{"box": box(0, 0, 65, 100), "reason": "метка"}], static_fields=[])
                or d["text_fields"][0]["box"].update(x=20, y=90)
            ),
            "text_fields[0].box",
            "overlaps the zone kept clear for: метка",
        ),
        (
            lambda d: d.update(keep_clear=[{"box": box(1000, 900, 80, 30), "reason": "кнопка"}]),
            "image_slots[0].box",
            "overlaps the zone kept clear for: кнопка",
        ),
        (
            lambda d: d["text_fields"][0]["style"].update(min_size_px=110),
            "text_fields[0].style.min_size_px",
            "110 px is more than size_px, 104 px",
        ),
        (lambda d: d["legal"]["style"].update(min_size_px=7.5), "legal.style.min_size_px", "the smallest text is 8 px"),
        (lambda d: d["text_fields"][1].update(id="headline"), "text_fields[1].id", "already the id of text_fields[0]"),
        (lambda d: d["static_fields"][0].update(id="legal"), "static_fields[0].id", "already the id of the legal line"),
        (lambda d: d["text_fields"][1].update(follows="lead"), "text_fields[1].follows", "no text field «lead»"),
        (lambda d: d["text_fields"][1].update(follows="body"), "text_fields[1].follows", "cannot follow itself"),
        (lambda d: d["text_fields"][1].update(follows="button"), "text_fields[1].follows", "follows one above it"),
        (cycle, "text_fields[0].follows", "«body» ends at y=534, below the top of «headline»"),
        (second_headline, "text_fields", "more than one headline"),
        (lambda d: d["text_fields"][0].update(role="body"), "text_fields", "neither a headline nor a number"),
        (second_button, "text_fields", "more than one button"),
        (lambda d: d["text_fields"][2].pop("button"), "text_fields[2].button", "needs the shape of its pill"),
        (lambda d: d["text_fields"][1].update(button={}), "text_fields[1].button", "only a field of role button"),
        (lambda d: d["text_fields"][2].update(max_lines=2), "text_fields[2].max_lines", "a button has one line"),
    ],
)
def test_a_layout_that_contradicts_itself_is_refused(tmp_path: Path, edit: Edit, field: str, reason: str) -> None:
    path = broken(tmp_path, edit)
    with pytest.raises(LayoutError) as refusal:
        load_layout(path)
    lines = [line for line in str(refusal.value).splitlines() if line.startswith(f"{path}: {field}: ")]
    assert any(reason in line for line in lines), refusal.value


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    def edit(data: dict[str, Any]) -> None:
        data["legal"]["style"]["min_size_px"] = 5
        data["text_fields"][1]["follows"] = "lead"

    with pytest.raises(LayoutError) as refusal:
        load_layout(broken(tmp_path, edit))
    assert len(str(refusal.value).splitlines()) == 2


def test_a_picture_may_run_off_the_edge_by_a_tenth(tmp_path: Path) -> None:
    def edit(data: dict[str, Any]) -> None:
        data["image_slots"][0]["box"] = box(580, 560, 550, 420)

    assert load_layout(broken(tmp_path, edit)).image_slots[0].box.right == 1130


def test_pictures_may_overlap_each_other(tmp_path: Path) -> None:
    layout = load_layout(broken(tmp_path, lambda data: data.update(image_slots=data["image_slots"] * 2)))
    assert len(layout.image_slots) == 2


def test_a_number_may_lead_instead_of_a_headline(tmp_path: Path) -> None:
    layout = load_layout(broken(tmp_path, lambda data: data["text_fields"][0].update(role="number")))
    assert layout.text_fields[0].role is TextRole.NUMBER


def test_broken_json_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / REAL.name
    lines = REAL.read_text(encoding="utf-8").splitlines()
    lines[3] = lines[3].rstrip(",")
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(LayoutError, match=r"square_1080x1080\.json:5: not valid JSON: Expecting ',' delimiter"):
        load_layout(path)


def test_a_repeated_key_is_not_silently_dropped(tmp_path: Path) -> None:
    path = tmp_path / REAL.name
    path.write_text(REAL.read_text(encoding="utf-8").replace("{", '{ "max_kb": 5,', 1), encoding="utf-8")
    with pytest.raises(LayoutError, match="max_kb: the key stands twice"):
        load_layout(path)


def test_the_id_must_be_the_name_of_the_file(tmp_path: Path) -> None:
    path = broken(tmp_path, lambda data: None, name="another.json")
    with pytest.raises(LayoutError, match="«square_1080x1080» must equal the file's name, «another»"):
        load_layout(path)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match=r"gone\.json: the layout cannot be read"):
        load_layout(tmp_path / "gone.json")
    (tmp_path / "latin.json").write_bytes(b"\xff\xfe")
    with pytest.raises(LayoutError, match=r"latin\.json: the layout cannot be read"):
        load_layout(tmp_path / "latin.json")


def test_a_folder_without_layouts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match="there is no layout file"):
        load_layouts(tmp_path)


def test_geometry_of_a_layout_made_in_code_is_checked_too() -> None:
    layout = load_layout(REAL)
    check_geometry(layout)
    with pytest.raises(LayoutError, match=r"^square_1080x1080: legal\.box: .* leaves the canvas"):
        check_geometry(layout.model_copy(update={"height": 1000}))
