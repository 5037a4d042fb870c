"""A marketer's day in the studio, in Chromium, with every control."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import Studio
from tests.browser.steps import OFFER, finished, make_banners, preview_url, say, write_brief

SQUARE, SMALL, STORY = "square_1080x1080", "ya_300x250", "story_1080x1920"

pytestmark = pytest.mark.timeout(240)


def test_a_first_banner_takes_two_clicks(page: Page) -> None:
    page.get_by_role("button", name="Попробовать на примере").click()
    page.get_by_role("button", name="Создать баннеры").click()
    editor = finished(page, 1)
    expect(page.locator("#preview")).to_be_visible()
    expect(editor.get_by_role("tab")).to_have_count(3)
    expect(editor.locator('[role="tab"][data-state="refused"]')).to_have_count(0)
    expect(page.get_by_text("Новые баннеры по брифу.")).to_be_visible()


def test_the_form_says_what_is_missing_and_which_promises_stay(page: Page) -> None:
    submit = page.get_by_role("button", name="Создать баннеры")
    expect(submit).to_be_disabled()
    expect(page.get_by_role("status").filter(has_text="Выберите продукт")).to_be_visible()
    write_brief(page)
    expect(page.locator(".ab-chip", has_text="ЕДА15")).to_be_visible()
    expect(page.locator(".ab-chip", has_text="15%").first).to_be_visible()
    expect(page.get_by_text("Выберите хотя бы один формат")).to_be_visible()
    page.locator(f'[data-format="{SQUARE}"]').click()
    expect(submit).to_be_enabled()
    page.locator("#offer").fill("х" * 2_001)
    expect(page.get_by_text("2001/2000")).to_be_visible()
    expect(submit).to_be_disabled()


def test_generated_pictures_are_honestly_off_where_nothing_draws_them(page: Page) -> None:
    expect(page.locator('[data-source="ai"]')).to_be_disabled()
    expect(page.get_by_text("Генерация картинок не настроена")).to_be_visible()


def test_a_draft_survives_a_reload(page: Page) -> None:
    write_brief(page, SQUARE, offer="Бесплатная доставка от 990 ₽")
    page.reload()
    expect(page.locator("#offer")).to_have_value("Бесплатная доставка от 990 ₽")
    expect(page.locator(f'[data-format="{SQUARE}"]')).to_have_attribute("aria-pressed", "true")


def test_typing_shows_the_banner_at_once_and_saves_by_itself(page: Page) -> None:
    make_banners(page, SQUARE)
    before = preview_url(page)
    headline = page.locator('[data-field="headline"]')
    headline.fill("Минус 15% на первый заказ")
    expect(page.locator("#preview")).not_to_have_attribute("src", before)
    finished(page, 2)
    expect(headline).to_have_value("Минус 15% на первый заказ")
    expect(page.locator("#save-state")).to_have_text("Сохранено")
    page.locator("#undo").click()
    finished(page, 1)
    expect(headline).not_to_have_value("Минус 15% на первый заказ")
    page.locator("#redo").click()
    finished(page, 2)
    expect(headline).to_have_value("Минус 15% на первый заказ")


def test_a_text_that_does_not_fit_is_measured_in_pixels_and_not_saved(page: Page) -> None:
    make_banners(page, SMALL)
    headline = page.locator('[data-field="headline"]')
    headline.fill("Ш" * 60)
    expect(page.locator('[data-counter="headline"]')).to_contain_text(
        re.compile(r"60/\d+ зн\. · не помещается на \d+ px")
    )
    expect(page.locator("#save-state")).to_contain_text("Не сохранено")
    finished(page, 1)


def test_a_lost_promise_keeps_the_banner_back_until_it_is_mended(page: Page) -> None:
    make_banners(page, SQUARE)
    page.locator('[data-field="headline"]').fill("Скидка 25% на первый заказ")
    finished(page, 2)
    expect(page.locator(f'[data-tab="{SQUARE}"]')).to_have_attribute("data-state", "refused")
    expect(page.locator('[data-check="facts_kept"]')).to_contain_text("15%")
    expect(page.locator('[data-download="png"]')).to_be_disabled()
    page.get_by_role("button", name="Исправить").click()
    finished(page, 3)
    expect(page.locator(f'[data-tab="{SQUARE}"]')).not_to_have_attribute("data-state", "refused")
    expect(page.locator('[data-download="png"]')).to_be_enabled()


def test_pictures_are_replaced_explained_and_locked(page: Page) -> None:
    make_banners(page, SQUARE)
    picture = page.locator('[data-picture="0"] > img')
    before = picture.get_attribute("src")
    page.locator('[data-words="0"]').fill("пицца")
    page.locator('[data-replace="0"]').click()
    finished(page, 2)
    assert picture.get_attribute("src") != before
    expect(page.locator('[data-words="0"]')).to_have_value("пицца")
    page.locator('[data-why="0"]').click()
    expect(page.locator(".ab-why")).to_contain_text("Номер в банке")
    page.locator('[data-lock="picture:0"]').click()
    expect(page.locator('[data-lock="picture:0"]')).to_have_attribute("aria-pressed", "true")
    page.locator('[data-replace="0"]').click()
    expect(page.locator("#message")).to_contain_text("закреплена")


def test_look_formats_and_variants(page: Page) -> None:
    make_banners(page, SQUARE)
    page.locator('[data-ground="violet"]').click()
    finished(page, 2)
    expect(page.locator('[data-ground="violet"]')).to_have_attribute("aria-checked", "true")
    page.locator('[data-colour="#2563EB"]').click()
    finished(page, 3)
    page.locator("#add-format").select_option(SMALL)
    finished(page, 4)
    page.locator(f'[data-tab="{SMALL}"]').click()
    expect(page.locator(f'[data-tab="{SMALL}"]')).to_have_attribute("aria-selected", "true")
    page.locator("#propose").click()
    expect(page.locator("#variants figure")).to_have_count(3)
    before = preview_url(page)
    page.locator('#variants [data-variant="2"]').get_by_role("button", name="Взять целиком").click()
    finished(page, 5)
    assert preview_url(page) != before
    page.locator("#remove-format").click()
    finished(page, 6)
    expect(page.get_by_role("tab")).to_have_count(1)
    page.locator("#versions").click()
    page.locator('[data-version="2"]').get_by_role("button", name="Вернуть").click()
    finished(page, 7)
    expect(page.locator('[data-ground="violet"]')).to_have_attribute("aria-checked", "true")


def test_chat_changes_just_what_was_asked(page: Page) -> None:
    make_banners(page, SQUARE)
    say(page, "кнопку синей и добавь сторис")
    finished(page, 2)
    expect(page.get_by_role("tab")).to_have_count(2)
    expect(page.locator('[data-colour="#2563EB"]')).to_have_attribute("aria-checked", "true")
    expect(page.get_by_text("Другой цвет кнопки; Добавлено: История 1080×1920.")).to_be_visible()
    say(page, "сделай красиво")
    expect(page.get_by_text("ничего не меняю")).to_be_visible()
    say(page, "верни как было")
    finished(page, 1)
    page.reload()
    finished(page, 1)
    expect(page.get_by_text("сделай красиво", exact=True)).to_have_count(1)
    expect(page.get_by_text("ничего не меняю")).to_have_count(1)


def test_files_are_downloaded_as_png_jpg_and_zip(page: Page, tmp_path: Path) -> None:
    make_banners(page, SQUARE, SMALL)

    def saved(kind: str) -> Path:
        with page.expect_download() as download:
            page.locator(f'[data-download="{kind}"]').click()
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        return path

    png = saved("png")
    assert png.name == "delivery_square_1080x1080.png"
    assert Image.open(png).size == (1080, 1080)
    jpg = saved("jpg")
    assert jpg.suffix == ".jpg" and Image.open(jpg).format == "JPEG"
    with zipfile.ZipFile(io.BytesIO(saved("zip").read_bytes())) as archive:
        names = set(archive.namelist())
        report = json.loads(archive.read("report.json"))
    assert {"delivery_square_1080x1080.png", "report.json"} < names and len(names) == 3
    assert report["brief"]["offer"] == OFFER


def test_the_designer_decides_on_a_page_of_its_own(page: Page, open_page: Callable[..., Page], studio: Studio) -> None:
    make_banners(page, SQUARE)
    page.get_by_role("button", name="Отправить дизайнеру").click()
    expect(page.locator("#approval")).to_have_attribute("data-state", "asked")
    link = page.locator("#approval a").get_attribute("href")
    with page.context.expect_page() as opened:
        page.locator("#approval a").click()
    designer = opened.value
    expect(designer.get_by_role("img")).to_be_visible()
    designer.get_by_role("button", name="Отклонить").click()
    expect(designer.get_by_role("alert")).to_contain_text("Напишите, что исправить")
    designer.get_by_label("Комментарий").fill("Крупнее логотип")
    designer.get_by_role("button", name="Отклонить").click()
    expect(designer.get_by_role("status")).to_contain_text("Крупнее логотип")
    designer.get_by_role("button", name="Согласовать").click()
    expect(designer.get_by_role("status")).to_contain_text("Согласовано")
    page.reload()
    finished(page, 1)
    expect(page.locator("#approval")).to_have_attribute("data-state", "approved")
    assert link and link.startswith("/approval/")


def test_history_finds_repeats_and_deletes(page: Page, studio: Studio) -> None:
    make_banners(page, SQUARE, offer="Пицца за 299 ₽ каждый вторник")
    page.goto(studio.url)
    page.get_by_role("searchbox").fill("вторник 299")
    card = page.locator("[data-campaign]").first
    expect(page.locator("[data-campaign]")).to_have_count(1)
    expect(card.locator("img")).to_be_visible()
    card.get_by_role("button", name="Как в прошлый раз").click()
    expect(page.locator("#offer")).to_have_value("Пицца за 299 ₽ каждый вторник")
    card.get_by_role("button", name="Удалить").click()
    card.get_by_role("button", name="Да, удалить").click()
    expect(page.locator("[data-campaign]")).to_have_count(0)


def test_a_copy_is_a_banner_of_its_own(page: Page, studio: Studio) -> None:
    make_banners(page, SQUARE, offer="Кофе за 99 ₽ до полудня")
    original, shown = page.url, preview_url(page)
    page.goto(studio.url)
    page.get_by_role("searchbox").fill("кофе полудня")
    expect(page.locator("[data-campaign]")).to_have_count(1)
    page.get_by_role("button", name="Копия").click()
    finished(page, 1)
    assert page.url != original
    assert preview_url(page).rsplit("/", 1)[1] == shown.rsplit("/", 1)[1]
    page.locator('[data-ground="night"], [data-ground]:not([aria-checked="true"])').first.click()
    finished(page, 2)
    expect(page.locator(".ab-title")).to_have_value(re.compile("копия"))
    page.goto(original)
    finished(page, 1)
    assert preview_url(page) == shown


def test_a_problem_report_is_numbered(page: Page) -> None:
    make_banners(page, SQUARE)
    page.get_by_role("button", name="Сообщить о проблеме").click()
    page.locator("#problem-text").fill("Скутер без колеса <img src=x onerror=alert(1)>")
    page.get_by_role("dialog").get_by_role("button", name="Отправить").click()
    expect(page.get_by_text(re.compile(r"Отправлено, номер \w{8}"))).to_be_visible()


@pytest.mark.parametrize("attack", ["<img src=x onerror=window.hacked=1>", "![x](http://evil.example/x.png)"])
def test_words_of_a_person_are_never_code(page: Page, studio: Studio, attack: str) -> None:
    write_brief(page, SQUARE, offer=f"Скидка 15% на заказ {attack}")
    page.get_by_role("button", name="Создать баннеры").click()
    expect(page.locator("#banner-editor")).to_have_attribute("data-status", re.compile("idle|refused"))
    if page.locator(".ab-title").count():
        page.locator(".ab-title").fill(attack)
        page.locator(".ab-title").press("Enter")
    say(page, f"другая картинка {attack}")
    page.wait_for_timeout(1_500)
    page.goto(studio.url)
    expect(page.locator("#brief-form")).to_be_visible()
    assert page.evaluate("window.hacked") is None


def test_english_browsers_get_english_words(open_page: Callable[..., Page], studio: Studio) -> None:
    page = open_page(studio.url, locale="en-GB")
    expect(page.get_by_role("button", name="Make banners")).to_be_visible()
    page.get_by_role("button", name="Try the example").click()
    page.get_by_role("button", name="Make banners").click()
    finished(page, 1)
    expect(page.get_by_role("button", name="Other texts")).to_be_visible()
    expect(page.get_by_text("Written by: the built-in copywriter")).to_be_visible()
    page.get_by_text("Show what passed").click()
    expect(page.locator('[data-check="contrast"]')).to_contain_text("Contrast")
    page.locator('[data-why="0"]').click()
    expect(page.locator(".ab-why")).to_contain_text("Number in the bank")


def test_keys_alone_are_enough(page: Page) -> None:
    make_banners(page, SQUARE, SMALL)
    page.locator(f'[data-tab="{SQUARE}"]').focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(f'[data-tab="{SMALL}"]')).to_have_attribute("aria-selected", "true")
    page.locator("#versions").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-version] b").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".ab-versions")).to_have_count(0)
    unnamed = page.locator("#banner-editor button:not([aria-label])").filter(has_text=re.compile(r"^\s*$"))
    expect(unnamed).to_have_count(0)


@pytest.mark.parametrize("width", [1920, 1440, 1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_runs_off_the_screen(open_page: Callable[..., Page], studio: Studio, width: int, scheme: str) -> None:
    page = open_page(studio.url, viewport={"width": width, "height": 900}, color_scheme=scheme)
    expect(page.locator("#brief-form")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Попробовать на примере").click()
    page.get_by_role("button", name="Создать баннеры").click()
    finished(page, 1)
    wide = page.evaluate(
        "[...document.querySelectorAll('#banner-editor *')].filter(e => !e.closest('.ab-tabs, .ab-stage')"
        " && e.getBoundingClientRect().right > window.innerWidth + 1).length"
    )
    assert wide == 0
