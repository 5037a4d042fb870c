"""Ctrl-C and SIGTERM: finish the step, keep the state, go."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)
SAME_REQUEST_S = 2.0
"""One Ctrl-C under `torchrun` arrives twice: from the terminal and from the launcher."""


class StopRequest:
    """Whether somebody asked the run to stop."""

    def __init__(self) -> None:
        self.asked = False
        self._asked_at_s = 0.0

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Listen meanwhile; a second request ends the process where it is."""
        before = {kind: signal.signal(kind, self._hear) for kind in SIGNALS}
        try:
            yield
        finally:
            for kind, handler in before.items():
                signal.signal(kind, handler)

    def _hear(self, kind: int, at: FrameType | None) -> None:
        now_s = time.monotonic()
        if self.asked:
            if now_s - self._asked_at_s > SAME_REQUEST_S:
                raise KeyboardInterrupt
            return
        self.asked, self._asked_at_s = True, now_s
        sys.stderr.write("\nStopping after this step; again stops at once.\n")
