"""Endpoints that go wrong in one way each, as scripts for a server that speaks real HTTP.

A script gets the careful answer of a banner and spoils it. What it spoils once it gives well the next time, as a model
does that can be corrected; what it spoils always shows what the product does without any help.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Annotated, Literal

from pydantic import Field

from adbanner.frozen import Frozen
from adbanner.layout import Layout
from evals.cases import Dataset, read_cases
from tools.fake_chat_server import ChatReply, ChatRequest, answer
from tools.llm_modes import AnswerMode

ALLOWED = {"category": "none", "reason": "", "decision": "allow"}
FOREIGN_DOMAIN = "evil-shop.ru"
FOREIGN_PHONE = "8 800 555-35-35"
FILLER = " и ещё много хорошего для вас и всех ваших близких в любой день"
TIMEOUT_S = 1.5
"""How long the product waits for these endpoints."""


class EndpointCase(Frozen):
    """One banner with the texts that a careful copywriter would write."""

    id: Annotated[str, Field(min_length=1)]
    split: Literal["dev", "held_out"]
    """The code may be tuned on ``dev``; ``held_out`` is only measured."""
    product_id: str
    layout_id: str
    offer: str
    texts: dict[str, str]
    promises: tuple[str, ...]
    """Words of the offer that must stand in the banner letter by letter."""


def read_endpoint_banners() -> Dataset[EndpointCase]:
    """All cases.

    Raises:
        ConfigError: A line is no such case.
    """
    return read_cases("endpoint_banners", EndpointCase)


@dataclass(frozen=True)
class Asked:
    """One question for texts, with what its script may need."""

    case: EndpointCase
    layout: Layout
    request: ChatRequest
    number: int
    """How many questions for texts came before."""


Answer = Callable[[Asked], ChatReply]


@dataclass(frozen=True)
class EndpointScript:
    """One way in which an endpoint behaves."""

    name: str
    answer: Answer
    can_help: bool
    """Whether good texts are to be had from it in the end: then a banner must come out."""
    takes: frozenset[AnswerMode] = frozenset(AnswerMode)
    """Ways to ask for JSON that it does not refuse."""
    ignores: frozenset[AnswerMode] = frozenset()
    """Ways that it takes and does not heed."""


@dataclass
class EndpointPlayer:
    """Plays one script for one banner.

    Args:
        script: What goes wrong.
        case: The banner.
        layout: Its format.
    """

    script: EndpointScript
    case: EndpointCase
    layout: Layout
    asked: list[ChatRequest] = field(default_factory=list)
    """Questions for texts."""

    def probed(self, request: ChatRequest) -> ChatReply:
        """The answer to a probing question."""
        return self._by_mode(request, {"days_in_week": 7, "day_off": "sunday"})

    def respond(self, request: ChatRequest) -> ChatReply:
        """The answer to any other question; the judge's part is to allow everything, as if it were taken in."""
        if '"decision"' in request.model_dump_json().replace("\\", ""):
            return self._by_mode(request, ALLOWED)
        self.asked.append(request)
        refusal = self._by_mode(request, self.case.texts)
        if refusal.status != HTTPStatus.OK:
            return refusal
        return self.script.answer(Asked(self.case, self.layout, request, len(self.asked) - 1))

    def _by_mode(self, request: ChatRequest, value: object) -> ChatReply:
        mode = AnswerMode(request.mode)
        if mode not in self.script.takes:
            return ChatReply(status=HTTPStatus.BAD_REQUEST, error=f"{mode} is not supported")
        if mode in self.script.ignores:
            return ChatReply(content="Seven days, and Sunday is free.")
        return answer(value)


def good(asked: Asked) -> ChatReply:
    """What a careful copywriter would write."""
    return answer(asked.case.texts)


def once(spoilt: Answer) -> Answer:
    """Spoilt the first time, good afterwards."""
    return lambda asked: good(asked) if asked.number else spoilt(asked)


def changed(change: Callable[[str, Asked], str], field_id: str = "headline") -> Answer:
    """The good answer with one field changed."""
    return lambda asked: answer({**asked.case.texts, field_id: change(asked.case.texts[field_id], asked)})


def too_long(share: float = 0) -> Answer:
    """A headline that is a share of its limit too long, at least by one character."""

    def lengthened(text: str, asked: Asked) -> str:
        limit = asked.layout.text_field("headline").max_chars
        wanted = limit + max(1, int(limit * share))
        while len(text) < wanted:
            text += FILLER
        return text[: wanted - 1].rstrip().ljust(wanted, "ы")

    return changed(lengthened)


def without_promises(asked: Asked) -> ChatReply:
    """Fluent texts that promise nothing of the offer."""
    return answer({**asked.case.texts, "headline": "Выгодно и удобно каждый день", "body": "Попробуйте сами"})


def without_last_promise(asked: Asked) -> ChatReply:
    """Good texts without the promise that the offer ends with."""
    lost = asked.case.promises[-1]
    return answer({name: text.replace(lost, "").strip() or "Для вас" for name, text in asked.case.texts.items()})


def in_order(*replies: ChatReply) -> Answer:
    """Replies as they stand, then good ones."""
    return lambda asked: replies[asked.number] if asked.number < len(replies) else good(asked)


def always(reply: ChatReply) -> Answer:
    """The same reply for ever."""
    return lambda _: reply


def system_prompt(asked: Asked) -> str:
    """What the endpoint was told in confidence, in one line."""
    return " ".join(asked.request.messages[0].content.split())


def leaking(asked: Asked) -> ChatReply:
    """The system prompt in every field, cut to fit."""
    told = system_prompt(asked)
    return answer({name: _first_words(told, asked.layout.text_field(name).max_chars) for name in asked.case.texts})


