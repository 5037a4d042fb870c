"""The studio as a person starts it, and a Chromium that reports every error and every call to the outside."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from adbanner.settings import PROJECT_ROOT
from tests.loopback import free_port

START_LIMIT_S = 120
SLOW_MS = 30_000
"""How long a page may take on a machine that is busy with other tests."""
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
EXPECTED_ERRORS = re.compile(
    r"401|Unauthorized|ERR_CONNECTION|WebSocket|websocket|Failed to fetch|503|409|422|413|403|404"
)
"""What the browser reports when the server is away, refuses something, or wants a sign-in first."""

CHAINLITS = "`DialogContent` requires a `DialogTitle`"
"""What Chainlit's own side panel reports on narrow screens."""

expect.set_options(timeout=SLOW_MS)


@dataclass
class Studio:
    """``adbanner studio`` in a folder of its own."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    url: str = ""
    port: int = 0
    api_port: int = 0
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def log(self) -> Path:
        return self.folder / "studio.log"

    def start(self) -> None:
        self.port, self.api_port = free_port(), free_port()
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("ADBANNER_")},  # noqa: TID251
            "PYTHONPATH": str(PROJECT_ROOT),
            "ADBANNER_DATA_DIR": str(self.folder / "data"),
            "ADBANNER_STUDIO__PORT": str(self.port),
            "ADBANNER_STUDIO__API_PORT": str(self.api_port),
            **self.settings,
        }
        command = [sys.executable, "-m", "app.cli", "studio"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=self.folder, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )
        deadline = time.monotonic() + START_LIMIT_S
        while time.monotonic() < deadline and self.process.poll() is None:
            ready = re.search(r"ready: (http://\S+)", self.log.read_text())
            if ready:
                self.url = ready.group(1)
                return
            time.sleep(0.2)
        self.stop()
        pytest.fail(f"the studio did not start:\n{self.log.read_text()[-3000:]}")

    def stop(self) -> None:
        """Ctrl-C, as a person stops it."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(60)

    def kill(self, port: int) -> None:
        """SIGKILL for the server of a port, as by an operating system that runs out of memory."""
        victims = [
            int(entry.name)
            for entry in Path("/proc").iterdir()
            if entry.name.isdigit() and {b"--port", str(port).encode()} <= set(command_line(entry))
        ]
        assert victims, f"no server on port {port}"
        for process_id in victims:
            os.kill(process_id, signal.SIGKILL)


def command_line(entry: Path) -> list[bytes]:
    """The words of a process's command line; none where it has just ended."""
    try:
        return (entry / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return []


@pytest.fixture(scope="session")
def start_studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Studio]]:
    """Starts a studio with further settings, and stops all of them at the end."""
    studios: list[Studio] = []

    def start(**settings: str) -> Studio:
        studio = Studio(tmp_path_factory.mktemp("studio"), settings)
        studios.append(studio)
        studio.start()
        return studio

    yield start
    for studio in studios:
        studio.stop()


@pytest.fixture(scope="session")
def studio(start_studio: Callable[..., Studio]) -> Studio:
    return start_studio()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    if not Path(CHROMIUM).exists():
        pytest.fail("Chromium is missing: run `make test`, which installs the Debian package chromium.")
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": FLAGS}


@dataclass
class Watched:
    """What went wrong in the pages of a test."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        context.on("request", lambda request: self._request(request.url))
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("console", self._console)

    def _request(self, url: str) -> None:
        if not url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:", "chrome")):
            self.outside.append(url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not EXPECTED_ERRORS.search(message.text) and CHAINLITS not in message.text:
            self.errors.append(message.text)


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page in a browser of its own; the test fails on any script error or call to the outside."""
    watched, contexts = Watched(), []

    def open_page(url: str, **options: Any) -> Page:
        wanted = {"locale": "ru-RU", "viewport": {"width": 1440, "height": 900}, "accept_downloads": True, **options}
        context = browser.new_context(**wanted)
        watched.watch(context)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(SLOW_MS)
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not watched.outside, f"calls to the outside: {watched.outside}"
    assert not watched.errors, f"errors in the page: {watched.errors}"


@pytest.fixture
def page(open_page: Callable[..., Page], studio: Studio) -> Page:
    """The studio's first page."""
    return open_page(studio.url)
