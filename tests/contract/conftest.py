"""The real ``langgraph dev`` with our REST API, started, killed and started again by tests."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from adbanner.settings import PROJECT_ROOT

START_LIMIT_S = 90
SERVER_NAMES = ("ADBANNER_", "LANGGRAPH_")


@dataclass
class ApiServer:
    """One server in a folder of its own."""

    folder: Path
    settings: dict[str, str]
    port: int = 0
    process: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    def start(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        command = [str(Path(sys.executable).with_name("langgraph")), "dev", "--no-browser", "--no-reload"]
        command += ["--config", str(PROJECT_ROOT / "langgraph.json")]
        command += ["--host", "127.0.0.1", "--port", str(self.port), "--n-jobs-per-worker", "4"]
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(SERVER_NAMES)},  # noqa: TID251
            "PYTHONPATH": str(PROJECT_ROOT),
            "ADBANNER_DATA_DIR": str(self.folder / "data"),
            "LANGGRAPH_CLI_NO_ANALYTICS": "1",
            "LANGGRAPH_NO_VERSION_CHECK": "1",
            "LANGSMITH_TRACING": "false",
            **self.settings,
        }
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=self.folder, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )
        self._wait_until_up()

    def _wait_until_up(self) -> None:
        assert self.process is not None
        deadline = time.monotonic() + START_LIMIT_S
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                if httpx.get(f"{self.url}/ok", timeout=2).status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.3)
        self.stop()
        pytest.fail(f"langgraph dev did not start:\n{self.log.read_text()[-3000:]}")

    def kill(self) -> None:
        """SIGKILL, as by a power cut."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(20)

    def stop(self) -> None:
        assert self.process is not None
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()


StartServer = Callable[..., ApiServer]


@pytest.fixture(scope="module")
def start_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StartServer]:
    """Starts a server with further settings, and stops all of them at the end."""
    servers: list[ApiServer] = []

    def start(**settings: str) -> ApiServer:
        server = ApiServer(tmp_path_factory.mktemp("api"), settings)
        servers.append(server)
        server.start()
        return server

    yield start
    for server in servers:
        server.stop()
