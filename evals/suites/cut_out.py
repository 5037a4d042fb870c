"""The cut-out: how much closer to the truth than a plain mask is the object on another colour?

The demo bank's pictures are objects with their shadows, so how they look on any colour is known. Each is put on white
and cut out again, once with its exact mask and once with one that is wrong as real masks are (in turn). On four
backgrounds the mean absolute difference from the truth, over object, shadow and a margin, is compared with that of the
plain cut-out: the picture's own colours with the same mask as alpha. Some pictures are also put on a floor that is not
quite white, uneven and noisy.
"""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean, median

import cv2
import numpy as np

from evals.cut_out_cases import (
    DEGRADATIONS,
    Bytes,
    Floats,
    KnownPicture,
    composed,
    dataset_version,
    mask_files,
    on_unclean_floor,
    read_pictures,
)
from evals.scores import Metric, SuiteResult
from evals.suite import EvalOptions
from model_servers.cut_out import cut_out

BACKGROUNDS = {"blue": (13, 38, 191), "dark": (18, 20, 28), "orange": (232, 70, 20), "green": (0, 122, 90)}
GOAL = 5.0
"""So many times smaller than the plain cut-out's must the error be, on every object."""
EXACT, UNCLEAN = "exact", "unclean floor"
_UNCLEAN_EVERY = 6
_MARGIN_PX = 4
_WORST = 5


@dataclass(frozen=True)
class Outcome:
    """One picture cut out with one mask."""

    picture_id: str
    mask: str
    """Which one; or ``UNCLEAN``: a blurred one on an unclean floor."""
    error: float
    """Mean absolute difference from the truth over backgrounds and channels, 0-255."""
    plain_error: float
    alpha_error_px: float
    """Sum of absolute differences of alpha."""
    shadow_share: float
    """Shadow found, as a share of the true one, where no object is."""
    is_light: bool
    is_thin: bool

    @property
    def gain(self) -> float:
        """How many times smaller the error is than the plain cut-out's."""
        return self.plain_error / self.error


async def measure(options: EvalOptions) -> SuiteResult:
    """Cut out every picture with an exact and a degraded mask."""
    total = len(mask_files())
    outcomes: list[Outcome] = []
    for number, picture in enumerate(read_pictures()):
        outcomes += await asyncio.to_thread(measure_picture, picture, number)
        options.progress(number + 1, total)
    return SuiteResult(
        suite="cut_out",
        dataset=dataset_version(),
        cases=len(outcomes),
        metrics=tuple(metrics_of(outcomes)),
        notes=tuple(notes_of(outcomes)),
        failures=tuple(told(outcome) for outcome in outcomes if outcome.gain < GOAL and outcome.mask != UNCLEAN),
    )


def measure_picture(picture: KnownPicture, number: int) -> list[Outcome]:
    """Its outcomes: with the exact mask, with the degraded one whose turn it is, now and then on an unclean floor."""
    names = list(DEGRADATIONS)
    name = names[number % len(names)]
    on_white = np.round(picture.on(255.0)).astype(np.uint8)
    outcomes = [
        compare(picture, on_white, picture.mask, EXACT),
        compare(picture, on_white, DEGRADATIONS[name](picture.mask), name),
    ]
    if number % _UNCLEAN_EVERY == 0:
        blurred = DEGRADATIONS["blurred 1.5 px"](picture.mask)
        truth, pixels = on_unclean_floor(picture, number)
        outcomes.append(compare(truth, pixels, blurred, UNCLEAN))
    return outcomes


def compare(picture: KnownPicture, pixels: Bytes, mask: Floats, name: str) -> Outcome:
    """Cut out with a mask, and plainly with the same mask."""
    margin = np.ones((2 * _MARGIN_PX + 1,) * 2, np.uint8)
    rows, columns = np.nonzero(cv2.dilate((picture.truth[..., 3] > 0).astype(np.uint8), margin))
    rgba = cut_out(pixels, mask, keep_shadow=True)[rows, columns]
    plain = np.dstack([pixels, np.round(mask * 255).astype(np.uint8)])[rows, columns]
    truth = picture.truth[rows, columns]
    bare = picture.mask[rows, columns] == 0
    return Outcome(
        picture_id=picture.id,
        mask=name,
        error=mean(_difference(rgba, truth, colour) for colour in BACKGROUNDS.values()),
        plain_error=mean(_difference(plain, truth, colour) for colour in BACKGROUNDS.values()),
        alpha_error_px=float(np.abs(rgba[:, 3].astype(np.float32) - truth[:, 3]).sum() / 255),
        shadow_share=float(rgba[bare, 3].sum() / truth[bare, 3].sum()),
        is_light=picture.is_light,
        is_thin=picture.is_thin,
    )


