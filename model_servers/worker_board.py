"""What the processes of a model server know of each other: shared memory, one slot for each worker.

Each field has one writer, so there are no locks that a killed process could take along. Linux only: the state of a
process is read from ``/proc``, and a child dies with its parent by ``prctl``.
"""

import ctypes
import os
import signal
import time
from ctypes import c_bool, c_double, c_int32, c_int64
from multiprocessing.sharedctypes import RawArray, RawValue
from pathlib import Path
from typing import Final, Literal

PR_SET_PDEATHSIG: Final = 1
"""``prctl``: the signal that the kernel sends a process when its parent ends, however that ends."""


class WorkerSlot(ctypes.Structure):
    """One worker; times are ``time.monotonic()``, which all processes of a machine share."""

    _fields_ = (
        ("pid", c_int32),
        ("ready", c_bool),
        ("failed", c_bool),
        ("job", c_int64),
        ("cancel", c_int64),
        ("step", c_int32),
        ("steps", c_int32),
        ("since_s", c_double),
        ("load_s", c_double),
    )

    pid: int
    """Written by the worker once it starts to load; 0 before the first one."""
    ready: bool
    """The model is loaded."""
    failed: bool
    """The model cannot be loaded."""
    job: int
    """Number of the job at work; 0 is none."""
    cancel: int
    """Number of the job that nobody waits for any more; written by the HTTP side."""
    step: int
    steps: int
    since_s: float
    """When the job began, or the loading."""
    load_s: float
    """How long the last loading took; 0 before the first one."""

    def begin_load(self) -> None:
        """Take the slot over from whoever had it."""
        self.ready = self.failed = False
        self.job = self.cancel = 0
        self.since_s = time.monotonic()
        self.pid = os.getpid()

    def end_load(self) -> None:
        """Say that jobs can come."""
        self.load_s = time.monotonic() - self.since_s
        self.ready = True

    def begin_job(self, number: int) -> None:
        """Say what is being worked on."""
        self.step = self.steps = 0
        self.since_s = time.monotonic()
        self.job = number


class BoardHead(ctypes.Structure):
    """What concerns the whole server."""

    _fields_ = (("draining", c_bool), ("in_hand", c_int32), ("main_pid", c_int32))

    draining: bool
    """SIGTERM has come; written by the main process."""
    in_hand: int
    """Requests that have not been answered; written by the HTTP side."""
    main_pid: int
    """The process that the supervisor started."""


class WorkerBoard:
    """The shared memory; handed to child processes when they start.

    Args:
        workers: How many slots.
    """

    def __init__(self, workers: int) -> None:
        self.head = RawValue(BoardHead)
        self.head.main_pid = os.getpid()
        self.slots = RawArray(WorkerSlot, workers)


Life = Literal["alive", "stopped", "gone"]


def process_life(pid: int, parent_pid: int) -> Life:
    """Whether a child of ``parent_pid`` can work: a zombie, or a stranger with a used-up number, is gone."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("ascii", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return "gone"
    state, parent, *_ = stat.rpartition(")")[2].split()
    if int(parent) != parent_pid or state in "ZX":
        return "gone"
    return "stopped" if state in "Tt" else "alive"


def die_with(parent_pid: int) -> None:
    """Have the kernel kill this process when its parent ends, even while it is stopped or stuck in a kernel call.

    Raises:
        SystemExit: The parent has ended already.
    """
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent_pid:
        raise SystemExit("the server's main process is gone")
