"""``adbanner-offline choose-lora``: draw, show blindly, decide. Each step goes on from what the last one left."""

import asyncio
import sys
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from adbanner.brand_kit_files import load_brand_kit
from adbanner.errors import InvalidRequest
from adbanner.settings import load_settings
from offline.lora_choice.decision import Decision, decide
from offline.lora_choice.decision_report import TITLE, decision_sections, verdict
from offline.patience import PAUSES_S, ends_on_signals
from offline.validation.blind_page import PageQuestion, PageWords, build_page, read_key, write_page
from offline.validation.descriptions import read_descriptions
from offline.validation.drawing import DrawingOutcome, DrawingRun
from offline.validation.drawings import read_drawings
from offline.validation.page_answers import complete_cases, read_judgements
from offline.validation.report import write_report
from offline.validation.sources import read_sources
from tools.model_http import open_model_client
from tools.whole_file import write_whole

SOME_REFUSED = 9
INTERRUPTED = 130
PAGE_FILE = "ranking_page.html"
KEY_FILE = "ranking_key.json"
DECISION_STEM = "decision"
PLACE = "place"
MAX_ADAPTERS = 9
"""One digit key for each place."""
SAMPLES = 8


@dataclass(frozen=True)
class DrawOptions:
    """The ``draw`` step as it was given."""

    adapters: list[str]
    descriptions: Path
    out: Path
    seed: int = 0
    pauses_s: tuple[float, ...] = PAUSES_S


def draw_command(options: DrawOptions) -> int:
    """Draw all descriptions by all adapters, with a progress bar; the same command draws what is missing.

    Raises:
        ConfigError: An adapter needs a server that is not configured, or its address or key is wrong.
        InvalidRequest: The options or the descriptions are wrong.
        ServiceUnavailable: A server does not answer; the same command goes on from there.
        StorageFull: There is no room.
    """
    console = Console(highlight=False)
    try:
        outcome, interrupted = asyncio.run(_drawn(options))
    except (KeyboardInterrupt, asyncio.CancelledError):
        sys.stderr.write("Stopped. The same command goes on from there.\n")
        return INTERRUPTED
    record = outcome.drawings
    whole = len(record.sources) * len(record.descriptions)
    console.print(f"{len(record.drawings)} of {whole} pictures are in {options.out}.", soft_wrap=True, markup=False)
    for one, other in record.equal_sources:
        console.print(f"{one} and {other} drew equal pictures: is the adapter loaded?", soft_wrap=True, markup=False)
    for place, reason in sorted(outcome.refused.items()):
        console.print(f"{place}: {reason}", soft_wrap=True, markup=False)
    if outcome.error is not None:
        raise outcome.error
    if interrupted:
        return INTERRUPTED
    return SOME_REFUSED if outcome.refused else 0


async def _drawn(options: DrawOptions) -> tuple[DrawingOutcome, bool]:
    settings = load_settings().image_generation
    sources = read_sources(options.adapters, settings)
    descriptions = read_descriptions(options.descriptions)
    columns = (
        TextColumn("Drawing"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True, speed_estimate_period=300) as progress:
        task = progress.add_task("", total=None)
        async with open_model_client() as client:
            run = DrawingRun(
                options.out,
                settings,
                client,
                lambda done, of: progress.update(task, completed=done, total=of),
                options.pauses_s,
            )
            drawing = asyncio.ensure_future(run.draw(sources, descriptions, options.seed))
            with ends_on_signals(run.patience, "pictures", drawing.cancel):
                outcome = await drawing
    return outcome, run.patience.is_over and outcome.error is None


def page_command(folder: Path, kit: Path | None, seed: int) -> Path:
    """Write the page that people rank on, and its key; returns the page.

    Raises:
        InvalidRequest: Pictures are missing or damaged, or there are too many adapters for a page.
        BrandKitError: The brand kit is wrong.
        StorageFull: There is no room.
    """
    drawings = read_drawings(folder)
    if len(drawings.sources) > MAX_ADAPTERS:
        raise InvalidRequest(f"A page compares at most {MAX_ADAPTERS} adapters, not {len(drawings.sources)}.")
    page = build_page(
        folder,
        drawings,
        drawings.sources,
        ranking_words(len(drawings.sources)),
        seed=seed,
        samples=bank_samples(kit),
    )
    write_page(page, folder / PAGE_FILE, folder / KEY_FILE)
    return folder / PAGE_FILE


def ranking_words(adapters: int) -> PageWords:
    """What the ranking page says."""
    return PageWords(
        title="Какая картинка лучше?",
        instruction="Для каждого описания расставьте картинки по местам: первое место у той, которую вы скорее "
        "поставили бы на баннер. Смотрите и на описание, и на фирменный стиль. Одинаковые места допустимы. "
        "Ответы сохраняются в браузере, в конце скачайте файл и отправьте его организатору.",
        questions=(PageQuestion(id=PLACE, title="Место", best=1, values=tuple(range(1, adapters + 1))),),
        file_stem="ranking",
    )


def bank_samples(kit: Path | None) -> tuple[Path, ...]:
    """Some pictures of the bank, evenly spread over it, that show the style.

    Raises:
        BrandKitError: The brand kit is wrong.
    """
    loaded = load_brand_kit(kit or load_settings().brand_kit)
    step = max(1, len(loaded.images) // SAMPLES)
    return tuple(loaded.image_path(image) for image in loaded.images[::step][:SAMPLES])


def decide_command(folder: Path, answers: list[Path], seed: int) -> Decision:
    """Weigh the rankings and write the report; returns what it says.

    Raises:
        InvalidRequest: Answers are missing, damaged, or of another page.
        StorageFull: There is no room.
    """
    drawings = read_drawings(folder)
    key = read_key(folder / KEY_FILE)
    places = tuple(range(1, len(drawings.sources) + 1))
    judgements = read_judgements(answers, key, {PLACE: places})
    rankings = complete_cases(judgements, PLACE, drawings.sources)
    begun = {(each.person, each.description) for each in judgements}
    decision = decide(rankings, drawings.sources, seed=seed, incomplete=len(begun) - len(rankings))
    write_report(folder, DECISION_STEM, TITLE, decision_sections(decision, toy=drawings.are_toys))
    write_whole(folder / f"{DECISION_STEM}.json", decision.model_dump_json(indent=1).encode())
    Console(highlight=False).print(
        f"{verdict(decision)}\n{folder / DECISION_STEM}.md, .html and .json say why.", soft_wrap=True, markup=False
    )
    return decision
