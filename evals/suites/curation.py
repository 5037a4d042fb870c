"""How well curation finds what does not belong into a bank, and how often it raises a false alarm.

Sixty pictures of the demo bank, three of each object, must give no finding; the same pictures with one known fault each
(``offline.curation.spoiling``) must give that finding. Printed words and signs are in the brand's fonts, which the
templates of signs do not have. For near-duplicates the three pictures of an object, which differ in colour and pose,
and recoloured copies are what must not be taken for the same.
"""

import asyncio
import io
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from multiprocessing import get_context
from os import sched_getaffinity
from pathlib import Path
from random import Random

import cv2
from PIL import Image

from adbanner.errors import ConfigError
from evals.scores import OFFLINE, Metric, SuiteResult, wilson
from evals.suite import EvalOptions
from offline.curation import spoiling
from offline.curation.duplicates import find_duplicates
from offline.curation.examination import Examination, Picture
from offline.curation.examine import Examiner
from offline.curation.finding import Kind
from offline.curation.logos import read_logos
from offline.curation.ocr import tesseract_version
from offline.curation.settings import CurationSettings

WITHOUT_TESSERACT = "without_tesseract"
FONTS = ("Onest-Bold.ttf", "Onest-ExtraBold.ttf", "Onest-Medium.ttf")
PER_OBJECT, EVERY_OBJECT, EVERY_SPOILT = 3, 4, 3
CROWDS = 10
OTHER_COLOUR = "other colour"
MOST_FALSE_ALARMS = 0.03
TOLERANCE = 0.06
"""Versions of tesseract and OpenCV differ by a picture or so."""
GOALS = {
    Kind.TEXT: 0.85,
    Kind.CURRENCY: 0.75,
    Kind.LOGO: 0.9,
    Kind.CLUTTER: 0.9,
    Kind.BLUR: 0.9,
    Kind.NOISE: 0.9,
    Kind.TINY: 1.0,
    Kind.CUT_OFF: 0.9,
    Kind.DUPLICATE: 0.9,
}
UNREAD_TEXT_GOAL = 0.6
"""Without tesseract short words and numbers are not found."""
LOGOS = {"alfin.png": ("Алфин", (20, 90, 220)), "volna.png": ("Volna", (0, 140, 90))}


@dataclass(frozen=True)
class Case:
    """A picture, and what was done to it."""

    files: tuple[Path, ...]
    """One, but several for a crowd."""
    fault: Kind | None
    """Nothing for a good picture."""
    variant: str = ""

    @property
    def name(self) -> str:
        """Unique among the cases."""
        return " ".join(part for part in (self.files[0].stem, self.fault or "", self.variant) if part)


@dataclass(frozen=True)
class Outcome:
    """What was found in a case."""

    case: Case
    examination: Examination
    by_shape: frozenset[Kind]
    """Kinds that are found when nothing can be read."""

    @property
    def kinds(self) -> frozenset[Kind]:
        """Kinds that are found."""
        return frozenset(finding.kind for finding in self.examination.findings)


async def measure(options: EvalOptions) -> SuiteResult:
    """Recall by kind of fault, and false alarms.

    Raises:
        ConfigError: The brand kit has too few pictures.
    """
    return await asyncio.to_thread(_measure, options)


