"""``adbanner-offline score-style``: a blind rating page, and the table of all scores."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from rich.console import Console
from rich.progress import Progress

from adbanner.artifact_store import ArtifactStore
from adbanner.errors import InvalidRequest
from adbanner.frozen import Frozen
from adbanner.prompts import PromptLibrary
from adbanner.settings import Settings, load_settings
from offline.lora_choice.command import bank_samples
from offline.patience import PAUSES_S, Patience
from offline.style_scores.embedded import bank_files, drawn_files, read_embedded, read_file
from offline.style_scores.measuring import compared, embedding_scores, no_embeddings, palette_scores
from offline.style_scores.palette import open_picture
from offline.style_scores.questions import FOLLOWING, QuestionJudge
from offline.style_scores.ratings import KINDS, MARKS, PROMPT, RATING_WORDS, STYLE, no_ratings, points, rating_scores
from offline.style_scores.scores import NotMeasured, PairedScore, Score, paired
from offline.validation.blind_page import build_page, read_key, write_page
from offline.validation.drawings import Drawings, picture_bytes, read_drawings
from offline.validation.page_answers import read_judgements
from offline.validation.report import Section, markdown, shown, write_report
from offline.validation.resampling import CONFIDENCE
from tools.llm import ChatModel
from tools.whole_file import write_whole

PAGE_FILE = "rating_page.html"
KEY_FILE = "rating_key.json"
REPORT_STEM = "style_scores"
TITLE = "Base model against LoRA"


@dataclass(frozen=True)
class ScoreOptions:
    """The ``measure`` step as it was given."""

    folder: Path
    base: str
    lora: str
    answers: tuple[Path, ...] = ()
    kit: Path | None = None
    seed: int = 0
    pauses_s: tuple[float, ...] = PAUSES_S


class StyleReport(Frozen):
    """All scores of one comparison."""

    base: str
    lora: str
    descriptions: int
    bank_pictures: int
    toy: bool
    encoder: str
    """Empty when none is set up."""
    vision_model: str
    """Empty when none is set up."""
    people: tuple[str, ...]
    scores: tuple[Score, ...]


def rating_page_command(folder: Path, base: str, lora: str, kit: Path | None, seed: int) -> Path:
    """Write the page that people give marks on, and its key; returns the page.

    Raises:
        InvalidRequest: Pictures are missing or damaged, or one of the two was not drawn.
        BrandKitError: The brand kit is wrong.
        StorageFull: There is no room.
    """
    drawings = _drawings(folder, base, lora)
    page = build_page(folder, drawings, (base, lora), RATING_WORDS, seed=seed, samples=bank_samples(kit))
    write_page(page, folder / PAGE_FILE, folder / KEY_FILE)
    return folder / PAGE_FILE


def measure_command(options: ScoreOptions) -> StyleReport:
    """Take all scores that can be taken, write the table and show it.

    Raises:
        InvalidRequest: Pictures or answers are missing or damaged.
        ConfigError: The image encoder, the vision model or the brand kit are wrong.
        ServiceUnavailable: The vision endpoint does not answer; the same command goes on from there.
        StorageFull: There is no room.
    """
    settings = load_settings()
    report = measure(options, settings)
    write_report(options.folder, REPORT_STEM, TITLE, report_sections(report))
    write_whole(options.folder / f"{REPORT_STEM}.json", report.model_dump_json(indent=1).encode())
    Console(highlight=False).print(markdown(TITLE, report_sections(report)), soft_wrap=True, markup=False)
    return report


def measure(options: ScoreOptions, settings: Settings) -> StyleReport:
    """All scores; see ``measure_command`` for what it raises."""
    folder, seed = options.folder, options.seed
    drawings = _drawings(folder, options.base, options.lora)
    people, rated = _rated(options, drawings)
    base, lora = (
        [open_picture(picture_bytes(folder, each), each.file) for each in drawings.of(name)]
        for name in (options.base, options.lora)
    )
    of_bank = bank_files(options.kit or settings.brand_kit)
    bank = [compared(open_picture(read_file(path), str(path))) for path in of_bank]
    small_base, small_lora = [*map(compared, base)], [*map(compared, lora)]
    encoder, embedded_scores = _embedded(options, drawings, of_bank)
    scores = (
        *palette_scores(small_base, small_lora, bank, seed),
        *embedded_scores,
        asyncio.run(_followed(options, settings, drawings, base, lora)),
        *rated,
    )
    return StyleReport(
        base=options.base,
        lora=options.lora,
        descriptions=len(drawings.descriptions),
        bank_pictures=len(bank),
        toy=drawings.are_toys,
        encoder=encoder,
        vision_model=settings.vision.model if settings.vision.base_url else "",
        people=people,
        scores=scores,
    )


def report_sections(report: StyleReport) -> tuple[Section, ...]:
    """The parts of the report."""
    basis = [
        f"{report.descriptions} descriptions, drawn by {report.base} (base) and {report.lora} (LoRA) from equal seeds; "
        f"the bank has {report.bank_pictures} pictures. Differences are LoRA less base, paired by description, with "
        f"{CONFIDENCE:.0%} intervals from resampled descriptions; each interval stands alone.",
        f"Image encoder: {report.encoder or 'none'}. Vision model: {report.vision_model or 'none'}. "
        f"People: {', '.join(report.people) or 'none'}.",
    ]
    if report.toy:
        basis.append("Some pictures were made by toy weights: this proves the measuring and says nothing of a style.")
    return (
        Section(paragraphs=tuple(basis)),
        Section(
            columns=("Score", "Unit", "Better", "Base", "LoRA", "Difference", "Cases", "Shown"),
            rows=tuple(_score_row(score) for score in report.scores),
        ),
        Section(
            heading="Points",
            paragraphs=("Sums of the people's marks; the highest possible sum is 5 for each description.",),
            columns=("Mark", "Base", "LoRA", "Of"),
            rows=tuple(
                (score.kind.title, *(f"{each:g}" for each in points(score)), f"{5 * score.cases}")
                for score in report.scores
                if isinstance(score, PairedScore) and score.kind in KINDS
            ),
        ),
    )


def _score_row(score: Score) -> tuple[str, ...]:
    better = "higher" if score.kind.higher_is_better else "lower"
    if isinstance(score, NotMeasured):
        return score.kind.title, score.kind.unit, better, "", "", f"not measured: {score.reason}", "0", ""
    return (
        score.kind.title,
        score.kind.unit,
        better,
        f"{score.base:.3f}",
        f"{score.lora:.3f}",
        shown(score.difference, 3),
        str(score.cases),
        score.verdict,
    )


def _drawings(folder: Path, base: str, lora: str) -> Drawings:
    if base == lora:
        raise InvalidRequest(f"--base and --lora are both {base}: give two different ones.")
    drawings = read_drawings(folder)
    for name in (base, lora):
        drawings.of(name)
    return drawings


def _embedded(options: ScoreOptions, drawings: Drawings, bank: tuple[Path, ...]) -> tuple[str, tuple[Score, ...]]:
    """The encoder's name, and the scores by its vectors where they are there."""
    embedded = read_embedded(options.folder)
    if embedded is None:
        return "", no_embeddings("run score-style embed where torch is installed")
    files = (drawn_files(options.folder, drawings, name) for name in (options.base, options.lora))
    vectors = [embedded.vectors(each) for each in (*files, bank)]
    found = [each for each in vectors if each is not None]
    if len(found) < len(vectors):
        return embedded.encoder, no_embeddings("pictures have changed since: run score-style embed again")
    of_base, of_lora, of_bank = found
    return embedded.encoder, embedding_scores(of_base, of_lora, of_bank, options.seed)


