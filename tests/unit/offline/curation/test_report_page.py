import json
import re
from html.parser import HTMLParser

from offline.curation.decisions import Choice, Decision
from offline.curation.examination import Examination, Measurements, Picture
from offline.curation.finding import Finding, Kind, Spot
from offline.curation.plots import number
from offline.curation.reading import Note, Obstacle
from offline.curation.report_page import report_page
from offline.curation.settings import CurationSettings
from offline.curation.statistics import Statistics, statistics_of

NASTY = "</script><b>&\"';.png"
MEASURED = Measurements(
    width_px=768, height_px=512, file_format="PNG", file_bytes=2048, transparent=True, own_ground=True, coverage=0.25,
    objects=1, object_side_px=500, cut_share=0, border_level=255, sharpness=100, noise=0, clutter=0.3, colours=(),
)  # fmt: skip
SIGN = Finding(
    kind=Kind.CURRENCY,
    score=0.915,
    threshold=0.82,
    detail="Похоже на знак ₽",
    spots=(Spot(left=0.1, top=0.2, width=0.3, height=0.25),),
)
GOOD = Picture(
    name=NASTY, sha256="1", examination=Examination(measurements=MEASURED, thumbnail="data:image/webp;base64,AA")
)
BAD = Picture(
    name="знак.png",
    sha256="2",
    examination=Examination(
        measurements=MEASURED, thumbnail="data:image/webp;base64,AA", findings=(SIGN,), notes=(Note.CMYK,)
    ),
)
BROKEN = Picture(name="broken.png", sha256="", examination=Examination(obstacle=Obstacle.TRUNCATED))
PICTURES = (GOOD, BAD, BROKEN)
ROWS = (
    Decision(file=NASTY, sha256="1", suggested=Choice.ACCEPT),
    Decision(file="знак.png", sha256="2", suggested=Choice.REJECT, decision=Choice.ACCEPT, kinds="currency"),
    Decision(file="broken.png", sha256="", suggested=Choice.REJECT, kinds="unreadable"),
)


def statistics() -> Statistics:
    return statistics_of(PICTURES, ROWS, CurationSettings())


def page(reader: str = "tesseract 5") -> str:
    return report_page("банк <1>", PICTURES, ROWS, statistics(), reader=reader)


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.cards = 0
        self.buttons = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.cards += tag == "article"
        self.buttons += tag == "button" and ("value", "accept") in attrs
        self.found += [value or "" for name, value in attrs if name in ("src", "href", "srcset", "action", "data")]


def test_page_asks_nothing_of_a_network() -> None:
    links = Links()
    links.feed(page())
    assert all(link.startswith("data:image/") for link in links.found)
    assert not re.search(r"https?://|@import|url\(", page())
    assert "default-src 'none'" in page()


def test_every_picture_has_a_card_and_readable_ones_have_buttons() -> None:
    links = Links()
    links.feed(page())
    assert (links.cards, links.buttons) == (3, 2)


def test_names_cannot_break_the_page_and_come_back_whole() -> None:
    found = re.search(r'<script type="application/json" id="rows">(.*?)</script>', page(), re.DOTALL)
    assert found is not None
    rows = json.loads(found[1])["rows"]
    assert rows[0]["file"] == NASTY
    assert rows[1]["decision"] == "accept"
    assert "<b>&" not in page()
    assert "банк &lt;1&gt;" in page()


def test_finding_shows_score_threshold_source_and_place() -> None:
    text = page()
    assert "оценка 0,915, порог 0,82" in text
    assert "нормированная корреляция" in text
    assert "left:10.0%;top:20.0%;width:30.0%;height:25.0%" in text
    assert Note.CMYK.value in text
    assert Obstacle.TRUNCATED.value in text


def test_page_says_when_nothing_could_be_read() -> None:
    assert "Tesseract не\u00a0установлен" in page(reader="")
    assert "Tesseract не\u00a0установлен" not in page()


def test_statistics_count_pictures() -> None:
    found = statistics()
    assert (found.pictures, found.unreadable, found.without_findings, found.accepted) == (3, 1, 1, 2)
    assert {one.label: one.count for one in found.findings}["Знак валюты"] == 1
    assert found.sizes_px[0].label == "768×512"
    coverage = next(one for one in found.distributions if one.name == "coverage")
    assert (coverage.least, coverage.median, coverage.most, sum(coverage.counts)) == (0.25, 0.25, 0.25, 2)
    assert len(coverage.edges) == len(coverage.counts) + 1


def test_statistics_of_broken_files_alone() -> None:
    found = statistics_of((BROKEN,), ROWS[2:], CurationSettings())
    assert found.distributions == ()
    assert report_page("x", (BROKEN,), ROWS[2:], found, reader="")


def test_numbers_are_written_in_russian() -> None:
    assert [number(value) for value in (0.8215, 12.0, 1234.5, 3.14159)] == ["0,822", "12", "1234", "3,14"]
