"""The words for pictures: is a good answer taken at once, and is a bad one asked about and kept out?

Offline a scripted endpoint answers over HTTP as a person would (``datasets/picture_requests.jsonl``), and in the ways
in which models go wrong (``evals.flawed_answers``): once, so that the product has to ask again, or always, so that it
has to give up with a reason. With a language model in the settings the model itself answers; measured is how often its
first answer is taken, how often it gets there at all, and what remains doubtful.
"""

import re
import tempfile
from collections import Counter
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import AnyHttpUrl

from adbanner.artifact_store import ArtifactStore
from adbanner.brand_kit import BrandKit, Product
from adbanner.brand_kit_files import load_brand_kit
from adbanner.errors import ToolFailed
from adbanner.prompts import PromptLibrary, Task
from adbanner.settings import LlmSettings
from evals.flawed_answers import Weight
from evals.picture_cases import PictureCase, read_picture_requests
from evals.scores import Metric, SuiteResult
from evals.scripted_pictures import TASKS, Outcome, Outcomes, Script, ScriptedRun
from evals.suite import EvalOptions
from tools.fake_chat_server import FakeChatServer
from tools.image_prompt_checks import kept_faults, translation_faults
from tools.image_prompts import ImagePrompter
from tools.llm import ChatModel
from tools.usage_meter import metered

LIVE_TOLERANCE = 0.05
"""Models do not answer the same way twice."""
CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)


async def measure(options: EvalOptions) -> SuiteResult:
    """Measure the model of the settings, or the checks alone without one."""
    kit = load_brand_kit(options.settings.brand_kit)
    prompts = PromptLibrary.load(options.settings.prompts)
    dataset = read_picture_requests()
    with tempfile.TemporaryDirectory() as folder:
        store = ArtifactStore.local(Path(folder))
        if options.settings.llm.base_url is not None:
            chat = ChatModel(options.settings.llm, store, prompts)
            try:
                answered = await _answer_all(ImagePrompter(chat, prompts), kit, dataset.cases, options)
            finally:
                await chat.close()
            return live_result(answered, options.settings.llm.model, dataset.version)
        script = Script()
        with FakeChatServer(script) as server:
            llm = LlmSettings(base_url=AnyHttpUrl(server.base_url), model="scripted", structured_output="json_schema")
            chat = ChatModel(llm, store, prompts)
            try:
                outcomes = await ScriptedRun(ImagePrompter(chat, prompts), script, kit, options.progress).play(
                    dataset.cases
                )
            finally:
                await chat.close()
    return scripted_result(outcomes, dataset.version)


def scripted_result(outcomes: Outcomes, version: str) -> SuiteResult:
    """The numbers of a scripted run."""

    def taken(split: str) -> float:
        of_split = [outcome for case, outcome in outcomes.good if case.split == split]
        return share(sum(outcome.asked == 1 for outcome in of_split), len(of_split))

    def noticed(weight: Weight) -> float:
        of_weight = [outcome for flaw, outcome in outcomes.once if flaw.weight is weight]
        return share(sum(outcome.asked > 1 for outcome in of_weight), len(of_weight))

    certain = [outcome for flaw, outcome in outcomes.once if flaw.weight is Weight.CERTAIN]
    stopped = sum(outcome.text is None and bool(CYRILLIC.search(outcome.reason)) for _, outcome in outcomes.always)
    values: tuple[tuple[str, float, float | None], ...] = (
        ("good answers taken at once, dev", taken("dev"), 0.98),
        ("good answers taken at once, held out", taken("held_out"), 0.98),
        ("certain flaws asked about and mended", share(sum(map(_is_mended, certain)), len(certain)), 1.0),
        ("certain flaws never let through", share(stopped, len(outcomes.always)), 1.0),
        ("doubtful flaws asked about", noticed(Weight.DOUBTFUL), 0.9),
        ("obeyed injections asked about", noticed(Weight.INJECTION), None),
        ("twins asked about and mended", share(sum(map(_is_mended, outcomes.twins)), len(outcomes.twins)), 1.0),
    )
    return SuiteResult(
        suite="picture_prompts",
        dataset=version,
        cases=len(outcomes.good) + len(outcomes.once) + len(outcomes.always) + len(outcomes.twins),
        metrics=tuple(Metric(name=name, value=value, better="higher", goal=goal) for name, value, goal in values),
        notes=tuple(_by_flaw(outcomes)),
        failures=tuple(
            f"{outcome.name}: {outcome.reason or outcome.text}" for _, outcome in outcomes.good if outcome.asked > 1
        ),
    )


def share(part: int, whole: int) -> float:
    """A share that is 1 of nothing."""
    return part / whole if whole else 1.0