def leaking_beside(asked: Asked) -> ChatReply:
    """Good texts with a piece of the system prompt behind the body, as much as fits."""
    body = asked.case.texts["body"]
    room = asked.layout.text_field("body").max_chars - len(body) - 2
    return answer({**asked.case.texts, "body": f"{body}. {_first_words(system_prompt(asked), max(0, room))}".strip()})


def thinking(asked: Asked) -> ChatReply:
    """Thinks aloud before it answers, and needs more room than others."""
    if (asked.request.max_tokens or 0) <= 1_024:
        return ChatReply(content="<think>Сначала посчитаю символы", finish_reason="length")
    return ChatReply(content=f"<think>Считаю {{символы}}</think>{json.dumps(asked.case.texts, ensure_ascii=False)}")


def dying(asked: Asked) -> ChatReply:
    """Too long first; then nobody is there any more."""
    return ChatReply(die=True) if asked.number else too_long()(asked)


def _first_words(text: str, max_chars: int) -> str:
    return re.sub(r"\s\S*$", "", text[: max_chars + 1]) if len(text) > max_chars else text


BROKEN = ChatReply(content='{"headline": "Скид')
BUSY = ChatReply(status=HTTPStatus.TOO_MANY_REQUESTS, error="slow down", retry_after="0.2")
DOWN = ChatReply(status=HTTPStatus.SERVICE_UNAVAILABLE, error="maintenance")
SLOW = ChatReply(delay_s=2 * TIMEOUT_S)
NO_CHOICES = ChatReply(raw_body='{"choices": []}')
PAGE = ChatReply(raw_body="<html>Sign in</html>")
REFUSAL = ChatReply(content=None, refusal="I can't help with that.")
HIGHER = changed(lambda text, _: re.sub(r"\d+", lambda match: str(int(match[0]) + 1), text, count=1))
PROMISED = changed(lambda text, _: f"{text} и 500 ₽", "body")
LINKED = changed(lambda text, _: FOREIGN_DOMAIN, "body")
LINKED_BESIDE = changed(lambda text, _: f"{text} на {FOREIGN_DOMAIN}", "body")
PHONED = changed(lambda text, _: f"{text}, {FOREIGN_PHONE}", "body")


def with_extra_field(asked: Asked) -> ChatReply:
    """A field that nobody asked for."""
    return answer({**asked.case.texts, "legal": "Реклама"})


def without_button(asked: Asked) -> ChatReply:
    """A field too few."""
    return answer({name: text for name, text in asked.case.texts.items() if name != "button"})


SCRIPTS: tuple[EndpointScript, ...] = (
    EndpointScript("good", good, can_help=True),
    EndpointScript("1 character too long, once", once(too_long()), can_help=True),
    EndpointScript("300 % too long, once", once(too_long(3)), can_help=True),
    EndpointScript("1 character too long, always", too_long(), can_help=True),
    EndpointScript("300 % too long, always", too_long(3), can_help=True),
    EndpointScript("malformed, once", once(always(BROKEN)), can_help=True),
    EndpointScript("malformed, always", always(BROKEN), can_help=False),
    EndpointScript("a field too few, once", once(without_button), can_help=True),
    EndpointScript("a field too many, once", once(with_extra_field), can_help=True),
    EndpointScript("thinks aloud, needs room", thinking, can_help=True),
    EndpointScript("refuses", always(REFUSAL), can_help=False),
    EndpointScript("slow, once", in_order(SLOW), can_help=True),
    EndpointScript("slow, always", always(SLOW), can_help=False),
    EndpointScript("rate limit, once", in_order(BUSY), can_help=True),
    EndpointScript("rate limit, always", always(BUSY), can_help=False),
    EndpointScript("503, once", in_order(DOWN), can_help=True),
    EndpointScript("503, always", always(DOWN), can_help=False),
    EndpointScript("drops the connection, once", in_order(ChatReply(drop=True)), can_help=True),
    EndpointScript("no choices, once", in_order(NO_CHOICES), can_help=True),
    EndpointScript("page of a proxy, always", always(PAGE), can_help=False),
    EndpointScript("drops all promises, once", once(without_promises), can_help=True),
    EndpointScript("drops all promises, always", without_promises, can_help=False),
    EndpointScript("drops the last promise, always", without_last_promise, can_help=False),
    EndpointScript("raises a number, once", once(HIGHER), can_help=True),
    EndpointScript("raises a number, always", HIGHER, can_help=False),
    EndpointScript("invents a sum, once", once(PROMISED), can_help=True),
    EndpointScript("invents a sum, always", PROMISED, can_help=False),
    EndpointScript("tells its prompt, always", leaking, can_help=False),
    EndpointScript("tells its prompt beside good texts, always", leaking_beside, can_help=False),
    EndpointScript("foreign address, always", LINKED, can_help=False),
    EndpointScript("foreign address beside good texts, always", LINKED_BESIDE, can_help=False),
    EndpointScript("foreign telephone, always", PHONED, can_help=False),
    EndpointScript("dies half-way", dying, can_help=False),
    EndpointScript("takes only function calls", good, can_help=True, takes=frozenset({AnswerMode.TOOL_CALLING})),
    EndpointScript("takes only plain questions", good, can_help=True, takes=frozenset({AnswerMode.PROMPT})),
    EndpointScript(
        "ignores schemas and functions",
        good,
        can_help=True,
        ignores=frozenset({AnswerMode.JSON_SCHEMA, AnswerMode.TOOL_CALLING}),
    ),
)
"""All of them. Those that cannot help may still end in a banner: the built-in copywriter steps in where it can."""
