from adbanner.layout import Layout
from adbanner.texts import BannerTexts, FieldText, TextAuthor
from tools.baseline_cutting import cut_plainly

STRIP = "ya_320x50"
"""Its headline takes 26 characters."""


def texts(headline: str) -> BannerTexts:
    fields = (FieldText(field_id="headline", text=headline), FieldText(field_id="button", text="Заказать"))
    return BannerTexts(layout_id=STRIP, author=TextAuthor.LLM, fields=fields)


def test_whole_words_are_dropped_from_the_end_with_the_facts_in_them(demo_layouts: dict[str, Layout]) -> None:
    cut = cut_plainly(texts("Доставим первый заказ со\u00a0скидкой 15%"), demo_layouts[STRIP])

    assert cut.text("headline") == "Доставим первый заказ со"
    assert cut.text("button") == "Заказать"


def test_texts_within_their_limits_stay_as_they_are(demo_layouts: dict[str, Layout]) -> None:
    written = texts("Скидка 15\u00a0% на заказ")

    assert cut_plainly(written, demo_layouts[STRIP]) == written


def test_a_first_word_over_the_limit_leaves_nothing(demo_layouts: dict[str, Layout]) -> None:
    assert cut_plainly(texts("а" * 60), demo_layouts[STRIP]).text("headline") == ""
