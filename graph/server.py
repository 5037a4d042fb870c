"""The entry of the LangGraph API: one graph for the life of the server, connected on first use."""

import asyncio
from contextlib import AsyncExitStack

from adbanner.settings import load_settings
from graph.graph import BannerGraph, build_graph
from graph.services import open_services


class ServedGraph:
    """Builds the graph once, however many runs ask for it at the same time."""

    def __init__(self) -> None:
        self._graph: BannerGraph | None = None
        self._lock = asyncio.Lock()
        self._open = AsyncExitStack()

    async def get(self) -> BannerGraph:
        """The graph; the first call connects its services. The server brings its own checkpointer."""
        async with self._lock:
            if self._graph is None:
                settings = await asyncio.to_thread(load_settings)
                services = await self._open.enter_async_context(open_services(settings))
                self._graph = build_graph(services)
            return self._graph


SERVED = ServedGraph()


async def banner_graph() -> BannerGraph:
    """The ``banner`` graph of langgraph.json."""
    return await SERVED.get()
