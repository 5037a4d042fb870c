"""The launcher's supervision of its servers, with small servers that really run."""

import asyncio
import os
import signal
import socket
import sys
from pathlib import Path

import pytest

from adbanner.errors import ConfigError
from app import supervising
from app.supervising import Server, ServerFailed, Supervisor, free_port

WEB_SERVER = """
import http.server, os, sys
print("serving", flush=True)
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(f"{os.getpid()} {os.getenv('GREETING', '')}".encode())
    def log_message(self, *args):
        pass
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""


def web_server(tmp_path: Path, port: int, **environment: str) -> Server:
    command = (sys.executable, "-c", WEB_SERVER, str(port))
    return Server(
        "The test server", command, f"http://127.0.0.1:{port}/", tmp_path / "logs" / "server.log", environment
    )


async def asked(port: int) -> str:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET / HTTP/1.0\r\n\r\n")
    answer = (await reader.read()).decode()
    writer.close()
    return answer.split("\r\n\r\n")[1]


async def test_a_server_is_up_once_it_answers_and_stops_when_told(tmp_path: Path) -> None:
    port = free_port("127.0.0.1", 18_300)
    supervisor = Supervisor(web_server(tmp_path, port, GREETING="hello"), lambda line: None)
    running = asyncio.create_task(supervisor.run())
    await supervisor.up()
    assert (await asked(port)).endswith("hello")
    await supervisor.stop()
    await asyncio.wait_for(running, 10)
    with pytest.raises(OSError):
        await asked(port)


async def test_a_killed_server_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervising, "RESTART_PAUSES_S", (0.1, 0.1))
    told: list[str] = []
    port = free_port("127.0.0.1", 18_400)
    supervisor = Supervisor(web_server(tmp_path, port), told.append)
    running = asyncio.create_task(supervisor.run())
    await supervisor.up()
    first = int((await asked(port)).split()[0])
    os.kill(first, signal.SIGKILL)
    for _ in range(100):
        await asyncio.sleep(0.1)
        try:
            second = int((await asked(port)).split()[0])
        except (OSError, IndexError):
            continue
        break
    assert second != first
    assert len(told) == 1 and "started again" in told[0]
    await supervisor.stop()
    await asyncio.wait_for(running, 10)


async def test_a_server_that_cannot_start_is_reported_with_the_end_of_its_log(tmp_path: Path) -> None:
    command = (sys.executable, "-c", "raise SystemExit('the setting X is wrong')")
    supervisor = Supervisor(Server("The API", command, "http://127.0.0.1:9/", tmp_path / "api.log"), lambda line: None)
    with pytest.raises(ServerFailed, match="the setting X is wrong"):
        await supervisor.run()


def test_a_port_in_use_is_passed_over() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert free_port("127.0.0.1", port) > port


def test_a_host_of_another_machine_is_refused() -> None:
    with pytest.raises(ConfigError):
        free_port("192.0.2.1", 8_000)
