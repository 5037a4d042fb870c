"""Fixtures of all tests, and a guard: nothing talks to the outside."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from adbanner.artifact_store import ArtifactStore
from adbanner.brand_kit import BrandKit
from adbanner.brand_kit_files import load_brand_kit
from adbanner.layout import Layout
from adbanner.layout_files import load_layouts
from adbanner.settings import PROJECT_ROOT
from tests.loopback import no_outside_calls as no_outside_calls
from tests.postgres import postgres_url as postgres_url
from tools.fonts import FontBook
from tools.text_fitting import TextFitter


@pytest.fixture(scope="session")
def demo_kit() -> BrandKit:
    return load_brand_kit(PROJECT_ROOT / "brand_kits" / "demo")


@pytest.fixture(scope="session")
def demo_layouts() -> dict[str, Layout]:
    return load_layouts(PROJECT_ROOT / "layouts")


@pytest.fixture(scope="session")
def demo_fitter(demo_kit: BrandKit) -> TextFitter:
    return TextFitter(FontBook.load(demo_kit))


@pytest.fixture
def store(tmp_path: Path) -> ArtifactStore:
    return ArtifactStore.local(tmp_path / "store")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte, where the machine lets us mount one."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], capture_output=True)
    if mounted.returncode:
        pytest.skip("mounting a small disk needs root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)
