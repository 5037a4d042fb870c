"""Streams progress events from nodes (stream mode ``custom``)."""

from langgraph.runtime import Runtime

from adbanner.assets import AssetRef
from adbanner.progress import ProgressEvent, Step
from graph.context import Context


def report(
    runtime: Runtime[Context],
    step: Step,
    message: str,
    *,
    layout_id: str = "",
    slot: int | None = None,
    asset: AssetRef | None = None,
) -> None:
    """Send one event to whoever follows the run."""
    event = ProgressEvent(step=step, message=message, layout_id=layout_id, slot=slot, asset=asset)
    runtime.stream_writer(event.model_dump(mode="json"))
