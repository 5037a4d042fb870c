"""Whether a picture shows what its description asks for, by yes-no questions to a vision model.

The judge never sees the description, and some questions want a no: agreeing with everything does not pay.
"""

import asyncio
import base64
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Literal

from PIL import Image

from adbanner.errors import ToolFailed
from adbanner.frozen import Frozen
from adbanner.prompts import PromptLibrary, Task
from offline.captioning.picture_files import JPEG_QUALITY, on_white
from offline.patience import Patience
from offline.style_scores.scores import ScoreKind
from offline.validation.descriptions import PictureQuestion
from tools.llm import ChatMessage, ChatModel

FOLLOWING = ScoreKind(
    id="following",
    title="Prompt following: questions answered as the description wants",
    unit="share",
    higher_is_better=True,
)

Told = Callable[[], None]


class NumberedAnswer(Frozen):
    """The answer to one question."""

    number: int
    answer: Literal["yes", "no", "unsure"]


class PictureAnswers(Frozen):
    """What the judge says about one picture."""

    answers: tuple[NumberedAnswer, ...]


class QuestionJudge:
    """Asks a vision model about pictures; every answer is paid for once.

    Args:
        chat: The model.
        prompts: How it is asked.
        patience: How long a broken endpoint is waited for.
    """

    def __init__(self, chat: ChatModel, prompts: PromptLibrary, patience: Patience) -> None:
        self._chat = chat
        self._prompts = prompts
        self._patience = patience

    async def follow(
        self,
        pictures: Sequence[Image.Image],
        questions: Sequence[tuple[PictureQuestion, ...]],
        told: Told = lambda: None,
    ) -> tuple[float | None, ...]:
        """The share of questions that each picture answers as expected, 0-1; None where the model gave no answer.

        An unsure answer counts as a wrong one.

        Args:
            pictures: RGB on white.
            questions: Of each picture.
            told: Called after each picture.

        Raises:
            ServiceUnavailable: The endpoint does not answer; what was answered is kept.
            ConfigError: The address, the model's name or the key is wrong.
        """

        async def judge(picture: Image.Image, asked: tuple[PictureQuestion, ...]) -> float | None:
            share = await self._judge(picture, asked)
            told()
            return share

        # The endpoint's own limit of parallel calls holds.
        return tuple(await asyncio.gather(*map(judge, pictures, questions)))

    async def _judge(self, picture: Image.Image, questions: tuple[PictureQuestion, ...]) -> float | None:
        system = self._prompts.render(Task.ANSWER_PICTURE_QUESTIONS, "system")
        asked = self._prompts.render(
            Task.ANSWER_PICTURE_QUESTIONS, "user", questions=[each.question for each in questions]
        )
        url = await asyncio.to_thread(_jpeg_url, picture)
        messages: tuple[ChatMessage, ...] = (
            ChatMessage(role="system", content=system),
            ChatMessage(role="user", content=asked, images=(url,)),
        )
        wanted = range(1, len(questions) + 1)
        for _ in range(2):
            try:
                answers = await self._ask(messages)
            except ToolFailed:
                return None
            by_number = {each.number: each.answer for each in answers.answers}
            if sorted(each.number for each in answers.answers) == list(wanted):
                right = sum(by_number[k] == each.expected for k, each in zip(wanted, questions, strict=True))
                return right / len(questions)
            again = self._prompts.render(Task.ANSWER_PICTURE_QUESTIONS, "again", count=len(questions))
            messages = (
                *messages,
                ChatMessage(role="assistant", content=answers.model_dump_json()),
                ChatMessage(role="user", content=again),
            )
        return None

    async def _ask(self, messages: tuple[ChatMessage, ...]) -> PictureAnswers:
        async def ask() -> PictureAnswers:
            completion = await self._chat.complete(
                Task.ANSWER_PICTURE_QUESTIONS, messages, PictureAnswers, seed=0, temperature=0
            )
            return completion.value

        return await self._patience.during(ask)


def _jpeg_url(picture: Image.Image) -> str:
    buffer = BytesIO()
    on_white(picture.copy()).save(buffer, "JPEG", quality=JPEG_QUALITY, subsampling=0)
    return f"data:image/jpeg;base64,{base64.b64encode(buffer.getvalue()).decode()}"
