"""How long a person waits in the studio: the first page, a typed text's preview, another format, a saved edit.

Runs ``adbanner studio`` and Chromium on this machine: ``python -m evals.bench.interaction``.
"""

import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from adbanner.settings import child_environment
from app.supervising import free_port

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
ROUNDS = 10
START_LIMIT_S = 120
SLOW_MS = 30_000
TARGETS_MS = {"first page": 3_000, "typed text to new preview": 500, "format switch": 300}


def main() -> None:
    """Print median and worst of each wait, in milliseconds."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        studio, url = start_studio(Path(folder))
        try:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            page = browser.new_context(locale="ru-RU", viewport={"width": 1440, "height": 900}).new_page()
            page.set_default_timeout(SLOW_MS)
            report("first page", [first_page(page, url) for _ in range(3)])
            page.click("#example")
            report("brief to three banners", [timed(lambda: make(page))])
            report("typed text to new preview", [typed(page, number) for number in range(ROUNDS)])
            report("format switch", [switched(page, number) for number in range(ROUNDS)])
            browser.close()
        finally:
            studio.terminate()
            studio.wait(60)


def start_studio(folder: Path) -> tuple["subprocess.Popen[bytes]", str]:
    """The studio in a folder of its own, once it is ready."""
    environment = child_environment(
        ADBANNER_DATA_DIR=str(folder / "data"),
        ADBANNER_STUDIO__PORT=str(free_port("127.0.0.1", 18_600)),
        ADBANNER_STUDIO__API_PORT=str(free_port("127.0.0.1", 18_700)),
    )
    log = folder / "studio.log"
    with log.open("wb") as output:
        studio = subprocess.Popen([sys.executable, "-m", "app.cli", "studio"], env=environment, stdout=output)
    deadline = time.monotonic() + START_LIMIT_S
    while time.monotonic() < deadline:
        ready = re.search(r"ready: (http://\S+)", log.read_text())
        if ready:
            return studio, ready.group(1)
        time.sleep(0.2)
    raise SystemExit(f"the studio did not start: {log.read_text()}")


def timed(act: Callable[[], object]) -> float:
    """Milliseconds that an action takes."""
    started_s = time.perf_counter()
    act()
    return (time.perf_counter() - started_s) * 1_000


def first_page(page: Page, url: str) -> float:
    """From the address to a brief that can be filled in."""
    return timed(lambda: (page.goto(url), page.wait_for_selector("#example")))


def make(page: Page) -> None:
    """Send the brief and wait for the finished banners."""
    page.click("#generate")
    page.wait_for_selector('#banner-editor[data-status="idle"][data-version="1"]')


def typed(page: Page, number: int) -> float:
    """From the last key to the new picture, with the pause that groups keys; the edit is saved before the next one."""
    before = page.get_attribute("#preview", "src")
    changed = f"document.querySelector('#preview').getAttribute('src') !== '{before}'"
    words = "Скидка 15% на первый заказ" + "!" * (number % 2 + 1) + " " * (number % 3)

    def type_words() -> None:
        page.fill('[data-field="headline"]', words)
        page.wait_for_function(changed)

    took_ms = timed(type_words)
    page.wait_for_selector(f'#banner-editor[data-status="idle"][data-version="{number + 2}"]')
    return took_ms


def switched(page: Page, number: int) -> float:
    """From the click on a tab to that format's picture."""
    tabs = page.locator('#banner-editor [role="tab"]')
    before = page.get_attribute("#preview", "src")
    changed = f"document.querySelector('#preview').getAttribute('src') !== '{before}'"

    def switch() -> None:
        tabs.nth((number + 1) % 2).click()
        page.wait_for_function(changed)

    return timed(switch)


def report(name: str, waits_ms: list[float]) -> None:
    """One line of the table."""
    target = f", target {TARGETS_MS[name]}" if name in TARGETS_MS else ""
    sys.stdout.write(f"{name}: median {statistics.median(waits_ms):.0f} ms, worst {max(waits_ms):.0f} ms{target}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
