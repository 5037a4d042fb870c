"""Starts, asks and kills a real model server."""

import contextlib
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil

from tests.loopback import free_port

ROOT = Path(__file__).resolve().parents[2]
GIVE_UP_S = 120
"""Generous: torch alone takes half a minute to import on a busy machine."""
POLL_S = 0.05


def wait_for(what: Callable[[], bool], message: str, give_up_s: float = GIVE_UP_S) -> None:
    end_s = time.monotonic() + give_up_s
    while not what():
        if time.monotonic() > end_s:
            raise AssertionError(f"{message} did not happen within {give_up_s} s")
        time.sleep(POLL_S)


@dataclass
class ServerProcess:
    process: subprocess.Popen[bytes]
    url: str
    log: Path
    clients: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(16))

    def health(self) -> int:
        """HTTP status, 0 where nobody listens."""
        with contextlib.suppress(httpx.TransportError):
            return httpx.get(self.url + "/health", timeout=5, trust_env=False).status_code
        return 0

    def wait_healthy(self) -> None:
        def settled() -> bool:
            assert self.process.poll() is None, self.log.read_text()
            return self.health() == 200

        wait_for(settled, "health 200")

    def post(self, path: str, body: object, timeout_s: float = GIVE_UP_S, **headers: str) -> httpx.Response:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return httpx.post(self.url + path, json=body, headers=sent, timeout=timeout_s, trust_env=False)

    def post_later(self, path: str, body: object, **headers: str) -> Future[httpx.Response]:
        return self.clients.submit(self.post, path, body, **headers)

    def get(self, path: str, **headers: str) -> httpx.Response:
        return httpx.get(self.url + path, headers=headers, timeout=GIVE_UP_S, trust_env=False)

    def family(self) -> list[psutil.Process]:
        """All processes of the server but the main one."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def workers(self) -> list[psutil.Process]:
        return [each for each in self.family() if "spawn_main" in " ".join(each.cmdline())]

    def wait_running(self, request_id: str, **headers: str) -> None:
        def running() -> bool:
            status = self.get(f"/v1/jobs/{request_id}", **headers)
            return status.status_code == 200 and status.json()["state"] == "running" and status.json()["steps"] > 0

        wait_for(running, f"job {request_id} running")

    def metric(self, name: str) -> float:
        """The value of one line of /metrics; 0 where it is not there."""
        for line in self.get("/metrics").text.splitlines():
            if line.startswith(name + " "):
                return float(line.split()[-1])
        return 0

    def log_has(self, text: str) -> bool:
        return text in self.log.read_text()


@contextlib.contextmanager
def running_server(command: list[str], env_prefix: str, log: Path, **settings: object) -> Iterator[ServerProcess]:
    """A server on a free port; whatever is left of it at the end is killed."""
    port = free_port()
    values = {f"{env_prefix}{name.upper()}": value for name, value in ({"port": port} | settings).items()}
    variables = [f"{name}={value}" for name, value in (values | {"PYTHONPATH": ROOT, "OMP_NUM_THREADS": 1}).items()]
    with log.open("wb") as sink:
        process = subprocess.Popen(
            ["env", *variables, sys.executable, *command], cwd=log.parent, stdout=sink, stderr=sink
        )
    server = ServerProcess(process, f"http://127.0.0.1:{port}", log)
    family: list[psutil.Process] = []
    try:
        yield server
    finally:
        with contextlib.suppress(psutil.NoSuchProcess):
            family = server.family()
        process.send_signal(signal.SIGKILL)
        process.wait(10)
        for each in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                each.kill()
        server.clients.shutdown(cancel_futures=True)