def _measure(options: EvalOptions) -> SuiteResult:
    kit = options.settings.brand_kit
    files = sorted((kit / "images").glob("*.webp"))
    chosen = [file for i, file in enumerate(files) if i // PER_OBJECT % EVERY_OBJECT == 0]
    if len(chosen) < EVERY_SPOILT * CROWDS:
        raise ConfigError(f"{kit} has {len(files)} pictures, too few to measure curation.")
    cases = list(_cases(chosen))
    outcomes = []
    with tempfile.TemporaryDirectory() as folder:
        fonts = kit / "fonts"
        for name, (words, colour) in LOGOS.items():
            spoiling.drawn_logo(words, colour, fonts / FONTS[0]).save(Path(folder) / name)
        workers = len(sched_getaffinity(0))
        with ProcessPoolExecutor(workers, get_context("spawn"), _begin, (Path(folder), fonts)) as pool:
            for number, outcome in enumerate(pool.map(_outcome, cases), start=1):
                outcomes.append(outcome)
                options.progress(number, len(cases))
    content = sha256(b"".join(file.read_bytes() for file in chosen)).hexdigest()[:12]
    return _result(outcomes, f"demo bank {content}")


def _cases(files: Sequence[Path]) -> Iterator[Case]:
    """Every picture as it is, and every third with each fault."""
    for file in files:
        yield Case((file,), None)
    for start, kind in enumerate(_SPOILT):
        for file in files[start % EVERY_SPOILT :: EVERY_SPOILT]:
            yield Case((file,), kind)
    for file in files[::EVERY_SPOILT]:
        yield Case((file,), Kind.DUPLICATE, "copy")
        yield Case((file,), Kind.DUPLICATE, OTHER_COLOUR)
    for i in range(CROWDS):
        yield Case(tuple(files[(i * 5 + j * 7) % len(files)] for j in range(12)), Kind.CLUTTER, f"crowd {i}")
        yield Case((files[i],), Kind.CLUTTER, f"crystals {i}")


_SPOILT: dict[Kind, Callable[[Image.Image, Random, Path, Path], Image.Image]] = {
    Kind.TEXT: lambda image, luck, logos, fonts: spoiling.with_text(
        image, luck.choice(spoiling.WORDS), fonts / luck.choice(FONTS), luck, share=luck.uniform(0.06, 0.14)
    ),
    Kind.CURRENCY: lambda image, luck, logos, fonts: spoiling.with_sign(
        image, luck.choice(spoiling.SIGNS), fonts / luck.choice(FONTS), luck, share=luck.uniform(0.07, 0.16)
    ),
    Kind.LOGO: lambda image, luck, logos, fonts: spoiling.with_logo(
        image, Image.open(logos / luck.choice(list(LOGOS))), luck, share=luck.uniform(0.22, 0.4)
    ),
    Kind.BLUR: lambda image, luck, logos, fonts: spoiling.blurred(image, luck),
    Kind.NOISE: lambda image, luck, logos, fonts: spoiling.noisy(image, luck),
    Kind.TINY: lambda image, luck, logos, fonts: spoiling.shrunk(image, luck),
    Kind.CUT_OFF: lambda image, luck, logos, fonts: spoiling.cut_off(image, luck),
}


def _spoilt(case: Case, logos: Path, fonts: Path) -> Image.Image:
    luck = Random(case.name)
    images = [Image.open(file).convert("RGBA") for file in case.files]
    if case.fault is None:
        return images[0]
    if case.fault is Kind.DUPLICATE:
        return (spoiling.copied if case.variant == "copy" else spoiling.recoloured)(images[0], luck)
    if case.fault is Kind.CLUTTER:
        return spoiling.crowded(images, luck) if len(images) > 1 else spoiling.crystals(luck)
    return _SPOILT[case.fault](images[0], luck, logos, fonts)


_place: tuple[Path, Path] | None = None


def _begin(logos: Path, fonts: Path) -> None:
    global _place
    cv2.setNumThreads(1)
    _place = logos, fonts


@cache
def _examiners(logos: Path) -> tuple[Examiner, Examiner, Examiner]:
    settings = CurationSettings()
    looked_for = read_logos(logos, too_many_pixels=settings.too_many_pixels)
    return Examiner(settings, looked_for), Examiner(settings), Examiner(settings, with_tesseract=False)


def _outcome(case: Case) -> Outcome:
    if _place is None:
        raise RuntimeError("the process was not prepared")
    file = io.BytesIO()
    _spoilt(case, *_place).save(file, "PNG", compress_level=1)
    with_logos, reading, unread = _examiners(_place[0])
    # Key points take a third of the time, and only these cases count for logos.
    examination = (with_logos if case.fault in (None, Kind.LOGO) else reading).examine(file.getvalue())
    if case.fault not in (None, Kind.TEXT):
        return Outcome(case, examination, frozenset())
    return Outcome(case, examination, frozenset(one.kind for one in unread.examine(file.getvalue()).findings))


def _result(outcomes: Sequence[Outcome], dataset: str) -> SuiteResult:
    clean = [one for one in outcomes if one.case.fault is None]
    doubles = _doubles(outcomes)
    reads = bool(tesseract_version())
    metrics, notes = [], []
    for kind, goal in (GOALS if reads else {**GOALS, Kind.TEXT: UNREAD_TEXT_GOAL}).items():
        faulty = [one for one in outcomes if one.case.fault is kind and one.case.variant != OTHER_COLOUR]
        found = sum(one.case.name in doubles if kind is Kind.DUPLICATE else kind in one.kinds for one in faulty)
        low, high = wilson(found, len(faulty))
        metrics.append(_metric(f"{kind}: found", found / len(faulty), "higher", goal))
        notes.append(f"{kind}: {found} of {len(faulty)} found, 95 % interval {low:.2f}-{high:.2f}")
    alarms = Counter(kind for one in clean for kind in one.kinds)
    alarms[Kind.DUPLICATE] = sum(one.case.name in doubles for one in clean)
    alarmed = [one for one in clean if one.kinds or one.case.name in doubles]
    metrics.append(_metric("good pictures with a finding", len(alarmed) / len(clean), "lower", MOST_FALSE_ALARMS))
    notes.append("false alarms: " + ", ".join(f"{kind} {alarms[kind]}" for kind in GOALS) + f" of {len(clean)}")
    coloured = [one for one in outcomes if one.case.variant == OTHER_COLOUR]
    taken = sum(one.case.name in doubles for one in coloured)
    metrics.append(_metric("other colour taken for a duplicate", taken / len(coloured), "lower", MOST_FALSE_ALARMS))
    texts = [one for one in outcomes if one.case.fault is Kind.TEXT]
    by_shape = sum(Kind.TEXT in one.by_shape for one in texts) / len(texts)
    false_shapes = sum(Kind.TEXT in one.by_shape for one in clean) / len(clean)
    metrics.append(_metric("text found by shape alone", by_shape, "higher", None))
    metrics.append(_metric("good pictures with text by shape alone", false_shapes, "lower", MOST_FALSE_ALARMS))
    return SuiteResult(
        suite="curation",
        variant=OFFLINE if reads else WITHOUT_TESSERACT,
        dataset=dataset,
        cases=len(outcomes),
        metrics=tuple(metrics),
        notes=tuple(notes),
        failures=tuple(_failures(outcomes, doubles)),
    )


def _metric(name: str, value: float, better: str, goal: float | None) -> Metric:
    return Metric.model_validate({"name": name, "value": value, "better": better, "goal": goal, "tolerance": TOLERANCE})


def _doubles(outcomes: Sequence[Outcome]) -> frozenset[str]:
    """Names of the cases that are taken for near-duplicates: among good pictures, and of spoilt ones beside them."""
    clean = [_picture(one) for one in outcomes if one.case.fault is None]
    settings = CurationSettings()
    found = set(find_duplicates(clean, settings))
    for one in outcomes:
        if one.case.fault is Kind.DUPLICATE:
            copy = _picture(one)
            # A copy may be the better of two: either way the pair is found.
            if find_duplicates([*clean, copy], settings).keys() - found:
                found.add(copy.name)
    return frozenset(found)


def _picture(one: Outcome) -> Picture:
    content = sha256(one.case.name.encode()).hexdigest()
    return Picture(name=one.case.name, sha256=content, examination=one.examination)


def _failures(outcomes: Sequence[Outcome], doubles: frozenset[str]) -> Iterator[str]:
    for one in outcomes:
        case = one.case
        kinds = one.kinds | {Kind.DUPLICATE} if case.name in doubles else one.kinds
        if case.fault is None and kinds:
            told = ", ".join(finding.detail for finding in one.examination.findings)
            yield f"{case.name}: {', '.join(kinds)}, but nothing is wrong. {told}"
        elif case.variant == OTHER_COLOUR and case.name in doubles:
            yield f"{case.name}: taken for a duplicate"
        elif case.fault is not None and case.variant != OTHER_COLOUR and case.fault not in kinds:
            yield f"{case.name}: not found"
