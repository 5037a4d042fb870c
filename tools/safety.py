"""What may not reach a model or a banner, decided by rules: form and profanity.

Rules about meaning do not generalise (paraphrases slip through, innocent offers are caught), so here they only
ask for a person's look; the meaning itself is judged by ``tools.safety_judge``.
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


class RiskCategory(StrEnum):
    """What a text was stopped for."""

    NONE = "none"
    TOO_LONG = "too_long"
    CONTROL_CHARACTERS = "control_characters"
    HIDDEN_CHARACTERS = "hidden_characters"
    RIGHT_TO_LEFT = "right_to_left"
    MARKUP = "markup"
    TEMPLATE_TOKENS = "template_tokens"
    PROFANITY = "profanity"
    INJECTION = "injection"
    HATE = "hate"
    ADULT = "adult"
    VIOLENCE = "violence"
    ILLEGAL = "illegal"
    RESTRICTED_GOODS = "restricted_goods"
    MEDICAL = "medical"
    INCOME = "income"
    SLANDER = "slander"
    POLITICS = "politics"
    SUPERLATIVE = "superlative"
    OTHER = "other"


MENDABLE = (
    RiskCategory.TOO_LONG,
    RiskCategory.CONTROL_CHARACTERS,
    RiskCategory.HIDDEN_CHARACTERS,
    RiskCategory.RIGHT_TO_LEFT,
    RiskCategory.MARKUP,
)
"""Faults of form: an honest author mends them, nobody is accused of anything."""


class Screening(Frozen):
    """The decision about one text."""

    decision: Decision
    category: RiskCategory = RiskCategory.NONE
    reason: str = ""
    """One sentence in Russian for the marketer; empty when allowed."""


ALLOWED = Screening(decision=Decision.ALLOW)

REVIEW_PATTERNS: tuple[tuple[RiskCategory, str, re.Pattern[str]], ...] = tuple(
    (category, question, re.compile(pattern, re.IGNORECASE | re.DOTALL))
    for category, question, pattern in (
        (
            RiskCategory.INJECTION,
            "похоже на указание для модели, а не на рекламу",
            r"(?:игнорируй|проигнорируй|забудь|отмени|обойди)\w*\b.{0,40}\b(?:инструкц|указани|правил|промпт|ограничени)"
            r"|\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instruction|prompt|rule|above|previous)"
            r"|систем\w+ (?:промпт|сообщени|инструкц)|\bsystem prompt\b|\bты теперь\b|\byou are now\b|\bpretend to be\b"
            r"|(?:выведи|покажи|повтори|раскрой)\w*\b.{0,30}(?:инструкц|промпт|написан\w* выше)"
            r"|(?:^|\n)\s*(?:system|assistant|user|система|ассистент)\s*:"
            r"|\"?(?:decision|verdict|safe)\"?\s*[:=]\s*\"?(?:allow|true|safe)|jailbreak|джейлбрейк"
            r"|(?<![\w+/])[A-Za-z0-9+/]{40,}={0,2}(?![\w+/])",
        ),
        (
            RiskCategory.RESTRICTED_GOODS,
            "похоже на товар, реклама которого ограничена законом",
            r"(?<!безалкогольное )\b(?:пиво|водк[аиу]|вино|вина|виски|коньяк|алкогол\w+)\b"
            r"|\b(?:сигарет|табак|вейп|кальян|никотин)\w*|\b(?:казино|букмекер|тотализатор|джекпот)\w*"
            r"|ставк\w+ на спорт",
        ),
        (
            RiskCategory.ILLEGAL,
            "похоже на незаконный товар или услугу",
            r"\bобнал\w*|\bбез лицензии\b|на чуж\w+ имя|\b(?:наркотик|героин|кокаин|мефедрон|гашиш|марихуан)\w*"
            r"|куп\w+ (?:диплом|паспорт|права)\b|\b(?:пистолет|патрон)(?:ы|ов)?\b",
        ),
        (
            RiskCategory.INCOME,
            "похоже на обещание гарантированного дохода или кредита",
            r"(?<!не )гарантир\w+ (?:доход|прибыл)\w*|(?:доход|прибыл)\w* (?:без риска|гарантир)|одобр\w+ всем\b"
            r"|одобрение 100|пассивн\w+ доход",
        ),
        (
            RiskCategory.MEDICAL,
            "похоже на обещание вылечить",
            r"\b(?:вылеч|исцел|излеч)\w+|вместо (?:врача|лекарств|прививк)\w*|без побочных эффектов|избав\w+ от болезн",
        ),
        (
            RiskCategory.HATE,
            "похоже на деление людей по происхождению или полу",
            r"только для (?:славян|русских|белых|мужчин)|без (?:мигрант|нерусск|баб)\w*|\b(?:хачи|хачей|чурки|жиды)\b",
        ),
        (
            RiskCategory.SLANDER,
            "похоже на упрёк конкуренту",
            r"(?:обман|отрав|хлам|развод)\w* (?:в|у|из|от) «|у конкурентов",
        ),
        (
            RiskCategory.POLITICS,
            "похоже на политическую агитацию",
            r"голосу\w+ за|(?:против|за) (?:власт|президент|правительств)\w*|\b(?:митинг|оппозици)\w*",
        ),
        (
            RiskCategory.SUPERLATIVE,
            "превосходная степень требует подтверждения",
            r"№\s?1\b|номер один"
            r"|\bсам(?:ый|ая|ое|ые|ую|ых) (?:низк|высок|выгодн|дешёв|дешев|быстр|лучш|надёжн|больш)\w*"
            r"|\bлучш(?:ий|ая|ее|ие) (?:банк|сервис|магазин|карт|цен|школ|клиник|такси|доставк)\w*|дешевле не бывает",
        ),
    )
)
"""What a person should look at: category, question and pattern."""


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
    for category, question, pattern in REVIEW_PATTERNS:
        if found := pattern.search(text):
            return Screening(
                decision=Decision.REVIEW,
                category=category,
                reason=f"Проверьте сами: «{found.group().strip()[:60]}» — {question}.",
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
