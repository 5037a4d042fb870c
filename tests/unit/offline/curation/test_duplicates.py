import io
from collections.abc import Callable
from random import Random

import pytest
from PIL import Image

from offline.curation import spoiling
from offline.curation.duplicates import find_duplicates
from offline.curation.examination import Picture
from offline.curation.examine import Examiner
from offline.curation.finding import Finding
from offline.curation.settings import CurationSettings

SETTINGS = CurationSettings()
EXAMINER = Examiner(SETTINGS, with_tesseract=False)
Bank = Callable[[str], Image.Image]


def picture(name: str, image: Image.Image) -> Picture:
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=1)
    return Picture(name=name, sha256=name, examination=EXAMINER.examine(file.getvalue()))


def found(*pictures: Picture) -> dict[str, Finding]:
    return find_duplicates(pictures, SETTINGS)


SEEDS = {Random(seed).randrange(6): seed for seed in range(50)}
"""One for each way to make a copy."""


@pytest.mark.parametrize("way", range(6))
def test_copies_are_found_however_they_were_made(bank_picture: Bank, way: int) -> None:
    original = bank_picture("kick_scooter_blue_pair")
    copy = spoiling.copied(original, Random(SEEDS[way]))
    doubles = found(picture("first", original), picture("second", copy))
    (finding,) = doubles.values()
    assert finding.score >= finding.threshold


def test_same_object_in_another_colour_or_pose_is_no_duplicate(bank_picture: Bank) -> None:
    plane = bank_picture("airplane_blue")
    others = ("airplane_orange_clouds", "airplane_teal_stairs", "sofa_teal", "sofa_violet_blanket")
    assert not found(
        picture("plane", plane),
        picture("recoloured", spoiling.recoloured(plane, Random(1))),
        picture("mirrored", plane.transpose(Image.Transpose.FLIP_LEFT_RIGHT)),
        *(picture(name, bank_picture(name)) for name in others),
    )


def test_larger_one_stays_and_the_other_names_it(bank_picture: Bank) -> None:
    large = bank_picture("trophy_blue")
    doubles = found(picture("a_small", large.resize((500, 500))), picture("b_large", large))
    assert doubles.keys() == {"a_small"}
    assert "b_large" in doubles["a_small"].detail


def test_faultless_one_stays(bank_picture: Bank) -> None:
    good = bank_picture("trophy_blue")
    noisy = spoiling.noisy(good, Random(1), sigma=12)
    assert found(picture("a", noisy), picture("b", good)).keys() == {"a"}


def test_same_file_twice_is_told_as_such(bank_picture: Bank) -> None:
    one = picture("one", bank_picture("trophy_blue"))
    finding = found(one, one.model_copy(update={"name": "two"}))["two"]
    assert (finding.score, finding.detail) == (1, "Тот же файл, что one")
