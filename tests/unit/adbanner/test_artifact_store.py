"""Files are content-addressed, written whole or not at all, and paid results are found again."""

from pathlib import Path

import pytest

from adbanner.artifact_store import ArtifactStore, content_key
from adbanner.assets import AssetRef, MediaType
from adbanner.errors import StorageFull, ToolFailed


async def test_same_bytes_have_one_reference(store: ArtifactStore) -> None:
    first = await store.put(b"pixels", MediaType.PNG)
    second = await store.put(b"pixels", MediaType.PNG)
    assert first == second
    assert first.size_bytes == 6
    assert await store.get(first) == b"pixels"


async def test_missing_file_says_so(store: ArtifactStore) -> None:
    with pytest.raises(ToolFailed, match="no longer in the artifact store"):
        await store.get(AssetRef(sha256="0" * 64, media_type=MediaType.PNG, size_bytes=1))


async def test_paid_result_is_recalled_by_its_key_only(store: ArtifactStore) -> None:
    await store.remember(content_key("model", "prompt"), b"answer")
    assert await store.recall(content_key("model", "prompt")) == b"answer"
    assert await store.recall(content_key("modelprompt")) is None


def test_key_parts_cannot_run_into_each_other() -> None:
    assert content_key("ab", "c") != content_key("a", "bc")


async def test_full_disk_is_named_and_leaves_nothing(small_disk: Path) -> None:
    store = ArtifactStore.local(small_disk / "store")
    with pytest.raises(StorageFull, match="No room to store"):
        await store.put(bytes(range(256)) * 40_000, MediaType.PNG)
    assert files_in(small_disk) == []


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_unwritable_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StorageFull, match="ADBANNER_DATA_DIR"):
        ArtifactStore.local(tmp_path / "file" / "store")