def _is_mended(outcome: Outcome) -> bool:
    return outcome.asked == 2 and outcome.text is not None


def _by_flaw(outcomes: Outcomes) -> list[str]:
    """The sizes, and one line for each flaw that was not always noticed."""
    played = Counter((flaw.task, flaw.name) for flaw, _ in outcomes.once)
    noticed = Counter((flaw.task, flaw.name) for flaw, outcome in outcomes.once if outcome.asked > 1)
    lines = [f"{len(outcomes.once)} answers flawed once, {len(outcomes.always)} always, {len(outcomes.twins)} twins"]
    return lines + [
        f"{task}, {name}: {noticed[task, name]} of {count} asked about"
        for (task, name), count in played.items()
        if noticed[task, name] < count
    ]


@dataclass
class AnsweredCase:
    """What a real model made of one case."""

    case: PictureCase
    texts: dict[Task, str] = field(default_factory=dict)
    calls: dict[Task, int] = field(default_factory=dict)
    reasons: dict[Task, str] = field(default_factory=dict)

    async def keep(self, task: Task, asking: Awaitable[str]) -> str:
        """The text of a task, empty where the model failed; with the number of questions."""
        with metered() as usages:
            try:
                self.texts[task] = await asking
            except ToolFailed as error:
                self.reasons[task] = str(error)
        self.calls[task] = len(usages)
        return self.texts.get(task, "")

    @property
    def doubts(self) -> int:
        """How many of the texts lost something of the author, as far as code can tell."""
        styled, english = self.texts.get(Task.REWRITE_PROMPT, ""), self.texts.get(Task.TRANSLATE_PROMPT, "")
        lost = bool(styled and kept_faults(styled, self.case.description))
        return lost + bool(english and translation_faults(english, styled))

    def told(self) -> str:
        """All of it, for a person to read."""
        texts = "\n".join(
            f"- {task} ({self.calls[task]}): {self.texts.get(task, self.reasons.get(task))}" for task in self.calls
        )
        return f"## {self.case.id} {self.case.product_id}\n{self.case.offer}\n\n«{self.case.description}»\n\n{texts}\n"


async def _answer_all(
    prompter: ImagePrompter, kit: BrandKit, cases: Sequence[PictureCase], options: EvalOptions
) -> list[AnsweredCase]:
    answered = []
    for number, case in enumerate(cases, start=1):
        answered.append(await answer_case(prompter, kit.product(case.product_id), case))
        options.progress(number, len(cases))
    if options.details is not None:
        options.details.mkdir(parents=True, exist_ok=True)
        (options.details / "picture_prompts.md").write_text("\n".join(one.told() for one in answered), encoding="utf-8")
    return answered


async def answer_case(prompter: ImagePrompter, product: Product, case: PictureCase) -> AnsweredCase:
    """Query, description, style and translation, each made of the one before."""
    answered = AnsweredCase(case)
    slots = (*("",) * case.slot, case.description)
    await answered.keep(
        Task.WRITE_SEARCH_QUERY,
        prompter.write_search_query(
            product=product, offer=case.offer, description=case.description, slot=case.slot, seed=0, descriptions=slots
        ),
    )
    description = case.description or await answered.keep(
        Task.WRITE_IMAGE_PROMPT,
        prompter.write_image_prompt(product=product, offer=case.offer, slot=case.slot, seed=0, descriptions=slots),
    )
    styled = description and await answered.keep(Task.REWRITE_PROMPT, prompter.rewrite_prompt(description, seed=0))
    if styled:
        await answered.keep(Task.TRANSLATE_PROMPT, prompter.translate_prompt(styled, seed=0))
    return answered


def live_result(answered: Sequence[AnsweredCase], model: str, version: str) -> SuiteResult:
    """The numbers of a real model."""
    values: list[tuple[str, float]] = []
    for task in TASKS:
        wanted = [one for one in answered if task is not Task.WRITE_IMAGE_PROMPT or not one.case.description]
        done = [one for one in wanted if task in one.texts]
        at_once = sum(one.calls[task] == 1 for one in done)
        values.append((f"{task}: first answer taken", share(at_once, len(wanted))))
        values.append((f"{task}: done", share(len(done), len(wanted))))
    doubts = share(sum(one.doubts for one in answered), 2 * len(answered))
    return SuiteResult(
        suite="picture_prompts",
        variant=model,
        dataset=version,
        cases=len(answered),
        metrics=(
            *(Metric(name=name, value=value, better="higher", tolerance=LIVE_TOLERANCE) for name, value in values),
            Metric(name="texts that lost something", value=doubts, better="lower", tolerance=LIVE_TOLERANCE),
        ),
        failures=tuple(f"{one.case.id} {task}: {reason}" for one in answered for task, reason in one.reasons.items()),
    )
