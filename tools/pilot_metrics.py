"""The pilot's metrics from events alone (design document, 3.2); clicks are measured by the advertising platforms."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from math import ceil

from adbanner.events import Event, TurnFinished, TurnOutcome, TurnStarted
from adbanner.frozen import Frozen
from tools.pilot_sessions import PilotSession, read_session

MIN_ADOPTION_RATE = 0.7
MAX_TIME_TO_ASSET_S = 60 * 60
MIN_SUCCESS_RATE = 0.95
MAX_LATENCY_P99_S = 120
CRASHED_AFTER = timedelta(minutes=30)
"""A turn that has not ended by then never will."""
FULL_GENERATION = "make_banners"
GENERATIONS = frozenset(
    {FULL_GENERATION, "rewrite_texts", "replace_picture", "add_formats", "mend_banner", "propose_variants"}
)
"""Kinds of commands for which models work; an undo that succeeds says nothing about the system."""


class Latencies(Frozen):
    """Percentiles of seconds, nearest rank; None without a measurement."""

    count: int
    p50_s: float | None
    p95_s: float | None
    p99_s: float | None


class PilotMetrics(Frozen):
    """The pilot so far; rates are 0-1 and None where nothing was measured."""

    sessions: tuple[PilotSession, ...]
    adoption_rate: float | None
    """Sessions that were downloaded, approved and within the limits of edits, of all sessions."""
    mean_text_change: float | None
    """Of the downloaded sessions."""
    text_regenerations: int
    picture_regenerations: int
    time_to_asset_s: float | None
    """Mean over the downloaded sessions."""
    generations: int
    """Turns that generated something, without the cancelled ones."""
    success_rate: float | None
    """Generations without a technical error."""
    latencies: Latencies
    """Of whole generations that ended with files."""
    problems: int
    used_rate: float | None
    """Sessions whose banners went into an advertising campaign, of those where somebody said."""

    @property
    def is_successful(self) -> bool:
        """Whether every target of the pilot that events can tell is met."""
        return (
            self.adoption_rate is not None
            and self.adoption_rate >= MIN_ADOPTION_RATE
            and self.time_to_asset_s is not None
            and self.time_to_asset_s < MAX_TIME_TO_ASSET_S
            and self.success_rate is not None
            and self.success_rate >= MIN_SUCCESS_RATE
            and self.latencies.p99_s is not None
            and self.latencies.p99_s < MAX_LATENCY_P99_S
        )


def pilot_metrics(events: Iterable[Event], now: datetime) -> PilotMetrics:
    """Measure the pilot.

    Args:
        events: All events of the pilot, in any order.
        now: The present moment: turns that began long before and never ended have crashed.
    """
    events = tuple(events)
    by_campaign: dict[str, list[Event]] = {}
    for event in events:
        if event.campaign_id:
            by_campaign.setdefault(event.campaign_id, []).append(event)
    found = (read_session(of_campaign) for of_campaign in by_campaign.values())
    sessions = tuple(session for session in found if session)
    downloaded = [session for session in sessions if session.is_downloaded]
    failed, generations = count_generations(events, now)
    answers = [session.used for session in sessions if session.used is not None]
    return PilotMetrics(
        sessions=sessions,
        adoption_rate=mean([session.is_adopted for session in sessions]),
        mean_text_change=mean([session.text_change for session in downloaded]),
        text_regenerations=sum(session.text_regenerations for session in sessions),
        picture_regenerations=sum(session.picture_regenerations for session in sessions),
        time_to_asset_s=mean([session.time_to_asset_s or 0.0 for session in downloaded]),
        generations=generations,
        success_rate=1 - failed / generations if generations else None,
        latencies=latencies(events),
        problems=sum(session.problems for session in sessions),
        used_rate=mean(answers),
    )


def mean(values: Sequence[float]) -> float | None:
    """The arithmetic mean; None of nothing."""
    return sum(values) / len(values) if values else None


def count_generations(events: Iterable[Event], now: datetime) -> tuple[int, int]:
    """Failed and crashed generations, and all of them. What is still running or was cancelled does not count."""
    started: dict[str, datetime] = {}
    outcomes: dict[str, TurnOutcome] = {}
    for event in events:
        match event.detail:
            case TurnStarted(turn_id=turn_id, commands=commands) if GENERATIONS & set(commands):
                started[turn_id] = event.at
            case TurnFinished(turn_id=turn_id, commands=commands, outcome=outcome) if GENERATIONS & set(commands):
                outcomes[turn_id] = outcome
    crashed = sum(now - at > CRASHED_AFTER for turn_id, at in started.items() if turn_id not in outcomes)
    failed = sum(outcome is TurnOutcome.FAILED for outcome in outcomes.values())
    cancelled = sum(outcome is TurnOutcome.CANCELLED for outcome in outcomes.values())
    return failed + crashed, len(outcomes) - cancelled + crashed


def latencies(events: Iterable[Event]) -> Latencies:
    """How long whole generations took that ended with files."""
    seconds = sorted(
        event.detail.seconds
        for event in events
        if isinstance(event.detail, TurnFinished)
        and FULL_GENERATION in event.detail.commands
        and event.detail.outcome is TurnOutcome.DONE
    )
    return Latencies(
        count=len(seconds),
        p50_s=percentile(seconds, 50),
        p95_s=percentile(seconds, 95),
        p99_s=percentile(seconds, 99),
    )


def percentile(ascending: Sequence[float], percent: int) -> float | None:
    """The smallest value that at least ``percent`` of all do not exceed (nearest rank); None of nothing."""
    return ascending[ceil(percent * len(ascending) / 100) - 1] if ascending else None
