"""The picture requests played against the product's checks, with an endpoint that answers as the script says."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from adbanner.brand_kit import BrandKit, Product
from adbanner.errors import ToolFailed
from adbanner.prompts import Task
from evals.flawed_answers import FLAWS, Flaw, Weight, flawed, good_answer
from evals.picture_cases import PictureCase
from tools.fake_chat_server import ChatReply, ChatRequest, answer
from tools.image_prompt_checks import is_same_picture
from tools.image_prompts import ImagePrompter

FLAW_STRIDE = 4
"""Every so many cases of a flaw."""
TASKS = (Task.WRITE_IMAGE_PROMPT, Task.REWRITE_PROMPT, Task.TRANSLATE_PROMPT, Task.WRITE_SEARCH_QUERY)


@dataclass
class Script:
    """Answers with prepared texts, the last one for ever."""

    replies: list[object] = field(default_factory=list)
    asked: int = 0

    def start(self, *replies: object) -> None:
        """Begin a new case."""
        self.replies, self.asked = list(replies), 0

    def __call__(self, _: ChatRequest) -> ChatReply:
        """The next reply."""
        reply = self.replies[min(self.asked, len(self.replies) - 1)]
        self.asked += 1
        return answer(reply)


@dataclass(frozen=True)
class Outcome:
    """What became of one scripted case."""

    name: str
    text: str | None
    """None when the product gave up."""
    reason: str
    asked: int


@dataclass(frozen=True)
class Outcomes:
    """What became of all of them."""

    good: list[tuple[PictureCase, Outcome]]
    once: list[tuple[Flaw, Outcome]]
    """A flawed answer, then a good one."""
    always: list[tuple[Flaw, Outcome]]
    """The same certain flaw in every answer."""
    twins: list[Outcome]
    """The second of two slots, after an answer with the same picture twice."""


class ScriptedRun:
    """Plays the dataset against the checks.

    Args:
        prompter: Asks the scripted endpoint.
        script: What the endpoint answers.
        kit: The products.
        progress: Told how many of how many steps are done.
    """

    def __init__(
        self, prompter: ImagePrompter, script: Script, kit: BrandKit, progress: Callable[[int, int], None]
    ) -> None:
        self._prompter = prompter
        self._script = script
        self._kit = kit
        self._progress = progress
        self._seed = 0

    async def play(self, cases: Sequence[PictureCase]) -> Outcomes:
        """Play everything."""
        good = await self._good(cases)
        once, always = await self._flawed(cases)
        return Outcomes(good, once, always, await self._twins(cases))

    async def _good(self, cases: Sequence[PictureCase]) -> list[tuple[PictureCase, Outcome]]:
        """Every task with the answer of a person."""
        outcomes = []
        for number, case in enumerate(cases, start=1):
            for task in TASKS:
                outcomes.append((case, await self._play(task, case, f"{case.id} {task}", good_answer(task, case))))
            self._progress(number, 2 * len(cases))
        return outcomes

    async def _flawed(
        self, cases: Sequence[PictureCase]
    ) -> tuple[list[tuple[Flaw, Outcome]], list[tuple[Flaw, Outcome]]]:
        """Every flaw, first once and then always."""
        once, always = [], []
        for number, flaw in enumerate(FLAWS, start=1):
            spoilt = [(case, text) for case in cases if (text := flawed(flaw, case, self._product(case)))]
            for case, bad in spoilt[::FLAW_STRIDE]:
                name = f"{case.id} {flaw.task} {flaw.name}"
                once.append((flaw, await self._play(flaw.task, case, name, bad, good_answer(flaw.task, case))))
                if flaw.weight is Weight.CERTAIN:
                    always.append((flaw, await self._play(flaw.task, case, name, bad)))
            self._progress(len(cases) + round(len(cases) * number / len(FLAWS)), 2 * len(cases))
        return once, always

    async def _twins(self, cases: Sequence[PictureCase]) -> list[Outcome]:
        """Two slots, for which the model writes the same picture in other words, then another one."""
        outcomes = []
        for case, other in zip(cases, (*cases[7:], *cases[:7]), strict=True):
            if is_same_picture(case.picture, other.picture):
                continue
            twin = {"texts": [case.picture, f"Большая картинка: {case.picture.lower()}"]}
            mended = {"texts": [case.picture, other.picture]}
            outcomes.append(await self._play_slots(case, twin, mended))
        return outcomes

    async def _play(self, task: Task, case: PictureCase, name: str, *texts: str) -> Outcome:
        self._script.start(*({"text": text} for text in texts))
        try:
            text: str | None = await self._ask(task, case)
        except ToolFailed as error:
            return Outcome(name, None, str(error), self._script.asked)
        return Outcome(name, text, "", self._script.asked)

    async def _ask(self, task: Task, case: PictureCase) -> str:
        """One task with a seed of its own, so that no answer comes from the store."""
        self._seed += 1
        prompter, seed, product = self._prompter, self._seed, self._product(case)
        if task is Task.REWRITE_PROMPT:
            return await prompter.rewrite_prompt(case.description or case.picture, seed=seed)
        if task is Task.TRANSLATE_PROMPT:
            return await prompter.translate_prompt(case.styled, seed=seed)
        if task is Task.WRITE_IMAGE_PROMPT:
            return await prompter.write_image_prompt(product=product, offer=case.offer, slot=0, seed=seed)
        return await prompter.write_search_query(
            product=product, offer=case.offer, description=case.description, slot=0, seed=seed
        )

    async def _play_slots(self, case: PictureCase, *replies: dict[str, list[str]]) -> Outcome:
        """What the second of two slots gets."""
        self._script.start(*replies)
        self._seed += 1
        try:
            text: str | None = await self._prompter.write_image_prompt(
                product=self._product(case), offer=case.offer, slot=1, seed=self._seed, descriptions=("", "")
            )
        except ToolFailed as error:
            return Outcome(f"{case.id} twin", None, str(error), self._script.asked)
        return Outcome(f"{case.id} twin", text, json.dumps(replies[-1], ensure_ascii=False), self._script.asked)

    def _product(self, case: PictureCase) -> Product:
        return self._kit.product(case.product_id)
