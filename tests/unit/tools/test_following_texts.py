"""A text keeps its distance from the one it follows."""

from adbanner.banner import Adjustments
from adbanner.brand_kit import BrandKit
from adbanner.brief import Brief
from adbanner.layout import Layout
from adbanner.texts import BannerTexts, FieldText, TextAuthor
from tools.text_fitting import TextFitter
from tools.text_placing import PlacedText, TextSetting, place_texts


def placed(
    layout: Layout, kit: BrandKit, fitter: TextFitter, headline: str, body: str = "Доставка завтра"
) -> dict[str, PlacedText]:
    product = kit.products[0]
    words = {"headline": headline, "body": body, "button": "Выбрать"}
    texts = BannerTexts(
        layout_id=layout.id,
        author=TextAuthor.PERSON,
        fields=tuple(FieldText(field_id=field.id, text=words[field.id]) for field in layout.text_fields),
    )
    setting = TextSetting(
        layout=layout,
        texts=texts,
        product=product,
        category=kit.category_of(product),
        brief=Brief(product_id=product.id, offer="о", layout_ids=(layout.id,)),
        ground=next(iter(kit.grounds.values())),
        scale=1,
        adjustments=Adjustments(),
    )
    return {text.field_id: text for text in place_texts(setting, fitter)}


def test_the_gap_does_not_depend_on_the_letters_of_the_last_line(
    demo_layouts: dict[str, Layout], demo_kit: BrandKit, demo_fitter: TextFitter
) -> None:
    layout = demo_layouts["square_1080x1080"]
    plain = placed(layout, demo_kit, demo_fitter, "Кино 10%")
    deep = placed(layout, demo_kit, demo_fitter, "Мир 10%")
    assert plain["headline"].blocks[0].placed[-1].baseline == deep["headline"].blocks[0].placed[-1].baseline
    assert plain["body"].box == deep["body"].box


def test_a_text_moves_up_when_the_one_above_takes_fewer_lines(
    demo_layouts: dict[str, Layout], demo_kit: BrandKit, demo_fitter: TextFitter
) -> None:
    layout = demo_layouts["square_1080x1080"]
    short = placed(layout, demo_kit, demo_fitter, "Кино 10%")
    long = placed(layout, demo_kit, demo_fitter, "Подарки со скидкой до 40% на праздник")
    assert short["body"].box.y < long["body"].box.y <= layout.text_field("body").box.y
    assert short["button"].box == long["button"].box
