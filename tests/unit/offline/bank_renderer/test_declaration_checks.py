from dataclasses import replace
from typing import Any

import pytest

from offline.bank_renderer.declaration_checks import declaration_mistakes

SERVICE = "страхование путешествий для всей семьи на выходные"


def test_right_declarations_have_no_mistakes(umbrella: Any) -> None:
    assert declaration_mistakes([umbrella()]) == []


@pytest.mark.parametrize(
    ("changes", "mistake"),
    [
        ({"caption": "Зонт."}, "caption has not 2-4 sentences"),
        ({"caption": "Зонт. Ручка. Купол. Спицы. Капли."}, "caption has not 2-4 sentences"),
        ({"caption": "Зонт open. Ручка загнута."}, "Latin letters in «Зонт open. Ручка загнута.»"),
        ({"caption_en": "An umbrella."}, "caption_en has not 2-4 sentences"),
        ({"caption_en": "An umbrella. Зонт."}, "Cyrillic letters in caption_en"),
        ({"services": (SERVICE, SERVICE.upper(), SERVICE + " дома")}, "not three different services"),
        ({"services": ("страхование", SERVICE, SERVICE + " дома")}, "not 6-15 words: «страхование»"),
        ({"tags": ("зонт", "зонт", "дождь", "осень", "защита")}, "not 5-8 different tags"),
        ({"tags": ("зонт", "дождь")}, "not 5-8 different tags"),
        ({"colourway": "black"}, "no colourway 'black'"),
        ({"pose": "half open"}, "the id is not lower_snake_case"),
    ],
)
def test_mistake_of_a_picture_is_named(umbrella: Any, variant: Any, changes: dict[str, Any], mistake: str) -> None:
    wrong = variant(**({"colourway": "teal"} | changes))
    picture_id = umbrella(wrong).picture_ids()[0]
    assert declaration_mistakes([umbrella(wrong, variant("red"), variant("orange"))]) == [f"{picture_id}: {mistake}"]


def test_too_few_variants_are_named(umbrella: Any, variant: Any) -> None:
    assert declaration_mistakes([umbrella(variant())]) == ["umbrella: 1 variants, 3-4 expected"]


def test_repeated_ids_and_captions_are_named(umbrella: Any, variant: Any) -> None:
    twice = umbrella(variant("blue"), variant("red"), variant("orange"))
    mistakes = declaration_mistakes([twice, replace(twice, variants=twice.variants)])
    assert "umbrella: object declared 2 times" in mistakes
    assert "umbrella_red: picture declared 2 times" in mistakes
    assert f"{twice.variants[0].caption}: caption declared 2 times" in mistakes


def test_picture_ids_tell_pose_and_then_angle(umbrella: Any, variant: Any) -> None:
    shown = umbrella(
        variant("blue", azimuth_offset=20),
        variant("blue", pose="folded"),
        variant("blue", azimuth_offset=-35),
        variant("blue", azimuth_offset=40),
    )
    assert shown.picture_ids() == (
        "umbrella_blue",
        "umbrella_blue_folded",
        "umbrella_blue_left_35",
        "umbrella_blue_right_40",
    )
