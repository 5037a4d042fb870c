"""Builds the search index of the image bank."""

import asyncio
import time
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from adbanner.artifact_store import ArtifactStore
from adbanner.brand_kit import BrandKit
from adbanner.brand_kit_files import load_brand_kit
from adbanner.errors import ConfigError
from adbanner.frozen import Frozen
from adbanner.settings import QdrantSettings, Settings, load_settings
from tools.bank_pictures import PictureProblem, check_pictures
from tools.bank_sync import Progress as Told
from tools.bank_sync import SyncReport, synchronise
from tools.model_http import open_model_client
from tools.open_index import open_index
from tools.text_encoder import TextEncoder, open_encoder


class IndexReport(Frozen):
    """What a run of the command did."""

    sync: SyncReport
    replaced: tuple[str, ...]
    """Collections that were in use until now."""
    dropped: tuple[str, ...]
    """Collections of other encoders that were deleted."""
    left_out: tuple[PictureProblem, ...]
    """Pictures that no banner can show, so that nobody should find them."""


SOME_LEFT_OUT = 9


def index_command(kit: Path | None, *, drop_old: bool) -> int:
    """Build the index of a kit by the settings, with a progress bar, tell what was done and return the exit status.

    Raises:
        ConfigError: The bank is empty, or encoder or Qdrant are set up wrongly.
        ServiceUnavailable: The encoder or Qdrant does not answer; the same command goes on from there.
    """
    settings = load_settings()
    report = asyncio.run(_index(settings, load_brand_kit(kit or settings.brand_kit), drop_old=drop_old))
    return SOME_LEFT_OUT if report.left_out else 0


async def _index(settings: Settings, kit: BrandKit, *, drop_old: bool) -> IndexReport:
    started = time.monotonic()
    store = ArtifactStore.local(settings.data_dir / "store")
    async with open_model_client() as client:
        encoder = await open_encoder(settings.embeddings, client)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(f"Encoding with {encoder.fingerprint.split(':')[0]}", total=None)
            report = await build_index(
                kit,
                encoder,
                settings.qdrant,
                store,
                drop_old=drop_old,
                told=lambda done, total: bar.update(task, completed=done, total=total),
            )
    Console(highlight=False).print(told_report(report, settings.qdrant, time.monotonic() - started), soft_wrap=True)
    return report


async def build_index(
    kit: BrandKit,
    encoder: TextEncoder,
    qdrant: QdrantSettings,
    store: ArtifactStore,
    *,
    drop_old: bool = False,
    told: Told = lambda done, total: None,
) -> IndexReport:
    """Make the encoder's own index equal to the kit's bank, then let the name in the settings mean it.

    Pictures that no banner can show are left out and told.

    Args:
        kit: Whose pictures.
        encoder: For their texts.
        qdrant: Server; without one only the vectors are encoded and kept, and each start builds its index from them.
        store: Keeps the vectors, so that a text is encoded only once.
        drop_old: Whether to delete the indexes of other encoders afterwards. Processes that use one still find
            nothing from then on: restart them first.
        told: Told how many changed pictures of how many are written.

    Raises:
        ConfigError: The bank is empty, or Qdrant refuses the key.
        ServiceUnavailable: The encoder or Qdrant does not answer.
    """
    if not kit.images:
        raise ConfigError(f"The image bank of the brand kit {kit.name!r} is empty.")
    index = await open_index(qdrant)
    try:
        await index.prepare_beside(encoder)
        left_out = await check_pictures(kit, store)
        unusable = {problem.image_id for problem in left_out}
        usable = [image for image in kit.images if image.id not in unusable]
        sync = await synchronise(index, usable, encoder, store, told)
        replaced = await index.publish()
        dropped = await index.drop_others() if drop_old else ()
    finally:
        await index.close()
    return IndexReport(sync=sync, replaced=replaced, dropped=dropped, left_out=left_out)


def told_report(report: IndexReport, qdrant: QdrantSettings, seconds: float) -> str:
    """The report for people, in English as all developers' tools."""
    sync = report.sync
    lines = [f"{sync.written} written, {sync.deleted} deleted, {sync.unchanged} unchanged in {seconds:.1f} s"]
    if qdrant.url is None:
        lines.append("No Qdrant server is set (ADBANNER_QDRANT__URL): each start builds its index from these vectors.")
    if report.replaced:
        lines.append(f"In use from now on, instead of {', '.join(report.replaced)}. Restart the service to search it.")
    if report.dropped:
        lines.append(f"Deleted: {', '.join(report.dropped)}.")
    if report.left_out:
        lines.append(f"Left out, because no banner can show them ({len(report.left_out)}):")
        lines += [f"  {problem}" for problem in report.left_out]
        if qdrant.url is None:
            lines.append("A service without a Qdrant server still finds them: mend them or take them off the manifest.")
    return "\n".join(lines)
