"""The page gives nothing away, and everything it needs is inside."""

import json
import re
from base64 import b64decode
from collections.abc import Callable
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from adbanner.errors import InvalidRequest
from offline.lora_choice.command import ranking_words
from offline.validation.blind_page import BlindPage, build_page, read_key, write_page
from offline.validation.drawings import read_drawings

SOURCES = ("rank8-lr1e4", "rank16-lr5e5", "rank32-lr1e4")
Drawn = Callable[..., Path]


def page_of(folder: Path, *, seed: int = 0, samples: tuple[Path, ...] = ()) -> BlindPage:
    drawings = read_drawings(folder)
    words = ranking_words(len(drawings.sources))
    return build_page(folder, drawings, drawings.sources, words, seed=seed, samples=samples)


class Collector(HTMLParser):
    """Everything in a page that could make a browser load something."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "action", "srcset")]


def data_of(page: BlindPage) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page.html, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_the_page_names_no_adapter_seed_or_server(drawn: Drawn) -> None:
    page = page_of(drawn(*SOURCES))
    for secret in (*SOURCES, "gpu-7", "drawn/", "seed"):
        assert secret not in page.html


def test_metadata_of_the_pictures_stay_behind(drawn: Drawn) -> None:
    folder = drawn(*SOURCES)
    for path in folder.glob("*/*.png"):
        info = PngImagePlugin.PngInfo()
        info.add_text("lora", path.parent.name)
        Image.open(path).copy().save(path, pnginfo=info)
    for item in data_of(page_of(folder))["items"]:  # type: ignore[attr-defined]
        for uri in item["pictures"]:
            head, _, body = uri.partition(";base64,")
            assert head == "data:image/webp"
            data = b64decode(body)
            assert not any(source.encode() in data for source in SOURCES)
            assert not Image.open(BytesIO(data)).getexif()


def test_the_page_loads_nothing(drawn: Drawn) -> None:
    page = page_of(drawn(*SOURCES))
    collector = Collector()
    collector.feed(page.html)
    assert collector.addresses == []
    assert "link" not in collector.tags and "iframe" not in collector.tags
    assert not re.search(r"https?://|fetch\(|XMLHttpRequest|@import|url\(", page.html)
    assert "default-src 'none'" in page.html


def test_the_key_says_what_stands_where(drawn: Drawn) -> None:
    folder = drawn(*SOURCES, count=6)
    page = page_of(folder)
    data = data_of(page)
    assert data["page"] == page.key.page
    for item in data["items"]:  # type: ignore[attr-defined]
        for source, uri in zip(page.key.places[item["id"]], item["pictures"], strict=True):
            shown = Image.open(BytesIO(b64decode(uri.partition(",")[2]))).convert("RGB").resize((8, 8))
            drawn_as = Image.open(folder / source / f"{item['id']}.png").convert("RGB").resize((8, 8))
            difference = [abs(a - b) for a, b in zip(shown.tobytes(), drawn_as.tobytes(), strict=True)]
            assert sum(difference) / len(difference) < 4


def test_the_order_changes_from_description_to_description_and_with_the_seed(drawn: Drawn) -> None:
    folder = drawn(*SOURCES, count=20)
    page, same, other = page_of(folder), page_of(folder), page_of(folder, seed=1)
    assert page == same
    assert len(set(page.key.places.values())) > 3
    assert page.key.places != other.key.places and page.key.page != other.key.page
    assert all(sorted(places) == sorted(SOURCES) for places in page.key.places.values())


def test_the_order_cannot_be_found_from_the_seed_and_the_names_alone(drawn: Drawn) -> None:
    first = page_of(drawn(*SOURCES, count=20)).key.places
    # Other pictures, everything else equal.
    assert page_of(drawn(*SOURCES, count=20, side=97)).key.places != first


def test_words_that_could_end_the_script_do_not(drawn: Drawn) -> None:
    folder = drawn(*SOURCES)
    record = folder / "drawings.json"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("Мягкая 3D", "</script><img src=x> Мягкая 3D", 1), encoding="utf-8")
    page = page_of(folder)
    assert "</script><img" not in page.html
    assert "</script><img src=x>" in str(data_of(page))


def test_samples_of_the_bank_show_the_style(drawn: Drawn) -> None:
    folder = drawn(*SOURCES)
    sample = next(folder.glob("*/*.png"))
    assert len(data_of(page_of(folder, samples=(sample,)))["style"]) == 1  # type: ignore[arg-type]


def test_a_damaged_picture_is_named(drawn: Drawn) -> None:
    folder = drawn(*SOURCES)
    path = next(folder.glob("*/*.png"))
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(InvalidRequest, match=f"{path.parent.name}: {path.stem}.*damaged"):
        page_of(folder)


def test_a_missing_picture_is_named(drawn: Drawn) -> None:
    folder = drawn(*SOURCES)
    record = json.loads((folder / "drawings.json").read_text(encoding="utf-8"))
    record["drawings"] = record["drawings"][1:]
    (folder / "drawings.json").write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(InvalidRequest, match="1 pictures are missing, the first is debit_card by rank8-lr1e4"):
        page_of(folder)


def test_key_and_page_are_written_apart(drawn: Drawn, tmp_path: Path) -> None:
    page = page_of(drawn(*SOURCES))
    write_page(page, tmp_path / "page.html", tmp_path / "key.json")
    assert read_key(tmp_path / "key.json") == page.key
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == page.html
    (tmp_path / "key.json").write_text("{}")
    with pytest.raises(InvalidRequest, match="no key of a page"):
        read_key(tmp_path / "key.json")


def test_russian_words_are_typographically_right(drawn: Drawn) -> None:
    html = page_of(drawn(*SOURCES)).html
    visible = re.sub(r"<script.*</script>|<[^>]*>", "", html.split("<body>")[1], flags=re.DOTALL)
    assert not re.search(r'[а-я] - [а-я]|"[а-яА-Я]|\.\.\.', visible)
