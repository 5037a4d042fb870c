"""The brand kit's rules about what its advertising says: which rule a text breaks, and how to mend it."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from adbanner.brand_kit import BrandKit, Policy, PolicyAction, Product
from adbanner.errors import BrandKitError, UnsafeContent
from adbanner.frozen import Frozen
from adbanner.texts import BannerTexts
from tools.lemmas import WORD, forbidden_forms
from tools.safety import Decision, screen_text

MAX_QUOTE_CHARS = 60
MAX_PRODUCT_CHARS = 6_000

Span = tuple[int, int]


class Violation(Frozen):
    """A text that breaks a rule."""

    policy: Policy
    quote: str
    """The words that break it, as they stand in the text."""

    @property
    def explanation(self) -> str:
        """Which rule, why, and how to mend it, in Russian."""
        rule = self.policy
        return f"Правило «{rule.title}»: в тексте «{self.quote}». {_sentence(rule.reason)} {_sentence(rule.mend)}"


def violations(text: str, policies: Iterable[Policy]) -> tuple[Violation, ...]:
    """The rules that a text breaks, each with the first words that break it."""
    found = []
    for policy in policies:
        if quote := _first_quote(text, policy):
            found.append(Violation(policy=policy, quote=quote))
    return tuple(found)


def screen_request_by_policies(texts: Iterable[str], policies: tuple[Policy, ...]) -> tuple[str, ...]:
    """Reasons, in Russian, for a person to look at what the marketer wrote.

    Raises:
        UnsafeContent: A rule forbids it.
    """
    found = [violation for text in texts for violation in violations(text, policies)]
    _refuse(found)
    return tuple(dict.fromkeys(violation.explanation for violation in found))


def screen_texts_by_policies(offer: str, texts: BannerTexts, policies: tuple[Policy, ...]) -> tuple[str, ...]:
    """Reasons, in Russian, for a person to look at finished texts, beyond those that the offer gave already.

    Raises:
        UnsafeContent: A rule forbids them.
    """
    pieces = [field.text for field in texts.fields]
    found = [violation for piece in (*pieces, " ".join(pieces)) for violation in violations(piece, policies)]
    _refuse(found)
    known = {violation.policy.id for violation in violations(offer, policies)}
    first = {violation.policy.id: violation for violation in reversed(found)}
    return tuple(first[rule.id].explanation for rule in policies if rule.id in first and rule.id not in known)


def product_flags(product: Product) -> tuple[str, ...]:
    """Reasons, in Russian, for a person to look at the texts of a product, which models read as they read an offer."""
    screenings = [screen_text(text, max_chars=MAX_PRODUCT_CHARS) for _, text in _product_texts(product)]
    reasons = (screening.reason for screening in screenings if screening.decision is not Decision.ALLOW)
    return tuple(dict.fromkeys(f"Продукт «{product.id}»: {reason}" for reason in reasons))


def check_product_texts(kit: BrandKit) -> None:
    """Let a kit pass whose product texts hold nothing that no banner may hold.

    Raises:
        BrandKitError: Swearing, hidden characters, markup or chat-template tokens; names the product and the field.
    """
    path = kit.root / "products.jsonl"
    for product in kit.products:
        for field, text in _product_texts(product):
            screening = screen_text(text, max_chars=MAX_PRODUCT_CHARS)
            if screening.decision is Decision.BLOCK:
                raise BrandKitError(path, f"the product «{product.id}»: {screening.reason}", field=field)


def _product_texts(product: Product) -> Iterator[tuple[str, str]]:
    """Every text of a product that a model or a banner gets, with its field."""
    for field in ("name", "word_mark", "description", "name_en", "description_en"):
        yield field, getattr(product, field)
    for field in ("button_verbs", "button_verbs_en"):
        yield from ((field, verb) for verb in getattr(product, field))


def _refuse(found: Iterable[Violation]) -> None:
    for violation in found:
        if violation.policy.action is PolicyAction.BLOCK:
            raise UnsafeContent(violation.explanation)


def _first_quote(text: str, policy: Policy) -> str:
    """The first words that break a policy outside of its exceptions; empty when nothing does."""
    excused = [match.span() for pattern in policy.exceptions for match in _compiled(pattern).finditer(text)]
    hits = sorted((*_pattern_spans(text, policy), *_phrase_spans(text, policy)))
    for start, end in hits:
        if not any(left <= start and end <= right for left, right in excused):
            return text[start:end].strip()[:MAX_QUOTE_CHARS]
    return ""


def _pattern_spans(text: str, policy: Policy) -> Iterator[Span]:
    for pattern in policy.patterns:
        yield from (match.span() for match in _compiled(pattern).finditer(text) if match.group())


def _phrase_spans(text: str, policy: Policy) -> Iterator[Span]:
    """Where the words of a phrase follow each other in any of their forms."""
    words = [(_plain(match.group()), match.span()) for match in WORD.finditer(text)]
    for phrase in policy.lemmas:
        forms = _phrase_forms(phrase)
        for first in range(len(words) - len(forms) + 1):
            window = words[first : first + len(forms)]
            if all(word in form for (word, _), form in zip(window, forms, strict=True)):
                yield window[0][1][0], window[-1][1][1]


@cache
def _phrase_forms(phrase: str) -> tuple[frozenset[str], ...]:
    return tuple(forbidden_forms((word,)) for word in phrase.split())


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _plain(word: str) -> str:
    return word.lower().replace("ё", "е")


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
