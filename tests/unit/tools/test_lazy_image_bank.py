import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from adbanner.artifact_store import ArtifactStore
from adbanner.brand_kit import BrandKit
from adbanner.errors import ServiceUnavailable
from adbanner.settings import Settings
from tools.image_bank import BankQuery, ImageBank
from tools.lazy_image_bank import LazyImageBank

QUERY = BankQuery(product_text="Доставка еды из ресторанов", seed=1)


class CountedOpening:
    """Opens the real bank; counts, and fails as long as it is told to."""

    def __init__(self, failures: int = 0) -> None:
        self.opened = self.closed = 0
        self._failures = failures
        self._open = ImageBank.open

    async def open(self, *arguments: object) -> ImageBank:
        if self._failures:
            self._failures -= 1
            raise ServiceUnavailable("no index")
        self.opened += 1
        bank = await self._open(*arguments)  # type: ignore[arg-type]
        close = bank.close

        async def counted() -> None:
            self.closed += 1
            await close()

        bank.close = counted  # type: ignore[method-assign]
        return bank


@pytest.fixture
async def lazy(demo_kit: BrandKit, store: ArtifactStore, tmp_path: Path) -> AsyncIterator[LazyImageBank]:
    async with httpx.AsyncClient() as client:
        yield LazyImageBank(demo_kit, Settings(data_dir=tmp_path), store, client)


def watched(monkeypatch: pytest.MonkeyPatch, failures: int = 0) -> CountedOpening:
    opening = CountedOpening(failures)
    monkeypatch.setattr(ImageBank, "open", opening.open)
    return opening


async def test_searches_at_the_same_time_open_the_bank_once(
    lazy: LazyImageBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = watched(monkeypatch)
    answers = await asyncio.gather(*(lazy.search(QUERY) for _ in range(5)))
    assert opening.opened == 1
    assert answers[0]
    assert len(set(answers)) == 1
    await lazy.close()
    assert opening.closed == 1


async def test_what_nobody_searched_is_never_opened(lazy: LazyImageBank, monkeypatch: pytest.MonkeyPatch) -> None:
    opening = watched(monkeypatch)
    await lazy.close()
    assert (opening.opened, opening.closed) == (0, 0)


async def test_a_failed_opening_is_tried_again_at_the_next_search(
    lazy: LazyImageBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = watched(monkeypatch, failures=1)
    with pytest.raises(ServiceUnavailable):
        await lazy.search(QUERY)
    assert await lazy.search(QUERY)
    assert opening.opened == 1
    await lazy.close()
