"""Judging meaning: the rules first, then a language model that answers by a strict schema, and fails closed."""

from typing import Literal

from adbanner.brief import MAX_DESCRIPTION_CHARS, MAX_OFFER_CHARS
from adbanner.errors import ToolFailed, UnsafeContent
from adbanner.frozen import Frozen
from adbanner.prompts import PromptLibrary, Task
from adbanner.texts import BannerTexts
from tools.llm import ChatMessage, ChatModel
from tools.prompt_leak import PromptLeak
from tools.risk_categories import MENDING, RiskCategory
from tools.safety import Decision, Screening, blocked, refuse_blocked, screen_output, screen_text

JUDGE_SEED = 0
"""One seed for all: the same text gets the same verdict, and is judged once."""
MAX_PROMPT_CHARS = 4_000
UNJUDGED = "Проверка безопасности не дала понятного ответа, поэтому материал не пропущен. Измените текст или повторите."
SUSPICIOUS = "Проверьте сами: модель отнесла текст к рискованным, но пропустила."
UNEXPLAINED = "Проверка безопасности сочла текст рискованным."
LEAKED = "В готовом тексте повторена инструкция модели, поэтому он не выпущен. Перепишите оффер или повторите."
MAX_REASON_CHARS = 300


class Verdict(Frozen):
    """The judge's answer; the reasons come before the decision that they lead to."""

    category: Literal[
        RiskCategory.NONE,
        RiskCategory.PROFANITY,
        RiskCategory.INJECTION,
        RiskCategory.HATE,
        RiskCategory.ADULT,
        RiskCategory.VIOLENCE,
        RiskCategory.ILLEGAL,
        RiskCategory.RESTRICTED_GOODS,
        RiskCategory.MEDICAL,
        RiskCategory.INCOME,
        RiskCategory.SLANDER,
        RiskCategory.POLITICS,
        RiskCategory.SUPERLATIVE,
        RiskCategory.OTHER,
    ]
    reason: str
    decision: Decision


class SafetyJudge:
    """A language model that judges quoted texts.

    Every method raises ``ServiceUnavailable`` when the model does not answer and ``UnsafeContent`` when its answer
    is no verdict: what could not be judged is never allowed.

    Args:
        chat: The model.
        prompts: The instructions.
    """

    def __init__(self, chat: ChatModel, prompts: PromptLibrary) -> None:
        self._chat = chat
        self._prompts = prompts
        self._leak = PromptLeak(prompts.wording)

    def leaks_prompt(self, offer: str, texts: BannerTexts) -> bool:
        """Whether finished texts, each or read in a row, repeat what a model was told and the offer does not say."""
        return self._leak.found_in(" ".join(field.text for field in texts.fields), said=offer)

    async def judge_request(self, offer: str, descriptions: tuple[str, ...]) -> Screening:
        """The verdict on what the marketer wrote, before anything is generated."""
        return await self._judge(Task.SCREEN_REQUEST, offer=offer, descriptions=descriptions)

    async def judge_prompt(self, prompt: str) -> Screening:
        """The verdict on what the image model would draw."""
        return await self._judge(Task.SCREEN_PROMPT, prompt=prompt)

    async def judge_texts(self, offer: str, texts: BannerTexts) -> Screening:
        """The verdict on finished texts."""
        return await self._judge(Task.CHECK_OUTPUT, offer=offer, texts=texts.fields)

    async def _judge(self, task: Task, **values: object) -> Screening:
        messages = (
            ChatMessage(role="system", content=self._prompts.render(task, "system")),
            ChatMessage(role="user", content=self._prompts.render(task, "user", **values)),
        )
        try:
            completion = await self._chat.complete(task, messages, Verdict, seed=JUDGE_SEED, temperature=0)
        except ToolFailed as error:
            raise UnsafeContent(UNJUDGED) from error
        return screening_of(completion.value)


def screening_of(verdict: Verdict) -> Screening:
    """A verdict as the marketer gets it: an allowed risk goes to a person, and every reason says how to mend it."""
    decision = verdict.decision
    if decision is Decision.ALLOW and verdict.category is not RiskCategory.NONE:
        decision = Decision.REVIEW
    if decision is Decision.ALLOW:
        return Screening(decision=decision)
    reason = verdict.reason.strip()
    if not reason or screen_text(reason, max_chars=MAX_REASON_CHARS).decision is Decision.BLOCK:
        # What was smuggled into the reason would otherwise reach the marketer's screen.
        reason = SUSPICIOUS if verdict.decision is Decision.ALLOW else UNEXPLAINED
    mending = MENDING.get(verdict.category, "")
    return Screening(decision=decision, category=verdict.category, reason=f"{reason} {mending}".strip())


class Screener:
    """Keeps offensive, hidden and manipulative texts away from models and banners.

    Args:
        judge: Judges the meaning; it adds to the rules' suspicions and clears none, for it might obey an injection.
    """

    def __init__(self, judge: SafetyJudge | None = None) -> None:
        self._judge = judge

    async def screen_request(self, offer: str, descriptions: tuple[str, ...]) -> tuple[str, ...]:
        """Reasons, in Russian, for a person to look at the request.

        Raises:
            InvalidRequest: Control, hidden or right-to-left characters, markup, too long.
            UnsafeContent: Refused, or it could not be judged.
            ServiceUnavailable: The judge does not answer.
        """
        screenings = [screen_text(offer, max_chars=MAX_OFFER_CHARS)]
        refuse_blocked(screenings[0], field="offer")
        for description in descriptions:
            screening = screen_text(description, max_chars=MAX_DESCRIPTION_CHARS)
            refuse_blocked(screening, field="images")
            screenings.append(screening)
        if self._judge is not None:
            verdict = await self._judge.judge_request(offer, descriptions)
            refuse_blocked(verdict, field="offer")
            screenings.append(verdict)
        return _flags(screenings)

    async def screen_prompt(self, prompt: str) -> None:
        """Let an image prompt pass.

        Raises:
            UnsafeContent: Refused, doubtful, or it could not be judged: no person sees a prompt before it is drawn.
            ServiceUnavailable: The judge does not answer.
        """
        screening = screen_text(prompt, max_chars=MAX_PROMPT_CHARS)
        if screening.decision is not Decision.BLOCK and self._judge is not None:
            screening = await self._judge.judge_prompt(prompt)
            if screening.decision is Decision.REVIEW:
                raise UnsafeContent(f"Картинка под вопросом: {screening.reason}")
        if screening.decision is Decision.BLOCK:
            raise UnsafeContent(screening.reason)

    async def screen_texts(self, offer: str, texts: BannerTexts) -> tuple[str, ...]:
        """Reasons, in Russian, for a person to look at finished texts.

        Raises:
            UnsafeContent: Refused, or it could not be judged.
            ServiceUnavailable: The judge does not answer.
        """
        screening = screen_output(texts)
        if self._judge is not None and self._judge.leaks_prompt(offer, texts):
            screening = blocked(RiskCategory.PROMPT_LEAK, LEAKED)
        if screening.decision is not Decision.BLOCK and self._judge is not None:
            screening = await self._judge.judge_texts(offer, texts)
        if screening.decision is Decision.BLOCK:
            raise UnsafeContent(screening.reason)
        return _flags([screening])


def _flags(screenings: list[Screening]) -> tuple[str, ...]:
    """What a person should look at, each reason once."""
    return tuple(dict.fromkeys(s.reason for s in screenings if s.decision is Decision.REVIEW))
