"""Banners with generated pictures, in Chromium: what a person sees while the models work, and when one of them dies."""

import threading
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from adbanner.contracts import CUTOUT_PATH, IMAGES_PATH
from tests.browser.conftest import Studio
from tests.browser.steps import finished, write_brief
from tests.scripted_words import respond
from tools.fake_chat_server import FakeChatServer
from tools.fake_servers import FakeModelServer, Mishap

TRIPLE = "triple_1080x1080"
HOLD_S = 60

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def models() -> Iterator[FakeModelServer]:
    with FakeModelServer() as models:
        yield models


@pytest.fixture(scope="module")
def drawing_studio(start_studio: Callable[..., Studio], models: FakeModelServer) -> Iterator[Studio]:
    with FakeChatServer(respond) as chat:
        studio = start_studio(
            ADBANNER_LLM__BASE_URL=chat.base_url,
            ADBANNER_LLM__MODEL="fake",
            ADBANNER_IMAGE_GENERATION__BASE_URL=models.base_url,
            ADBANNER_IMAGE_GENERATION__SIZE="512x512",
            ADBANNER_CUTOUT__BASE_URL=models.base_url,
        )
        yield studio
        studio.stop()


def ask_for_drawn(page: Page) -> None:
    write_brief(page, TRIPLE)
    page.locator('[data-source="ai"]').click()
    page.get_by_role("button", name="Создать баннеры").click()


def test_pictures_show_as_they_arrive(
    drawing_studio: Studio, models: FakeModelServer, open_page: Callable[..., Page]
) -> None:
    last = threading.Event()
    models.enqueue(CUTOUT_PATH, Mishap(), Mishap(), Mishap(hold=lambda: last.wait(HOLD_S)))
    page = open_page(drawing_studio.url)
    ask_for_drawn(page)
    expect(page.locator("#skeleton")).to_be_visible()
    expect(page.locator("#arrived img")).to_have_count(2)
    expect(page.locator("#arrived img").first).to_have_js_property("complete", True)
    last.set()
    editor = finished(page, 1)
    expect(page.locator("#arrived")).to_have_count(0)
    expect(editor.locator("[data-picture]")).to_have_count(3)
    page.locator('[data-why="0"]').click()
    expect(page.locator(".ab-why")).to_contain_text("Зерно:")
    expect(page.locator(".ab-why")).to_contain_text("Запрос к модели: Soft 3D illustration")


def test_one_picture_is_drawn_again_and_the_rest_stays(
    drawing_studio: Studio, models: FakeModelServer, open_page: Callable[..., Page]
) -> None:
    page = open_page(drawing_studio.url)
    ask_for_drawn(page)
    finished(page, 1)
    before = [page.locator(f'[data-picture="{slot}"] > img').get_attribute("src") for slot in range(3)]
    page.locator('[data-replace="1"]').click()
    finished(page, 2)
    after = [page.locator(f'[data-picture="{slot}"] > img').get_attribute("src") for slot in range(3)]
    assert [old == new for old, new in zip(before, after, strict=True)] == [True, False, True]


def test_a_stopped_drawing_is_cancelled_at_the_server(
    drawing_studio: Studio, models: FakeModelServer, open_page: Callable[..., Page]
) -> None:
    models.hung_up.clear()
    models.enqueue(IMAGES_PATH, Mishap(delay_s=HOLD_S))
    page = open_page(drawing_studio.url)
    page.get_by_role("combobox", name="Продукт").fill("еда")
    page.keyboard.press("Enter")
    page.locator("#offer").fill("Скидка 20% на второй заказ")
    page.locator(f'[data-format="{TRIPLE}"]').click()
    page.locator('[data-source="ai"]').click()
    page.get_by_role("button", name="Создать баннеры").click()
    expect(page.locator('[data-step="pictures"][data-state="running"]')).to_be_visible()
    page.locator("#stop").click()
    expect(page.get_by_text("Остановлено. Прошлая версия сохранена.").first).to_be_visible()
    assert models.hung_up.wait(20)


def test_usual_time_is_told_once_it_is_known(
    drawing_studio: Studio, models: FakeModelServer, open_page: Callable[..., Page]
) -> None:
    for number in range(3):
        page = open_page(drawing_studio.url)
        models.enqueue(CUTOUT_PATH, Mishap(delay_s=4))
        write_brief(page, TRIPLE, offer=f"Скидка {30 + number}% на первый заказ")
        page.locator('[data-source="ai"]').click()
        page.get_by_role("button", name="Создать баннеры").click()
        finished(page, 1)
    held = threading.Event()
    models.enqueue(CUTOUT_PATH, Mishap(hold=lambda: held.wait(HOLD_S)))
    page = open_page(drawing_studio.url)
    write_brief(page, TRIPLE, offer="Скидка 40% на первый заказ")
    page.locator('[data-source="ai"]').click()
    page.get_by_role("button", name="Создать баннеры").click()
    expect(page.locator("#left")).to_contain_text("ещё около")
    held.set()
    finished(page, 1)
