"""What may not reach a model or a banner, decided by rules: form and profanity.

Rules about meaning do not generalise (paraphrases slip through, innocent offers are caught), so here they only
ask for a person's look (``tools.suspicions``); the meaning itself is judged by ``tools.safety_judge``. What the law and
the brand demand of advertising are rules of the brand kit (``tools.policy``).
"""

import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum

from adbanner.brief import MAX_OFFER_CHARS
from adbanner.errors import InvalidRequest, UnsafeContent
from adbanner.frozen import Frozen
from adbanner.texts import BannerTexts
from tools.profanity import find_profanity
from tools.risk_categories import MENDABLE, MENDING, RiskCategory
from tools.suspicions import suspicions

MAX_MARKS_IN_A_ROW = 2
"""Accents on one letter; more is text stacked over its neighbours."""
ALLOWED_CONTROLS = "\n\t"
JOINER, VARIATION_16 = "\u200d", "\ufe0f"
BLANK_LETTERS = "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
"""Letters and signs that draw nothing."""
MARKUP = re.compile(r"<[a-z/!?][^<>]*>?|&(?:#\d+|#x[0-9a-f]+|[a-z]{2,8});|javascript:", re.IGNORECASE)
TEMPLATE_TOKEN = re.compile(
    r"<\|[^<>|]{1,40}\|>|\[/?INST\]|<</?SYS>>|</?s>|<(?:start|end)_of_turn>|</?(?:think|system|assistant|user)>"
    r"|<\N{FULLWIDTH VERTICAL LINE}[^<>]{1,40}>",
    re.IGNORECASE,
)


class Decision(StrEnum):
    """What happens with a text."""

    ALLOW = "allow"
    REVIEW = "review"
    """A person decides."""
    BLOCK = "block"


class Screening(Frozen):
    """The decision about one text."""

    decision: Decision
    category: RiskCategory = RiskCategory.NONE
    reason: str = ""
    """One sentence in Russian for the marketer; empty when allowed."""


ALLOWED = Screening(decision=Decision.ALLOW)


def screen_text(text: str, *, max_chars: int = MAX_OFFER_CHARS) -> Screening:
    """Judge a text by rules: form and profanity block, suspicious wording only asks for a review."""
    if len(text) > max_chars:
        return blocked(
            RiskCategory.TOO_LONG, f"В тексте {len(text)} знаков, можно не больше {max_chars}. Сократите его."
        )
    if token := TEMPLATE_TOKEN.search(text):
        return blocked(
            RiskCategory.TEMPLATE_TOKENS,
            f"В тексте служебная метка языковой модели {token.group()}. В рекламе её быть не может.",
        )
    if markup := MARKUP.search(text):
        return blocked(
            RiskCategory.MARKUP, f"В тексте разметка {markup.group()[:40]}. Оставьте обычный текст без HTML и кодов."
        )
    if problem := _character_problem(text):
        return problem
    if find_profanity(text):
        return blocked(RiskCategory.PROFANITY, "В тексте есть бранное слово. Перепишите без него.")
    for suspicion in suspicions(text):
        return Screening(
            decision=Decision.REVIEW,
            category=suspicion.category,
            reason=f"Проверьте сами: «{suspicion.quote}» — {suspicion.question}. {MENDING[suspicion.category]}",
        )
    return ALLOWED


def screen_output(texts: BannerTexts) -> Screening:
    """Judge finished texts by form and profanity, each alone and all read in a row."""
    pieces = [field.text for field in texts.fields]
    for piece in (*pieces, " ".join(pieces)):
        screening = screen_text(piece)
        if screening.decision is Decision.BLOCK:
            return screening
    return ALLOWED


def refuse_blocked(screening: Screening, *, field: str) -> None:
    """Raise for a blocked text.

    Raises:
        InvalidRequest: A fault of form that the author can mend.
        UnsafeContent: The text is offensive or manipulative.
    """
    if screening.decision is not Decision.BLOCK:
        return
    if screening.category in MENDABLE:
        raise InvalidRequest(screening.reason, field=field)
    raise UnsafeContent(screening.reason)


def blocked(category: RiskCategory, reason: str) -> Screening:
    """A refusal."""
    return Screening(decision=Decision.BLOCK, category=category, reason=reason)


def _character_problem(text: str) -> Screening | None:
    """The first character that has no place in an advertising text."""
    marks = 0
    for index, character in enumerate(text):
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > MAX_MARKS_IN_A_ROW:
            return blocked(
                RiskCategory.HIDDEN_CHARACTERS,
                f"После «{_before(text, index)}» несколько надстрочных знаков подряд. Уберите их.",
            )
        for category, what, is_bad in _BAD_CHARACTERS:
            if is_bad(character) and not _joins_emoji(text, index):
                code = f"U+{ord(character):04X}"
                place = f"после «{_before(text, index)}»" if _before(text, index) else "в начале"
                return blocked(category, f"В тексте {what} ({code}, {place}). Удалите его и наберите это место заново.")
    return None


def _before(text: str, index: int) -> str:
    """A few readable characters before a place."""
    return "".join(character for character in text[max(0, index - 12) : index] if character.isprintable()).strip()


def _joins_emoji(text: str, index: int) -> bool:
    """Whether the character is the joiner inside an emoji such as a family."""
    before = text[index - 1] if index else ""
    return text[index] == JOINER and (before == VARIATION_16 or unicodedata.category(before or " ") in ("So", "Sk"))


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Zl", "Zp") and character not in ALLOWED_CONTROLS


def _is_hidden(character: str) -> bool:
    smuggled = 0xE0100 <= ord(character) <= 0xE01EF  # variation selectors that can carry bytes
    unseen = unicodedata.category(character) in ("Cf", "Co", "Cn", "Cs")
    return unseen or smuggled or character in BLANK_LETTERS


def _is_right_to_left(character: str) -> bool:
    return unicodedata.bidirectional(character) in ("R", "AL", "AN")


_BAD_CHARACTERS: tuple[tuple[RiskCategory, str, Callable[[str], bool]], ...] = (
    (RiskCategory.CONTROL_CHARACTERS, "управляющий символ", _is_control),
    (RiskCategory.HIDDEN_CHARACTERS, "невидимый символ", _is_hidden),
    (RiskCategory.RIGHT_TO_LEFT, "символ письма справа налево", _is_right_to_left),
)
