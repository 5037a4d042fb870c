import pytest

from adbanner.brand_kit import Category
from adbanner.brief import Brief
from adbanner.layout import Box, FontRole, Layout, LegalSlot, TextField, TextRole, TextStyle
from tools.legal_line import legal_area_share, legal_lines, legal_texts, legal_warning
from tools.text_fitting import TextFitter

WARNING = "Оценивайте свои финансовые возможности и риски"
FOOD = Category(title="Еда", advertiser="ООО «Орбита», ИНН 7700000000", button_verbs=("Заказать",), age_mark="0+")
LOAN = Category(
    title="Кредит",
    advertiser="АО «Орбита Банк»",
    warning=WARNING,
    warning_area_share=0.05,
    button_verbs=("Рассчитать",),
)


TERMS = LOAN.model_copy(update={"terms_warning": "Изучите все условия кредита (займа)"})


def brief(erid: str = "2Vtzq000000", offer: str = "о") -> Brief:
    return Brief(product_id="p", offer=offer, layout_ids=("probe",), erid=erid)


def layout(slot_height: int | None) -> Layout:
    style = TextStyle(font=FontRole.LEGAL, size_px=10, min_size_px=8)
    field = TextField(
        id="headline", role=TextRole.HEADLINE, purpose="выгода", max_chars=20, box=Box(x=0, y=0, width=90, height=30),
        style=style,
    )  # fmt: skip
    legal = slot_height and LegalSlot(box=Box(x=40, y=160, width=500, height=slot_height), style=style)
    return Layout(
        id="probe", title="Проба", platform="проба", width=970, height=250, max_kb=50, text_fields=(field,),
        legal=legal or None,
    )  # fmt: skip


def test_the_line_names_the_advertiser_the_token_and_the_age() -> None:
    line, warning = legal_texts(FOOD, brief())
    assert line == "Реклама. ООО «Орбита», ИНН 7700000000. erid:\u00a02Vtzq000000. 0+"
    assert warning == ""


def test_without_a_token_there_is_no_erid() -> None:
    assert legal_texts(FOOD, brief(""))[0] == "Реклама. ООО «Орбита», ИНН 7700000000. 0+"


def test_a_warning_without_an_area_of_its_own_joins_the_line() -> None:
    line, warning = legal_texts(LOAN.model_copy(update={"warning_area_share": 0}), brief(""))
    assert line == f"Реклама. АО «Орбита Банк». {WARNING}"
    assert warning == ""


def test_a_credit_warning_takes_the_share_that_the_law_asks_for(demo_fitter: TextFitter) -> None:
    roomy = layout(80)
    setting = legal_lines(roomy, LOAN, brief(), demo_fitter, scale=1)
    assert setting.overflow_px == 0
    assert setting.warning is not None
    assert " ".join(setting.warning.lines) == WARNING
    assert legal_area_share(roomy, LOAN, brief(), demo_fitter) >= 0.05
    above, below = setting.blocks
    assert above.ink is not None
    assert below.ink is not None
    assert above.ink.bottom < below.ink.y
    assert below.ink.bottom <= 240


@pytest.mark.parametrize("offer", ["Ставка от 14,9%", "Кредит до 5 млн ₽", "Кредит на 5 лет", "Оформление бесплатно"])
def test_an_offer_that_names_a_term_needs_both_warnings_and_twice_the_area(offer: str) -> None:
    warning = legal_warning(TERMS, brief(offer=offer))
    assert warning.text == f"{WARNING}. Изучите все условия кредита (займа)"
    assert warning.area_share == 0.1


def test_an_offer_without_terms_needs_one_warning() -> None:
    warning = legal_warning(TERMS, brief(offer="Кредит на любые цели"))
    assert (warning.text, warning.area_share) == (WARNING, 0.05)


def test_a_slot_too_small_takes_the_largest_warning_and_tells_the_share(demo_fitter: TextFitter) -> None:
    shares = [legal_area_share(layout(height), LOAN, brief(), demo_fitter) for height in (24, 27, 30)]
    assert 0 < shares[0] < shares[1] < shares[2] < 0.05


def test_the_share_does_not_depend_on_the_scale(demo_fitter: TextFitter) -> None:
    once, twice = (legal_area_share(layout(80), LOAN, brief(), demo_fitter, scale=scale) for scale in (1, 2))
    assert abs(once - twice) < 0.003


def test_a_format_whose_platform_names_the_advertiser_has_no_line(demo_fitter: TextFitter) -> None:
    assert legal_lines(layout(None), LOAN, brief(), demo_fitter, scale=1).blocks == ()
    assert legal_area_share(layout(None), LOAN, brief(), demo_fitter) == 0
