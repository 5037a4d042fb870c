"""Erasing a person takes their sessions, versions, own pictures and events, and nobody else's."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from adbanner.artifact_store import ArtifactStore
from adbanner.assets import MediaType
from adbanner.brand_kit import BrandKit
from adbanner.errors import ToolFailed
from adbanner.layout import Layout
from adbanner.settings import Settings
from app.erasing import erased
from graph.checkpoints import open_checkpointer
from graph.context import Context
from graph.graph import build_graph
from graph.services import Services
from tests.graph.sessions import OFFER, SteadyBank, bank_hits
from tools.compositing import Compositor
from tools.offline_copywriter import OfflineCopywriter
from tools.records.records import open_records
from tools.review import BannerReviewer
from tools.safety_judge import Screener
from tools.text_fitting import TextFitter

SQUARE = "square_1080x1080"


@pytest.fixture
def services(demo_kit: BrandKit, demo_layouts: dict[str, Layout], demo_fitter: TextFitter, tmp_path: Path) -> Services:
    store = ArtifactStore.local(tmp_path / "store")
    compositor = Compositor(demo_kit, demo_fitter, store)
    return Services(
        kit=demo_kit,
        layouts=demo_layouts,
        store=store,
        fitter=demo_fitter,
        copywriter=OfflineCopywriter(demo_fitter),
        image_bank=SteadyBank(bank_hits(demo_kit)),
        compositor=compositor,
        reviewer=BannerReviewer(demo_kit, demo_layouts, compositor, demo_fitter, store),
        screener=Screener(),
    )


async def test_nothing_of_the_person_is_left_and_everything_of_others(
    services: Services, demo_kit: BrandKit, tmp_path: Path
) -> None:
    settings = Settings(data_dir=tmp_path)
    picture = demo_kit.image_path(demo_kit.images[0]).read_bytes()
    own = await services.store.put(picture, MediaType.WEBP)
    snapshots = {}
    async with open_records(settings) as records, open_checkpointer(settings) as saver:
        graph = build_graph(replace(services, records=records), checkpointer=saver)
        for person in ("anna", "boris"):
            images = [{"own_picture": own.model_dump(mode="json")}] if person == "anna" else []
            brief = {"product_id": "delivery", "offer": OFFER, "layout_ids": [SQUARE], "images": images}
            config: Any = {"configurable": {"thread_id": f"of-{person}", "langgraph_auth_user_id": person}}
            values = await graph.ainvoke({"brief": brief, "commands": [], "message": ""}, config, context=Context())
            snapshots[person] = values["versions"][0].snapshot
    erasure = await erased("anna", settings)
    assert erasure.campaign_ids == ("of-anna",)
    for asset in (snapshots["anna"], own):
        with pytest.raises(ToolFailed):
            await services.store.get(asset)
    assert await services.store.get(snapshots["boris"])
    async with open_records(settings) as records, open_checkpointer(settings) as saver:
        assert await records.events.of_person("anna") == ()
        assert await records.events.of_person("boris")
        assert await saver.aget_tuple({"configurable": {"thread_id": "of-anna", "checkpoint_ns": ""}}) is None
        assert await saver.aget_tuple({"configurable": {"thread_id": "of-boris", "checkpoint_ns": ""}})
    assert (await erased("anna", settings)).campaign_ids == ()
