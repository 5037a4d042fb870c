"""Runs one turn of the graph in this process and follows its progress."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from langchain_core.runnables import RunnableConfig

from adbanner.brief import Brief
from adbanner.progress import ProgressEvent
from graph.context import Context
from graph.graph import BannerGraph
from graph.state import InputState, OutputState


async def run_graph(
    graph: BannerGraph,
    brief: Brief | None,
    config: RunnableConfig,
    follow: Callable[[ProgressEvent], None],
    *,
    context: Context | None = None,
) -> OutputState:
    """Run a turn to its end, or resume it when ``brief`` is None."""
    values: Any = {}
    stream = graph.astream(
        None if brief is None else InputState(brief=brief),
        config,
        context=context or Context(),
        stream_mode=["custom", "values"],
        subgraphs=True,
        durability="sync",
    )
    async for namespace, mode, value in stream:
        if mode == "custom":
            follow(ProgressEvent.model_validate(value))
        elif not namespace:
            values = value
    # LangGraph streams every channel; a caller may rely on those of the output only.
    return OutputState(**{field.name: values[field.name] for field in fields(OutputState) if field.name in values})
