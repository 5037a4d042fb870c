"""The graph as the LangGraph API holds it: connected once, ready early, and leaving nothing behind."""

import asyncio
import tempfile
from pathlib import Path

import pytest

from graph.server import ServedGraph


async def test_a_server_connects_once_and_leaves_no_index_behind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("ADBANNER_DATA_DIR", str(tmp_path / "data"))
    served = ServedGraph()

    graphs = await asyncio.gather(served.get(), served.get())
    services = await served.services()
    await services.image_bank.get_ready()

    assert graphs[0] is graphs[1]
    assert list(temporary.glob("adbanner_index_*"))
    await served.close()
    assert not list(temporary.glob("adbanner_index_*"))