def _difference(rgba: Bytes, truth: Bytes, colour: tuple[int, int, int]) -> float:
    floor = np.array(colour, np.float32)
    return float(np.abs(composed(rgba, floor) - composed(truth, floor)).mean())


def metrics_of(outcomes: Sequence[Outcome]) -> list[Metric]:
    """The promise for every object, and what lies behind it."""
    clean = [outcome for outcome in outcomes if outcome.mask != UNCLEAN]
    exact = [outcome for outcome in clean if outcome.mask == EXACT]
    degraded = [outcome for outcome in clean if outcome.mask != EXACT]
    unclean = [outcome for outcome in outcomes if outcome.mask == UNCLEAN]
    return [
        _gain("exact mask: times closer than a plain mask, worst object", min(_gains(exact)), GOAL),
        _gain("exact mask: worst light object", min(it.gain for it in exact if it.is_light), GOAL),
        _gain("exact mask: worst thin object", min(it.gain for it in exact if it.is_thin), GOAL),
        _gain("exact mask: median object", median(_gains(exact))),
        _gain("degraded mask: worst object", min(_gains(degraded))),
        _gain("degraded mask: worst light object", min(it.gain for it in degraded if it.is_light)),
        _gain("degraded mask: worst thin object", min(it.gain for it in degraded if it.is_thin)),
        _gain("degraded mask: median object", median(_gains(degraded))),
        _share(f"degraded mask: share of objects at least {GOAL:g} times closer", degraded),
        _gain("unclean floor: worst object", min(_gains(unclean))),
        _gain("unclean floor: median object", median(_gains(unclean))),
        _loss("mean error, exact mask (0-255)", mean(outcome.error for outcome in exact), 0.01),
        _loss("mean error, degraded mask (0-255)", mean(outcome.error for outcome in degraded), 0.01),
        _loss("alpha error, pixels an object", mean(outcome.alpha_error_px for outcome in clean), 5),
        _loss("shadow: mean deviation of its energy", mean(abs(outcome.shadow_share - 1) for outcome in clean), 0.002),
    ]


def _gains(outcomes: Sequence[Outcome]) -> list[float]:
    return [outcome.gain for outcome in outcomes]


def _gain(name: str, value: float, goal: float | None = None) -> Metric:
    return Metric(name=name, value=value, better="higher", goal=goal, tolerance=0.1)


def _share(name: str, outcomes: Sequence[Outcome]) -> Metric:
    value = mean(outcome.gain >= GOAL for outcome in outcomes)
    return Metric(name=name, value=value, better="higher", tolerance=0.01)


def _loss(name: str, value: float, tolerance: float) -> Metric:
    return Metric(name=name, value=value, better="lower", tolerance=tolerance)


def notes_of(outcomes: Sequence[Outcome]) -> list[str]:
    """Each kind of mask by itself, and the worst five."""
    by_mask: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_mask[outcome.mask].append(outcome)
    notes = [
        f"{name}: {len(group)} objects, worst {min(_gains(group)):.1f}, median {median(_gains(group)):.1f}, error "
        f"{mean(outcome.error for outcome in group):.2f} against {mean(outcome.plain_error for outcome in group):.2f}"
        for name, group in by_mask.items()
    ]
    light = {outcome.picture_id for outcome in outcomes if outcome.is_light}
    thin = {outcome.picture_id for outcome in outcomes if outcome.is_thin}
    notes.append(f"{len(light)} light and {len(thin)} thin objects")
    return notes + [f"worst: {told(outcome)}" for outcome in sorted(outcomes, key=lambda it: it.gain)[:_WORST]]


def told(outcome: Outcome) -> str:
    """One line about an outcome."""
    return (
        f"{outcome.picture_id}, {outcome.mask}: {outcome.gain:.2f} times ({outcome.error:.2f} against "
        f"{outcome.plain_error:.2f}), alpha off by {outcome.alpha_error_px:.0f} px, shadow {outcome.shadow_share:.3f}"
    )
