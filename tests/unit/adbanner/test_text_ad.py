from pathlib import Path

import pytest

from adbanner.errors import LayoutError
from adbanner.layout_files import load_text_ads
from adbanner.settings import PROJECT_ROOT
from tools.text_fitting import TextFitter

LIMITS = {"direct": (56, 30, 81), "google": (30, 90), "vk": (40, 90)}


def test_the_forms_have_the_limits_of_their_platforms() -> None:
    text_ads = load_text_ads(PROJECT_ROOT / "layouts")

    assert {key: tuple(field.max_chars for field in text_ad.fields) for key, text_ad in text_ads.items()} == LIMITS


def test_only_the_limit_binds_a_text_of_a_form(demo_fitter: TextFitter) -> None:
    for text_ad in load_text_ads(PROJECT_ROOT / "layouts").values():
        for field in text_ad.as_layout().text_fields:
            widest = ("Ш" * field.max_word_chars + " ") * 9
            assert demo_fitter.fit_field(field, widest[: field.max_chars].strip()).overflow_px == 0


def test_a_folder_without_forms_has_none(tmp_path: Path) -> None:
    assert load_text_ads(tmp_path) == {}


def test_a_broken_form_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "text_ads").mkdir()
    (tmp_path / "text_ads" / "direct.json").write_text('{"id": "direct", "title": "x"}')

    with pytest.raises(LayoutError, match=r"direct\.json: source"):
        load_text_ads(tmp_path)
