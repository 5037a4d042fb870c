import asyncio
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pymorphy3
import pytest
from fontTools.ttLib import TTFont, newTable

from adbanner.brand_kit import BrandKit
from adbanner.brand_kit_files import load_brand_kit
from adbanner.colour import contrast_ratio, rgb
from adbanner.errors import BrandKitError
from adbanner.layout import FontRole
from adbanner.settings import PROJECT_ROOT
from tools.bank_pictures import check_pictures
from tools.facts import compare_facts
from tools.typography import typeset

DEMO = PROJECT_ROOT / "brand_kits" / "demo"
MIN_BUTTON_CONTRAST = 3.0
SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")


@pytest.fixture
def kit_folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DEMO, tmp_path / "kit"))


def refusal(folder: Path) -> BrandKitError:
    with pytest.raises(BrandKitError) as caught:
        load_brand_kit(folder)
    return caught.value


def replace(folder: Path, name: str, old: str, new: str) -> int:
    """Replace the first occurrence; the 1-based line where it stood."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def edit_record(folder: Path, name: str, line: int, change: Callable[[dict[str, object]], object]) -> None:
    path = folder / name
    lines = path.read_text(encoding="utf-8").splitlines()
    record = json.loads(lines[line - 1])
    change(record)
    lines[line - 1] = json.dumps(record, ensure_ascii=False)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def word_forms(text: str) -> Iterator[tuple[str, set[str]]]:
    morph = pymorphy3.MorphAnalyzer()
    for word in re.findall(r"\w+", text.lower()):
        yield word, {word, *(parse.normal_form for parse in morph.parse(word))}


# the demo kit


def test_demo_kit_has_what_a_kit_needs(demo_kit: BrandKit) -> None:
    assert demo_kit.root == DEMO
    assert len(demo_kit.products) >= 50
    assert len(demo_kit.examples) == 10
    assert len(demo_kit.images) >= 180
    assert len({image.object_id for image in demo_kit.images}) >= 45
    assert all(image.object_id and image.colours and image.bounding_box for image in demo_kit.images)
    assert set(demo_kit.fonts) == set(FontRole)
    assert {product.category for product in demo_kit.products} == set(demo_kit.categories)
    assert demo_kit.product("delivery").word_mark == "Орбита Доставка"
    assert demo_kit.category_of(demo_kit.product("credit_card")).warning_area_share == 0.05


def test_every_description_has_five_to_ten_sentences_and_its_own_words(demo_kit: BrandKit) -> None:
    counts = {product.id: len(SENTENCE_END.findall(product.description)) for product in demo_kit.products}
    assert {id: count for id, count in counts.items() if not 5 <= count <= 10} == {}
    sentences = [part for product in demo_kit.products for part in SENTENCE_END.split(product.description)[:-1]]
    assert len(set(sentences)) == len(sentences)


def test_descriptions_hold_no_number_that_an_offer_could_contradict(demo_kit: BrandKit) -> None:
    assert [product.id for product in demo_kit.products if re.search(r"\d", product.description)] == []


def test_no_text_of_the_demo_kit_uses_a_forbidden_word(demo_kit: BrandKit) -> None:
    texts = [product.description for product in demo_kit.products]
    texts += [text.text for example in demo_kit.examples for text in example.texts]
    texts += [verb for category in demo_kit.categories.values() for verb in category.button_verbs]
    forbidden = set(demo_kit.forbidden_words)
    assert [word for word, forms in word_forms(" ".join(texts)) if forms & forbidden] == []


def test_inks_are_readable_and_buttons_stand_out_on_every_ground(demo_kit: BrandKit) -> None:
    for name, ground in demo_kit.grounds.items():
        for end in (rgb(ground.start), rgb(ground.end)):
            assert contrast_ratio(rgb(ground.text), end) >= 4.5, name
            assert contrast_ratio(rgb(ground.muted), end) >= 4.5, name
            assert contrast_ratio(rgb(ground.button), end) >= MIN_BUTTON_CONTRAST, name
        assert contrast_ratio(rgb(ground.button_text), rgb(ground.button)) >= 4.5, name


def test_examples_use_the_buttons_of_their_product(demo_kit: BrandKit) -> None:
    for example in demo_kit.examples:
        texts = {text.field_id: text.text for text in example.texts}
        assert texts["button"] in demo_kit.button_verbs(demo_kit.product(example.product_id))
        assert {"headline", "body", "button"} <= set(texts)


def test_examples_keep_the_facts_of_their_offer_and_invent_none(demo_kit: BrandKit) -> None:
    for example in demo_kit.examples:
        report = compare_facts(example.offer, tuple(text.text for text in example.texts))
        assert (report.missing, report.invented, report.altered) == ((), (), ()), example.offer


def test_texts_of_examples_are_typographically_right(demo_kit: BrandKit) -> None:
    for example in demo_kit.examples:
        for text in example.texts:
            assert typeset(text.text, headline=text.field_id == "headline") == text.text


def test_every_picture_of_the_bank_is_described_and_can_be_decoded(demo_kit: BrandKit) -> None:
    for image in demo_kit.images:
        assert 2 <= len(SENTENCE_END.findall(image.caption)) <= 4, image.id
        assert all(6 <= len(service.split()) <= 15 for service in image.services), image.id
        assert image.caption_en and image.tags and image.licence
        assert len({service.lower() for service in image.services}) == 3, image.id
    assert {path.name for path in (DEMO / "images").glob("*.webp")} == {image.file for image in demo_kit.images}
    assert asyncio.run(check_pictures(demo_kit)) == ()


# what makes two kits equal


def test_fingerprint_changes_with_any_file_and_only_with_the_content(kit_folder: Path, demo_kit: BrandKit) -> None:
    assert load_brand_kit(kit_folder).fingerprint == demo_kit.fingerprint
    (kit_folder / ".DS_Store").write_bytes(b"left by a file manager")
    assert load_brand_kit(kit_folder).fingerprint == demo_kit.fingerprint
    picture = kit_folder / "images" / "taxi_yellow.webp"
    picture.write_bytes(picture.read_bytes() + b"\0")
    assert load_brand_kit(kit_folder).fingerprint != demo_kit.fingerprint


def test_fingerprint_changes_when_a_file_is_renamed(kit_folder: Path, demo_kit: BrandKit) -> None:
    (kit_folder / "README.md").rename(kit_folder / "READ.md")
    assert load_brand_kit(kit_folder).fingerprint != demo_kit.fingerprint


def test_byte_order_mark_and_blank_lines_are_no_mistakes(kit_folder: Path) -> None:
    for name in ("brand.yaml", "products.jsonl"):
        path = kit_folder / name
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes() + b"\n\n")
    assert len(load_brand_kit(kit_folder).products) >= 50


# broken kits: brand.yaml


def test_missing_folder_is_refused_with_the_setting_to_mend(tmp_path: Path) -> None:
    assert "ADBANNER_BRAND_KIT" in str(refusal(tmp_path / "nowhere"))


@pytest.mark.parametrize("name", ["brand.yaml", "products.jsonl", "examples.jsonl", "images/manifest.jsonl"])
def test_missing_file_is_named(kit_folder: Path, name: str) -> None:
    (kit_folder / name).unlink()
    error = refusal(kit_folder)
    assert error.path == kit_folder / name
    assert "does not exist" in error.problem


@pytest.mark.parametrize("name", ["brand.yaml", "products.jsonl"])
def test_wrong_encoding_is_named_with_its_line(kit_folder: Path, name: str) -> None:
    path = kit_folder / name
    first, rest = path.read_bytes().split(b"\n", 1)
    path.write_bytes(first + b"\n" + "Орбита".encode("cp1251") + b"\n" + rest)
    error = refusal(kit_folder)
    assert (error.path, error.line) == (path, 2)
    assert "UTF-8" in error.problem


@pytest.mark.parametrize(
    ("old", "new", "field", "problem"),
    [
        ("language: ru", "language: de", "language", "pattern"),
        ("name: Орбита", "nane: Орбита", "nane", "unknown key"),
        ("  - халява\n", "  - Халява сэр\n", "forbidden_words[13]", "lower case"),
        ("  headline: Onest", "  heading: Onest", "fonts.heading", "input should be"),
        ("  legal: Onest-Regular.ttf\n", "", "fonts", "no font for legal"),
        ("headline: Onest-ExtraBold.ttf", "headline: Onest-Black.ttf", "fonts.headline", "does not exist"),
        ("headline: Onest-ExtraBold.ttf", "headline: OFL.txt", "fonts.headline", "not a readable TrueType"),
        ("headline: Onest-ExtraBold.ttf", "headline: ../../Onest.ttf", "fonts.headline", "name of a file in"),
        ("  violet: {", "  violet: {shade: 1, ", "grounds.violet.shade", "unknown key"),
        ('start: "#23262F"', 'start: "#23262"', "grounds.graphite.start", "pattern"),
        ('muted: "#3A4A6B"', 'muted: "#8899BB"', "grounds.ice.muted", "at least 4.5 is needed"),
        ('button: "#2563EB"', 'button: "#93C5FD"', "grounds.ice.button_text", "at least 4.5 is needed"),
        ("grounds: [ice, blue, green]", "grounds: [ice, bleu]", "categories.bank_cards.grounds[1]", "no ground"),
        ("[Открыть вклад, Открыть]", "[Открыть вклад]", "categories.deposits.button_verbs[0]", "at most 9"),
        (
            "[Открыть вклад, Открыть]",
            "[Открыть, Открыть вклад]",
            "categories.deposits.button_verbs[1]",
            "longest first",
        ),
        ("[Открыть вклад, Открыть]", "[]", "categories.deposits.button_verbs", "at least 1 item"),
        ("age_mark: 18+", "age_mark: 21+", "categories.cinema.age_mark", "pattern"),
        ("advertiser: ООО «Орбита Дом»", "advertiser: ООО «Орбита ☂»", "categories.real_estate.advertiser", "U+2602"),
        (
            "warning_area_share: 0.05",
            "warning_area_share: 5",
            "categories.credit.warning_area_share",
            "less than or equal",
        ),
        ("  smart_home:\n", "  travel:\n", "categories.travel", "stands twice"),
    ],
)
def test_mistake_in_brand_yaml_names_line_and_field(
    kit_folder: Path, old: str, new: str, field: str, problem: str
) -> None:
    line = replace(kit_folder, "brand.yaml", old, new)
    error = refusal(kit_folder)
    assert (error.path, error.field) == (kit_folder / "brand.yaml", field)
    assert problem in error.problem
    if field == "fonts":  # a missing key stands nowhere: the line of the mapping that lacks it
        line = (kit_folder / "brand.yaml").read_text(encoding="utf-8").splitlines().index("fonts:") + 1
    assert error.line == line
    assert str(error).startswith(f"{error.path}:{error.line}: {field}: ")


def test_yaml_syntax_error_has_its_line(kit_folder: Path) -> None:
    line = replace(kit_folder, "brand.yaml", "tone_of_voice:\n", "tone_of_voice: [\n")
    error = refusal(kit_folder)
    assert "not valid YAML" in error.problem
    assert error.line is not None and error.line > line


def test_empty_brand_file_and_looping_alias_are_refused(kit_folder: Path) -> None:
    (kit_folder / "brand.yaml").write_text("# nothing\n", encoding="utf-8")
    assert "empty" in refusal(kit_folder).problem
    (kit_folder / "brand.yaml").write_text("name: &loop [*loop]\n", encoding="utf-8")
    assert "name" in str(refusal(kit_folder))


def test_all_mistakes_of_a_file_are_told_at_once(kit_folder: Path) -> None:
    replace(kit_folder, "brand.yaml", "language: ru", "language: de")
    second = replace(kit_folder, "brand.yaml", "age_mark: 16+", "age_mark: 21+")
    error = refusal(kit_folder)
    assert error.field == "language"
    assert f"brand.yaml:{second}: categories.music.age_mark: " in str(error)


# broken kits: fonts


def change_font(folder: Path, change: Callable[[TTFont], object]) -> None:
    path = folder / "fonts" / "Onest-Medium.ttf"
    with TTFont(path) as font:
        change(font)
        font.save(path)


def test_variable_font_is_refused(kit_folder: Path) -> None:
    change_font(kit_folder, lambda font: font.__setitem__("fvar", newTable("fvar")))
    error = refusal(kit_folder)
    assert (error.path, error.field) == (kit_folder / "brand.yaml", "fonts.body")
    assert "Onest-Medium.ttf: a variable font" in error.problem


def test_font_without_the_rouble_sign_is_refused_by_name(kit_folder: Path) -> None:
    def drop(font: TTFont) -> None:
        for table in font["cmap"].tables:
            table.cmap.pop(ord("₽"), None)

    change_font(kit_folder, drop)
    error = refusal(kit_folder)
    assert error.field == "fonts.body"
    assert "«₽» U+20BD" in error.problem


def test_cut_off_font_is_refused(kit_folder: Path) -> None:
    path = kit_folder / "fonts" / "Onest-Medium.ttf"
    path.write_bytes(path.read_bytes()[:-1_000])
    error = refusal(kit_folder)
    assert (error.field, "cut off" in error.problem) == ("fonts.body", True)


def test_font_without_a_needed_table_is_refused(kit_folder: Path) -> None:
    path = kit_folder / "fonts" / "Onest-Medium.ttf"
    path.write_bytes(path.read_bytes().replace(b"maxp", b"max_", 1))
    error = refusal(kit_folder)
    assert (error.field, "not a readable TrueType" in error.problem) == ("fonts.body", True)


def test_font_of_another_script_is_refused_with_the_first_few_characters(kit_folder: Path) -> None:
    def drop(font: TTFont) -> None:
        for table in font["cmap"].tables:
            for code in range(0x400, 0x500):
                table.cmap.pop(code, None)

    change_font(kit_folder, drop)
    assert "«а» U+0430" in refusal(kit_folder).problem
    assert "and 58 more" in refusal(kit_folder).problem


def test_web_font_is_refused(kit_folder: Path) -> None:
    change_font(kit_folder, lambda font: setattr(font, "flavor", "woff"))
    assert "a woff web font" in refusal(kit_folder).problem


# broken kits: JSON lines


@pytest.mark.parametrize(
    ("name", "line", "change", "field", "problem"),
    [
        ("products.jsonl", 3, lambda r: r.update(category="banks"), "category", "no category of this kit"),
        ("products.jsonl", 3, lambda r: r.update(id="debit_card"), "id", "stands on line 1"),
        ("products.jsonl", 3, lambda r: r.update(id="Debit card"), "id", "pattern"),
        ("products.jsonl", 3, lambda r: r.update(word_mark="Орбита" * 5), "word_mark", "at most 24"),
        ("products.jsonl", 3, lambda r: r.update(word_mark="Орбита 🚀"), "word_mark", "U+1F680"),
        ("products.jsonl", 3, lambda r: r.pop("description"), "description", "required"),
        ("products.jsonl", 3, lambda r: r.update(price=1), "price", "unknown key"),
        ("products.jsonl", 3, lambda r: r.update(button_verbs=["Попробовать"]), "button_verbs[0]", "at most 9"),
        ("products.jsonl", 3, lambda r: r.update(button_verbs=["Узнать", " "]), "button_verbs[1]", "empty"),
        ("examples.jsonl", 2, lambda r: r.update(product_id="taxy"), "product_id", "no product of this kit"),
        ("examples.jsonl", 2, lambda r: r.update(texts=[]), "texts", "at least 1 item"),
        ("examples.jsonl", 2, lambda r: r["texts"][1].update(field_id="headline"), "texts[1].field_id", "twice"),
        ("examples.jsonl", 2, lambda r: r["texts"][1].update(text=" "), "texts[1].text", "empty"),
        ("images/manifest.jsonl", 4, lambda r: r.update(file="tea.webp"), "file", "no file «tea.webp»"),
        ("images/manifest.jsonl", 4, lambda r: r.update(file="../fonts/OFL.txt"), "file", "beside the manifest"),
        ("images/manifest.jsonl", 4, lambda r: r.update(file="airplane_blue.webp"), "file", "earlier line"),
        ("images/manifest.jsonl", 4, lambda r: r.update(file="manifest.jsonl"), "file", ".png or .webp"),
        ("images/manifest.jsonl", 4, lambda r: r.update(id="airplane_blue"), "id", "stands on line 1"),
        ("images/manifest.jsonl", 4, lambda r: r["services"].pop(), "services[2]", "required"),
        ("images/manifest.jsonl", 4, lambda r: r.update(services=["а", "б", "а"]), "services[2]", "different"),
        ("images/manifest.jsonl", 4, lambda r: r.pop("licence"), "licence", "required"),
        ("images/manifest.jsonl", 4, lambda r: r.update(colours=["#12A5A8", "red"]), "colours[1]", "pattern"),
        ("images/manifest.jsonl", 4, lambda r: r.update(bounding_box=[9, 9, 9, 99]), "bounding_box", "growing"),
        ("images/manifest.jsonl", 4, lambda r: r.update(bounding_box=[-1, 9, 9, 99]), "bounding_box", "negative"),
    ],
)
def test_mistake_in_a_record_names_line_and_field(
    kit_folder: Path, name: str, line: int, change: Callable[[dict[str, object]], object], field: str, problem: str
) -> None:
    edit_record(kit_folder, name, line, change)
    error = refusal(kit_folder)
    assert (error.path, error.line, error.field) == (kit_folder / name, line, field)
    assert problem in str(error)


@pytest.mark.parametrize("name", ["products.jsonl", "examples.jsonl", "images/manifest.jsonl"])
def test_broken_json_names_the_line(kit_folder: Path, name: str) -> None:
    path = kit_folder / name
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[1] = lines[1][:-1]
    path.write_text("\n".join(lines), encoding="utf-8")
    error = refusal(kit_folder)
    assert (error.path, error.line) == (path, 2)
    assert "not valid JSON" in error.problem


def test_repeated_json_key_is_refused_instead_of_the_last_one_winning(kit_folder: Path) -> None:
    line = replace(kit_folder, "products.jsonl", '{"id": "taxi",', '{"id": "taxi", "id": "taxi_2",')
    error = refusal(kit_folder)
    assert (error.line, error.field) == (line, "id")


def test_line_separators_inside_a_text_do_not_shift_the_line(kit_folder: Path) -> None:
    edit_record(kit_folder, "products.jsonl", 1, lambda r: r.update(description="Раз.\u2028Два."))
    path = kit_folder / "products.jsonl"
    path.write_text(path.read_text(encoding="utf-8") + "{}\n", encoding="utf-8")
    assert refusal(kit_folder).line == len(path.read_text(encoding="utf-8").split("\n")) - 1


def test_kit_without_products_is_refused(kit_folder: Path) -> None:
    (kit_folder / "products.jsonl").write_text("", encoding="utf-8")
    assert "no product" in refusal(kit_folder).problem


def test_link_out_of_the_kit_is_refused(kit_folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "secret.webp"
    outside.write_bytes((kit_folder / "images" / "taxi_yellow.webp").read_bytes())
    (kit_folder / "images" / "taxi_yellow.webp").unlink()
    os.symlink(outside, kit_folder / "images" / "taxi_yellow.webp")
    error = refusal(kit_folder)
    assert error.field == "file"
    assert "out of the kit" in error.problem


def test_english_banners_get_english_words_where_the_kit_has_them(demo_kit: BrandKit) -> None:
    product = demo_kit.product("delivery").model_copy(update={"name_en": "Orbita Delivery", "description_en": "Food."})

    worded = demo_kit.worded(product, "en")

    assert (worded.name, worded.word_mark, worded.description) == ("Orbita Delivery", "Orbita Delivery", "Food.")
    assert demo_kit.button_verbs(product, "en") == ("Order delivery", "Order")
    assert demo_kit.worded(product, "ru") == product
    assert demo_kit.button_verbs(product, "ru") == ("Заказать доставку", "Заказать")


def test_a_kit_without_english_words_speaks_its_own_language(demo_kit: BrandKit) -> None:
    product = demo_kit.product("delivery").model_copy(update={"name_en": "", "description_en": ""})
    category = demo_kit.category_of(product).model_copy(update={"button_verbs_en": ()})
    kit = demo_kit.model_copy(update={"categories": {product.category: category}})

    assert kit.worded(product, "en") == product
    assert kit.button_verbs(product, "en") == kit.button_verbs(product)
