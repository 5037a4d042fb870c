"""``adbanner studio``: the LangGraph API and the studio's pages as one thing with one address."""

import asyncio
import signal
import sys
from pathlib import Path

from adbanner.errors import ConfigError
from adbanner.settings import PROJECT_ROOT, Settings, load_settings
from app.sign_in import check_exposure
from app.supervising import Server, Supervisor, free_port

LOOPBACK = "127.0.0.1"
PRIVATE = {
    "LANGGRAPH_CLI_NO_ANALYTICS": "1",
    "LANGGRAPH_NO_VERSION_CHECK": "1",
    "LANGSMITH_TRACING": "false",
    "OPENBLAS_NUM_THREADS": "1",
}
"""Nothing leaves the machine but calls to configured endpoints."""


def run_studio() -> int:
    """Run until Ctrl-C; the exit status."""
    settings = load_settings()
    check_exposure(settings, settings.studio.host)
    asyncio.run(serve(settings))
    return 0


async def serve(settings: Settings) -> None:
    """Start both servers, print the address, stop both at the end.

    Raises:
        ConfigError: A port or a setting is wrong, or a server does not come up.
    """
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for kind in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(kind, stopped.set)
    servers, address = servers_of(settings)
    supervisors = [Supervisor(server, tell) for server in servers]
    tell("Starting the studio ...")
    try:
        async with asyncio.TaskGroup() as group:
            for supervisor in supervisors:
                group.create_task(supervisor.run())
            group.create_task(announce(supervisors, address))
            group.create_task(stop_all(stopped, supervisors))
    except* ConfigError as failures:
        raise failures.exceptions[0] from None
    finally:
        await asyncio.gather(*(supervisor.stop() for supervisor in supervisors))


async def announce(supervisors: list[Supervisor], address: str) -> None:
    """Print the address once both servers answer."""
    await asyncio.gather(*(supervisor.up() for supervisor in supervisors))
    tell(f"The studio is ready: {address}\nCtrl-C stops it.")


async def stop_all(stopped: asyncio.Event, supervisors: list[Supervisor]) -> None:
    """Stop the pages before the API that they ask, once somebody wants it."""
    await stopped.wait()
    tell("Stopping ...")
    for supervisor in reversed(supervisors):
        await supervisor.stop()


def servers_of(settings: Settings) -> tuple[list[Server], str]:
    """The servers to run, the API first, and the address that people open."""
    studio = settings.studio
    logs = settings.data_dir.absolute() / "logs"
    port = free_port(studio.host, studio.port)
    address = f"http://{studio.host}:{port}"
    api_url = str(studio.api_url).rstrip("/") if studio.api_url else ""
    servers = []
    if not api_url:
        api_port = free_port(LOOPBACK, studio.api_port if studio.api_port != port else port + 1)
        api_url = f"http://{LOOPBACK}:{api_port}"
        servers.append(api_server(settings, api_port, api_url, logs))
    command = (
        sys.executable,
        "-m",
        "uvicorn",
        "app.studio.server:create_app",
        "--factory",
        "--host",
        studio.host,
        "--port",
        str(port),
    )
    servers.append(
        Server(
            name="The studio's pages",
            command=(*command, "--no-access-log"),
            health_url=f"{address}/health",
            log=logs / "studio.log",
            environment={**PRIVATE, "ADBANNER_STUDIO__API_URL": api_url},
        )
    )
    return servers, address


def api_server(settings: Settings, port: int, url: str, logs: Path) -> Server:
    """The LangGraph API on loopback."""
    langgraph = str(Path(sys.executable).with_name("langgraph"))
    command = (langgraph, "dev", "--config", str(PROJECT_ROOT / "langgraph.json"), "--no-browser", "--no-reload")
    place = ("--host", LOOPBACK, "--port", str(port), "--n-jobs-per-worker", str(settings.studio.jobs))
    return Server(
        name="The LangGraph API",
        command=(*command, *place),
        health_url=f"{url}/ok",
        log=logs / "api.log",
        environment=PRIVATE,
    )


def tell(line: str) -> None:
    """One line for whoever started the studio."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
