"""Runs the servers of the studio as child processes: starts, waits until they answer, restarts, stops."""

import asyncio
import os
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from adbanner.errors import ConfigError
from adbanner.settings import child_environment

START_LIMIT_S = 120
POLL_S = 0.25
STOP_LIMIT_S = 15
"""How long a server may take to end what it does; then it is killed."""
RESTART_PAUSES_S = (0.5, 2.0, 5.0)
"""Before each restart in a row."""
STEADY_S = 60
"""A server that ran for so long begins with the first pause again."""
TOLD_LINES = 15
PORTS_TRIED = 50


class ServerFailed(ConfigError):
    """A server of ours ended again and again."""

    code = "server_failed"


@dataclass(frozen=True)
class Server:
    """A child process that answers over HTTP."""

    name: str
    command: tuple[str, ...]
    health_url: str
    """Answers with 200 once it is up."""
    log: Path
    environment: dict[str, str] = field(default_factory=dict)
    """What its environment has besides ours."""


def free_port(host: str, wanted: int) -> int:
    """The wanted port, or the next one that is free.

    Raises:
        ConfigError: The host is not of this machine, or none of the next ports is free.
    """
    for port in range(wanted, min(wanted + PORTS_TRIED, 65_536)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except PermissionError as error:
                raise ConfigError(f"Port {port} needs rights that this process does not have: {error}.") from error
            except socket.gaierror as error:
                raise ConfigError(f"{host} is no address of this machine: {error}.") from error
            except OSError:
                continue
            return port
    raise ConfigError(f"No free port from {wanted} on {host}. Set ADBANNER_STUDIO__PORT and ADBANNER_STUDIO__API_PORT.")


class Supervisor:
    """Keeps one server running until it is told to stop.

    Args:
        server: What to run.
        tell: Called with one line for people when it was started again.
    """

    def __init__(self, server: Server, tell: Callable[[str], None]) -> None:
        self._server = server
        self._tell = tell
        self._process: asyncio.subprocess.Process | None = None
        self._is_up = asyncio.Event()
        self._stopping = False

    async def run(self) -> None:
        """Run the server, and start it again when it ends by itself.

        Raises:
            ServerFailed: It ended too often in a row; the message shows the end of its log.
        """
        restarts = 0
        while not self._stopping:
            started_s = time.monotonic()
            await self._start()
            assert self._process is not None
            answering = asyncio.create_task(self._wait_until_up())
            try:
                await self._process.wait()
            finally:
                answering.cancel()
            if self._stopping:
                return
            if time.monotonic() - started_s > STEADY_S:
                restarts = 0
            if not self._is_up.is_set() or restarts == len(RESTART_PAUSES_S):
                raise ServerFailed(f"{self._server.name} ended by itself.\n{self._last_lines()}")
            self._tell(f"{self._server.name} ended by itself and is started again; see {self._server.log}.")
            await asyncio.sleep(RESTART_PAUSES_S[restarts])
            restarts += 1

    async def up(self) -> None:
        """Return once the server has answered for the first time.

        Raises:
            ServerFailed: It did not within ``START_LIMIT_S``.
        """
        try:
            await asyncio.wait_for(self._is_up.wait(), START_LIMIT_S)
        except TimeoutError as error:
            raise ServerFailed(
                f"{self._server.name} did not answer within {START_LIMIT_S} s.\n{self._last_lines()}"
            ) from error

    async def stop(self) -> None:
        """End the server and whatever it started; kill it when it takes too long."""
        self._stopping = True
        if self._process is None or self._process.returncode is not None:
            return
        self._signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(self._process.wait(), STOP_LIMIT_S)
        except TimeoutError:
            self._signal(signal.SIGKILL)
            await self._process.wait()

    async def _start(self) -> None:
        self._server.log.parent.mkdir(parents=True, exist_ok=True)
        with self._server.log.open("ab") as log:
            # A group of its own: Ctrl-C reaches us alone, and stopping reaches whatever the server started.
            self._process = await asyncio.create_subprocess_exec(
                *self._server.command,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=child_environment(**self._server.environment),
                start_new_session=True,
            )

    async def _wait_until_up(self) -> None:
        async with httpx.AsyncClient(timeout=5, trust_env=False) as client:
            while True:
                try:
                    if (await client.get(self._server.health_url)).status_code == httpx.codes.OK:
                        self._is_up.set()
                        return
                except httpx.TransportError:
                    pass
                await asyncio.sleep(POLL_S)

    def _signal(self, kind: signal.Signals) -> None:
        assert self._process is not None
        try:
            os.killpg(self._process.pid, kind)
        except ProcessLookupError:
            return

    def _last_lines(self) -> str:
        lines = self._server.log.read_text(encoding="utf-8", errors="replace").splitlines()[-TOLD_LINES:]
        return "\n".join((*lines, f"The whole log: {self._server.log}"))
