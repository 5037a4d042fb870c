import io
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from PIL import Image

from adbanner.errors import InvalidRequest
from offline.curation import ocr, spoiling
from offline.curation.examination import Examination
from offline.curation.examine import Examiner
from offline.curation.finding import Finding, Kind
from offline.curation.logos import read_logos
from offline.curation.reading import Obstacle
from offline.curation.settings import CurationSettings

SETTINGS = CurationSettings()
EXAMINER = Examiner(SETTINGS, with_tesseract=False)
Bank = Callable[[str], Image.Image]


def examined(image: Image.Image, examiner: Examiner = EXAMINER) -> Examination:
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=1)
    return examiner.examine(file.getvalue())


def only(image: Image.Image, examiner: Examiner = EXAMINER) -> Finding:
    (finding,) = examined(image, examiner).findings
    return finding


def test_good_picture_has_no_findings(bank_picture: Bank) -> None:
    found = examined(bank_picture("airplane_blue"))
    assert found.findings == ()
    assert found.measurements is not None
    assert (found.measurements.width_px, found.measurements.objects) == (768, 1)
    assert {"белый", "синий"} <= {colour.name for colour in found.measurements.colours}
    assert found.thumbnail.startswith("data:image/webp;base64,")


@pytest.mark.parametrize(("ground", "found"), [("#0d1424", 1), ("#c8dcff", 1), ("#f2f2f4", 0), ("white", 0)])
def test_a_ground_that_is_not_white_is_found(bank_picture: Bank, ground: str, found: int) -> None:
    picture = Image.new("RGBA", (768, 768), ground)
    picture.alpha_composite(bank_picture("airplane_blue"))
    findings = [finding for finding in examined(picture.convert("RGB")).findings if finding.kind is Kind.GROUND]
    assert len(findings) == found


def test_equal_bytes_give_equal_findings(bank_picture: Bank) -> None:
    assert examined(bank_picture("trophy_blue")) == examined(bank_picture("trophy_blue"))


def test_writing_is_found_where_it_is(bank_picture: Bank, font: Path) -> None:
    finding = only(spoiling.with_text(bank_picture("cubes_stack_blue"), "CREDIT", font, Random(1)))
    assert (finding.kind, finding.score) == (Kind.TEXT, 6)
    (spot,) = finding.spots
    assert spot.width > 3 * spot.height


@pytest.mark.skipif(not ocr.tesseract_version(), reason="tesseract is not installed")
def test_writing_is_read(bank_picture: Bank, font: Path) -> None:
    finding = only(spoiling.with_text(bank_picture("cubes_stack_blue"), "CREDIT", font, Random(1)), Examiner(SETTINGS))
    assert "CREDIT" in finding.detail
    assert finding.score >= finding.threshold


@pytest.mark.parametrize("sign", "₽$€")
def test_currency_signs_are_found(bank_picture: Bank, font: Path, sign: str) -> None:
    finding = only(spoiling.with_sign(bank_picture("megaphone_blue_waves"), sign, font, Random(2)))
    assert finding.kind is Kind.CURRENCY
    assert sign in finding.detail


def test_coins_in_a_row_are_no_writing(bank_picture: Bank) -> None:
    assert examined(bank_picture("coins_yellow")).findings == ()


def test_logo_that_was_given_is_found_and_another_is_not(tmp_path: Path, bank_picture: Bank, font: Path) -> None:
    logo = spoiling.drawn_logo("Алфин", (20, 90, 220), font)
    logo.save(tmp_path / "alfin.png")
    examiner = Examiner(SETTINGS, read_logos(tmp_path, too_many_pixels=10**6), with_tesseract=False)
    printed = spoiling.with_logo(bank_picture("house_blue_winter"), logo, Random(1), share=0.35)
    assert Kind.LOGO in {finding.kind for finding in examined(printed, examiner).findings}
    assert examined(bank_picture("house_blue_winter"), examiner).findings == ()


def test_folder_of_logos_is_checked(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest, match="holds no logos"):
        read_logos(tmp_path, too_many_pixels=10**6)
    plain = Image.new("RGB", (300, 300), "white")
    plain.paste("red", (100, 100, 200, 200))
    plain.save(tmp_path / "plain.png")
    with pytest.raises(InvalidRequest, match="too plain"):
        read_logos(tmp_path, too_many_pixels=10**6)
    (tmp_path / "a.txt").write_text("no logo")
    with pytest.raises(InvalidRequest, match="is no logo"):
        read_logos(tmp_path, too_many_pixels=10**6)


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (spoiling.blurred, Kind.BLUR),
        (spoiling.noisy, Kind.NOISE),
        (spoiling.shrunk, Kind.TINY),
        (spoiling.cut_off, Kind.CUT_OFF),
    ],
)
def test_each_fault_of_the_render_is_the_only_finding(
    bank_picture: Bank, spoil: Callable[[Image.Image, Random], Image.Image], kind: Kind
) -> None:
    finding = only(spoil(bank_picture("hatchback_car_red"), Random(5)))
    assert finding.kind is kind
    beyond = finding.score > finding.threshold
    assert beyond is finding.more_is_worse


def test_many_things_and_many_facets_are_hard_to_describe(bank_picture: Bank) -> None:
    names = ("airplane_blue", "balloons_blue", "bed_blue", "trophy_blue", "briefcase_blue_open", "camera_teal")
    crowd = spoiling.crowded([bank_picture(name) for name in names * 2], Random(1))
    assert only(crowd).kind is Kind.CLUTTER
    assert Kind.CLUTTER in {finding.kind for finding in examined(spoiling.crystals(Random(1))).findings}


def test_what_shows_nothing_says_so() -> None:
    assert examined(Image.new("RGB", (300, 300), "white")).obstacle is Obstacle.NOTHING_VISIBLE
    assert examined(Image.new("RGBA", (300, 300))).obstacle is Obstacle.NOTHING_VISIBLE


def test_tesseract_that_fails_leaves_the_shape(bank_picture: Bank, font: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(row: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr("offline.curation.examine.tesseract_version", lambda: "tesseract")
    monkeypatch.setattr("offline.curation.examine.read_row", fail)
    finding = only(spoiling.with_text(bank_picture("cubes_stack_blue"), "CREDIT", font, Random(1)), Examiner(SETTINGS))
    assert finding.kind is Kind.TEXT
