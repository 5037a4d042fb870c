"""The entry of the LangGraph API: one graph for the life of the server, connected on first use."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace

from langgraph.checkpoint.base import BaseCheckpointSaver

from adbanner.settings import load_settings
from graph.checkpoints import open_checkpointer
from graph.graph import BannerGraph, build_graph
from graph.services import Services, open_services
from tools.records.records import open_records


class ServedGraph:
    """Builds the graph once, however many runs ask for it at the same time."""

    def __init__(self) -> None:
        self._opened: tuple[Services, BannerGraph] | None = None
        self._lock = asyncio.Lock()
        self._open = AsyncExitStack()

    async def get(self) -> BannerGraph:
        """The graph; the first call connects its services. The server brings its own checkpointer."""
        return (await self._connect())[1]

    async def services(self) -> Services:
        """What the graph works with, for routes of the same process."""
        return (await self._connect())[0]

    async def close(self) -> None:
        """Leave what was connected; the last thing that a server does."""
        async with self._lock:
            self._opened = None
            await self._open.aclose()

    async def _connect(self) -> tuple[Services, BannerGraph]:
        async with self._lock:
            if self._opened is None:
                settings = await asyncio.to_thread(load_settings)
                services = await self._open.enter_async_context(open_services(settings))
                records = await self._open.enter_async_context(open_records(settings))
                services = replace(services, records=records)
                self._opened = services, build_graph(services)
            return self._opened


SERVED = ServedGraph()


async def banner_graph() -> BannerGraph:
    """The ``banner`` graph of langgraph.json."""
    return await SERVED.get()


@asynccontextmanager
async def checkpoints() -> AsyncIterator[BaseCheckpointSaver[str]]:
    """The checkpointer of langgraph.json: on disk or in Postgres, so that threads outlive the server."""
    settings = await asyncio.to_thread(load_settings)
    async with open_checkpointer(settings) as saver:
        yield saver
