"""Runs one turn of the graph in this process and follows its progress."""

from collections.abc import Callable

from langchain_core.runnables import RunnableConfig

from adbanner.brief import Brief
from adbanner.progress import ProgressEvent
from graph.context import Context
from graph.graph import BannerGraph
from graph.state import InputState, OutputState


async def run_graph(
    graph: BannerGraph, brief: Brief | None, config: RunnableConfig, follow: Callable[[ProgressEvent], None]
) -> OutputState:
    """Run a turn to its end, or resume it when ``brief`` is None."""
    output = OutputState()
    stream = graph.astream(
        None if brief is None else InputState(brief=brief),
        config,
        context=Context(),
        stream_mode=["custom", "values"],
        subgraphs=True,
        durability="sync",
        version="v2",
    )
    async for part in stream:
        if part["type"] == "custom":
            follow(ProgressEvent.model_validate(part["data"]))
        elif part["type"] == "values" and not part["ns"]:
            output = part["data"]
    return output
