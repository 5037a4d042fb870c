"""What reloads, killed servers, second tabs and strangers do to a person's banners: nothing."""

import io
import json
import shutil
import sqlite3
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from adbanner.settings import PROJECT_ROOT
from tests.browser.conftest import Studio
from tests.browser.steps import finished, make_banners, write_brief

SQUARE = "square_1080x1080"
EVERY = sorted(path.stem for path in (PROJECT_ROOT / "layouts").glob("*.json"))

pytestmark = pytest.mark.timeout(300)


def begin_long_run(page: Page) -> None:
    """Start all formats at once and wait until the work is under way."""
    write_brief(page, *EVERY)
    page.get_by_role("button", name="Создать баннеры").click()
    expect(page.locator("#progress")).to_be_visible()


def test_a_reload_in_the_middle_rejoins_the_run(page: Page) -> None:
    begin_long_run(page)
    page.reload()
    finished(page, 1)
    expect(page.get_by_role("tab")).to_have_count(len(EVERY))


def kinds_recorded(studio: Studio) -> list[tuple[str, str]]:
    """Kind and outcome of every event on record, oldest first."""
    with sqlite3.connect(studio.folder / "data" / "records.sqlite") as database:
        rows = database.execute("SELECT kind, detail FROM adbanner_events ORDER BY at").fetchall()
    return [(kind, str(json.loads(detail).get("outcome", ""))) for kind, detail in rows]


def test_stop_leaves_the_version_before_it(page: Page, studio: Studio) -> None:
    make_banners(page, SQUARE)
    page.get_by_role("button", name="Изменить бриф").click()
    begin_long_run_again(page)
    page.locator("#stop").click()
    expect(page.locator("#message")).to_contain_text("Остановлено")
    finished(page, 1)
    expect(page.locator("#preview")).to_be_visible()
    recorded = kinds_recorded(studio)
    assert ("turn_finished", "cancelled") in recorded
    assert {"signed_in", "campaign_created", "brief_submitted", "picture_shown"} <= {kind for kind, _ in recorded}


def begin_long_run_again(page: Page) -> None:
    """Ask for all formats from the form of a session that has some already."""
    for layout_id in EVERY:
        card = page.locator(f'[data-format="{layout_id}"]')
        if card.get_attribute("aria-pressed") == "false":
            card.click()
    page.get_by_role("button", name="Создать баннеры").click()
    expect(page.locator("#progress")).to_be_visible()


def test_two_tabs_show_the_same_session_and_only_one_turn_runs(page: Page, studio: Studio) -> None:
    make_banners(page, SQUARE)
    url = page.url
    other = page.context.new_page()
    other.goto(url)
    finished(other, 1)
    page.locator("#add-format").select_option("ya_300x250")
    finished(page, 2)
    other.reload()
    finished(other, 2)
    expect(other.get_by_role("tab")).to_have_count(2)


@pytest.mark.parametrize("which", ["pages", "api", "both"])
def test_a_killed_server_loses_nothing(
    start_studio: Callable[..., Studio], open_page: Callable[..., Page], which: str
) -> None:
    studio = start_studio()
    page = open_page(studio.url)
    make_banners(page, SQUARE)
    url = page.url
    page.get_by_role("button", name="Изменить бриф").click()
    begin_long_run_again(page)
    if which in ("pages", "both"):
        studio.kill(studio.port)
    if which in ("api", "both"):
        studio.kill(studio.api_port)
    wait_until_up(studio)
    page.goto(url)
    finished(page, 2)
    expect(page.get_by_role("tab")).to_have_count(len(EVERY))
    page.locator("#undo").click()
    finished(page, 1)


def test_threads_that_the_server_forgot_show_again(
    start_studio: Callable[..., Studio], open_page: Callable[..., Page]
) -> None:
    """The in-memory server keeps its list of threads in files that a kill can leave old or broken."""
    studio = start_studio()
    page = open_page(studio.url)
    make_banners(page, SQUARE)
    studio.stop()
    for folder in studio.folder.rglob(".langgraph_api"):
        shutil.rmtree(folder)
    studio.log.unlink()
    thread = page.url.rsplit("/", 1)[1]
    studio.start()
    page.goto(f"{studio.url}/thread/{thread}")
    finished(page, 1)
    expect(page.get_by_text("Новые баннеры по брифу.")).to_be_visible()


def wait_until_up(studio: Studio) -> None:
    """Both servers answer again."""

    deadline = time.monotonic() + 120
    waiting = {f"{studio.url}/health", f"http://127.0.0.1:{studio.api_port}/ok"}
    while waiting and time.monotonic() < deadline:
        for address in tuple(waiting):
            try:
                if httpx.get(address, timeout=5).status_code == 200:
                    waiting.discard(address)
            except httpx.TransportError:
                time.sleep(0.3)
    assert not waiting, f"{waiting} did not come back:\n{studio.log.read_text()[-2000:]}"


def picture_file(kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    image = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    image.paste((200, 30, 30, 255), (100, 100, 300, 300))
    image.save(buffer, kind, **options)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("big.png", b"\x89PNG\r\n\x1a\n" + b"x" * 10_500_000, "больше 10 МБ"),
        ("script.png", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "SVG"),
        ("polyglot.png", b"GIF89a/*" + b"x" * 400 + b"*/=1;alert(1)", "GIF"),
        ("empty.png", b"", "пуст"),
    ],
)
def test_bad_uploads_are_refused_in_words(page: Page, name: str, data: bytes, told: str) -> None:
    write_brief(page, SQUARE)
    page.locator('[data-source="own"]').click()
    page.locator('[data-own="0"]').set_input_files({"name": name, "mimeType": "image/png", "buffer": data})
    expect(page.get_by_role("alert")).to_contain_text(told)


def test_an_own_picture_with_a_tail_of_script_is_made_plain(page: Page, studio: Studio) -> None:
    write_brief(page, SQUARE)
    page.locator('[data-source="own"]').click()
    polyglot = picture_file("PNG") + b"<script>alert(1)</script>"
    page.locator('[data-own="0"]').set_input_files({"name": "own.png", "mimeType": "image/png", "buffer": polyglot})
    expect(page.get_by_text("own.png")).to_be_visible()
    page.get_by_role("button", name="Создать баннеры").click()
    finished(page, 1)
    source = page.locator('[data-picture="0"] > img').get_attribute("src")
    assert source
    assert b"script" not in page.context.request.get(studio.url + source).body()
