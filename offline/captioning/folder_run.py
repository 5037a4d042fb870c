"""Describes all pictures of a folder: several at a time, going on where an earlier run ended."""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from adbanner.errors import AdBannerError
from adbanner.usage import Usage, total
from offline.captioning.captioner import Captioner, Unanswered
from offline.captioning.journal import Journal, Verdict
from offline.captioning.picture_files import PictureFile, UnreadablePicture, data_url
from offline.patience import Patience, Stopped
from tools.cpu_pool import in_cpu_pool
from tools.usage_meter import metered

GIVE_UP_AFTER = 5
"""So many pictures in a row without any answer mean that the endpoint is the trouble, not the pictures."""
AHEAD = 2
"""Pictures that are prepared while others are asked about."""

Told = Callable[[int, int, Usage], None]
"""Told how many pictures of how many are done with, and what was spent."""


@dataclass
class Outcome:
    """How a run ended, by file name."""

    verdicts: dict[str, Verdict] = field(default_factory=dict)
    """Of this run and of earlier ones."""
    described_now: set[str] = field(default_factory=set)
    unreadable: dict[str, str] = field(default_factory=dict)
    unanswered: dict[str, str] = field(default_factory=dict)
    """The endpoint did not answer; the next run asks again."""
    left: tuple[str, ...] = ()
    """Not come to."""
    spent: Usage = field(default_factory=Usage)
    """In this run."""
    error: AdBannerError | None = None
    """Why the run ended early."""


class FolderRun:
    """One run over a folder.

    Args:
        folder: Where the pictures are.
        captioner: Describes one.
        journal: Knows what was paid for.
        patience: Shared with the captioner; ``stop`` ends the run.
        parallel: How many pictures are asked about at the same time.
        told: Follows the run.
    """

    def __init__(
        self,
        folder: Path,
        captioner: Captioner,
        journal: Journal,
        patience: Patience,
        *,
        parallel: int,
        told: Told = lambda done, total, spent: None,
    ) -> None:
        self._folder = folder
        self._captioner = captioner
        self._journal = journal
        self._patience = patience
        self._parallel = parallel
        self._told = told
        self._queue: deque[PictureFile] = deque()
        self._names: dict[str, list[str]] = {}
        self._outcome = Outcome()
        self._done = 0
        self._silent_in_a_row = 0
        self._workers: list[asyncio.Task[None]] = []

    async def describe(
        self, files: tuple[PictureFile, ...], unreadable: Mapping[str, str], *, retry_failed: bool = False
    ) -> Outcome:
        """Describe what has no verdict yet; files of equal content are one picture.

        Args:
            files: The pictures.
            unreadable: Files that could not even be read, with the reason.
            retry_failed: Whether to ask again about pictures whose verdict is bad.
        """
        outcome = self._outcome
        outcome.unreadable.update(unreadable)
        for file in files:
            self._names.setdefault(file.sha256, []).append(file.name)
        known = self._journal.of(self._captioner.key(file) for file in files)
        for file in files:
            verdict = known.get(self._captioner.key(file))
            if verdict is not None and (verdict.accepted or not retry_failed):
                outcome.verdicts[file.name] = verdict
            elif file.name == self._names[file.sha256][0]:
                self._queue.append(file)
        todo = len(self._queue)
        with metered() as usages:
            # Tasks take the open meter along.
            count = min(self._parallel + AHEAD, todo)
            self._workers = [asyncio.create_task(self._work(todo, usages)) for _ in range(count)]
            ends = await asyncio.gather(*self._workers, return_exceptions=True)
            self._count(usages)
        defects = [end for end in ends if isinstance(end, Exception)]
        if defects:
            raise defects[0]
        done = {*outcome.verdicts, *outcome.unreadable, *outcome.unanswered}
        outcome.left = tuple(file.name for file in files if file.name not in done)
        return outcome

    def abandon(self) -> None:
        """Stop at once; answers on their way are lost."""
        self._patience.stop()
        for worker in self._workers:
            worker.cancel()

    async def _work(self, todo: int, usages: list[Usage]) -> None:
        """Take pictures until there are none, or the run ends."""
        while self._queue and not self._patience.is_over:
            file = self._queue.popleft()
            try:
                await self._take(file)
            except Stopped:
                return
            except AdBannerError as error:
                self._end(error)
                return
            except Exception:
                self._patience.stop()
                raise
            self._done += 1
            self._count(usages)
            self._told(self._done, todo, self._outcome.spent)

    async def _take(self, file: PictureFile) -> None:
        """Bring one picture to its end."""
        outcome, names = self._outcome, self._names[file.sha256]
        try:
            url = await in_cpu_pool(data_url, self._folder, file)
        except UnreadablePicture as error:
            outcome.unreadable.update(dict.fromkeys(names, str(error)))
            return
        tries = self._journal.tries(self._captioner.key(file))
        try:
            verdict = await self._captioner.describe(file, url, tries=tries)
        except Unanswered as unanswered:
            outcome.unanswered.update(dict.fromkeys(names, str(unanswered)))
            self._silent_in_a_row += 1
            if self._silent_in_a_row >= GIVE_UP_AFTER:
                self._end(unanswered.error)
            return
        await asyncio.to_thread(self._journal.add, verdict)
        self._silent_in_a_row = 0
        outcome.verdicts.update(dict.fromkeys(names, verdict))
        outcome.described_now.update(names)

    def _end(self, error: AdBannerError) -> None:
        """Stop early, for the first reason."""
        self._outcome.error = self._outcome.error or error
        self._patience.stop()

    def _count(self, usages: list[Usage]) -> None:
        """Take what was paid for since the last time off the meter."""
        spent = [usage for usage in usages if not usage.recalled]
        usages.clear()
        self._outcome.spent = total((self._outcome.spent, *spent))