def _rated(options: ScoreOptions, drawings: Drawings) -> tuple[tuple[str, ...], tuple[Score, ...]]:
    """Who gave marks, and the scores of the marks."""
    if not options.answers:
        return (), no_ratings()
    key = read_key(options.folder / KEY_FILE)
    if {name for places in key.places.values() for name in places} != {options.base, options.lora}:
        raise InvalidRequest(f"{options.folder / KEY_FILE}: the rating page compares others than these two.")
    judgements = read_judgements(options.answers, key, {PROMPT: MARKS, STYLE: MARKS})
    people = tuple(sorted({each.person for each in judgements}))
    ids = [each.id for each in drawings.descriptions]
    return people, rating_scores(judgements, ids, options.base, options.lora, options.seed)


async def _followed(
    options: ScoreOptions, settings: Settings, drawings: Drawings, base: list[Image.Image], lora: list[Image.Image]
) -> Score:
    """The score of the questions; "not measured" without a vision model."""
    if settings.vision.base_url is None:
        return NotMeasured(kind=FOLLOWING, reason="no vision model is set up (ADBANNER_VISION__BASE_URL)")
    prompts = PromptLibrary.load(settings.prompts)
    store = ArtifactStore.local(settings.data_dir / "store")
    chat = await asyncio.to_thread(ChatModel, settings.vision, store, prompts)
    questions = [each.questions for each in drawings.descriptions]
    try:
        patience = Patience(options.pauses_s)
        await patience.during(chat.prepare)
        with Progress(console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("Asking", total=len(base) + len(lora))
            judge = QuestionJudge(chat, prompts, patience)
            shares = await judge.follow([*base, *lora], [*questions, *questions], lambda: progress.advance(task))
    finally:
        await chat.close()
    return paired(FOLLOWING, shares[: len(base)], shares[len(base) :], options.seed)
