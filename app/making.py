"""Runs the banner graph for the command line: resumes what was interrupted, writes finished files."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from langchain_core.runnables import RunnableConfig

from adbanner.artifact_store import ArtifactStore, content_key
from adbanner.assets import SUFFIXES
from adbanner.banner import DeliveredBanner
from adbanner.brief import Brief
from adbanner.progress import ProgressEvent
from adbanner.settings import Settings
from adbanner.text_ad import TextAd
from graph.checkpoints import open_checkpointer
from graph.graph import build_graph
from graph.running import run_graph
from graph.services import Services, open_services
from graph.state import OutputState
from tools.whole_file import write_whole

MAX_CONCURRENCY = 8
"""Branches of one run at the same time; the language model has its own, lower limit."""


@dataclass(frozen=True)
class MadeBanners:
    """What a run left behind."""

    output: OutputState
    files: dict[str, Path]
    """Written files by layout id."""
    text_ads: dict[str, TextAd]
    """The forms of the copy pack by id."""
    currency: str
    """Of the prices in the settings."""
    resumed: bool
    """Whether the run went on from where an interrupted one had stopped."""


def thread_id(brief: Brief, services: Services) -> str:
    """One thread per request: the same command finds its interrupted run again."""
    return content_key(brief.model_dump_json(), services.fingerprint)


async def make_banners(
    settings: Settings,
    read_brief: Callable[[Services], Awaitable[Brief]],
    out: Path,
    follow: Callable[[ProgressEvent], None],
) -> MadeBanners:
    """Carry out one brief and write its banners into a folder.

    Args:
        settings: Which kit, layouts and endpoints to work with.
        read_brief: Builds the brief once kit and layouts are known (``--all-layouts`` needs them).
        out: Folder for the files; created when missing.
        follow: Called with every progress event.

    Raises:
        AdBannerError: See ``adbanner.errors``; progress up to then is kept and the same call resumes it.
    """
    async with open_services(settings) as services, open_checkpointer(settings) as checkpointer:
        brief = await read_brief(services)
        graph = build_graph(services, checkpointer=checkpointer)
        thread = thread_id(brief, services)
        config: RunnableConfig = {"configurable": {"thread_id": thread}, "max_concurrency": MAX_CONCURRENCY}
        snapshot = await graph.aget_state(config)
        resumed = bool(snapshot.next)
        output = await run_graph(graph, None if resumed else brief, config, follow)
        files = await write_files(output, brief, out, services.store)
        await checkpointer.adelete_thread(thread)
        return MadeBanners(
            output=output, files=files, text_ads=services.text_ads, currency=settings.llm.currency, resumed=resumed
        )


async def write_files(output: OutputState, brief: Brief, out: Path, store: ArtifactStore) -> dict[str, Path]:
    """Write every finished banner whole; name them ``<product>_<layout>[@2x].<format>``."""
    files = {}
    for layout_id, delivered in output.banners.items():
        path = out / file_name(brief, delivered)
        data = await store.get(delivered.banner.asset)
        await asyncio.to_thread(write_whole, path, data)
        files[layout_id] = path
    return files


def file_name(brief: Brief, delivered: DeliveredBanner) -> str:
    """The name a marketer gets the file under."""
    banner = delivered.banner
    scale = f"@{brief.scale}x" if brief.scale > 1 else ""
    return f"{brief.product_id}_{banner.layout_id}{scale}{SUFFIXES[banner.asset.media_type]}"
