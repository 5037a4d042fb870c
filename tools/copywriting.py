"""What a copywriter is asked and what it answers, whoever writes: a language model or the built-in rules."""

from typing import Protocol

from adbanner.brand_kit import ApprovedExample, Product
from adbanner.frozen import Frozen
from adbanner.layout import Layout
from adbanner.texts import BannerTexts, Fact, FieldText, TextAuthor, TextFault

MAX_SHORTENINGS = 3
"""How often a copywriter is asked to shorten before the texts are cut by whole words."""


class CopyRequest(Frozen):
    """Everything a copywriter may know: context of one banner."""

    product: Product
    layout: Layout
    offer: str
    facts: tuple[Fact, ...]
    """What the offer promises; each must stand in the texts unchanged."""
    tone_of_voice: tuple[str, ...]
    forbidden_words: tuple[str, ...]
    button_verbs: tuple[str, ...]
    """Button texts of the brand for this product, longest first."""
    examples: tuple[ApprovedExample, ...]
    language: str
    seed: int
    aims_below_limits: bool = True
    """Whether a model is told a target below each limit; without it, only the limit."""
    present: tuple[FieldText, ...] = ()
    """What stands on the banner and is to be said otherwise; empty for the first texts."""
    kept_fields: tuple[str, ...] = ()
    """Fields whose present words stay."""
    wish: str = ""
    """What the marketer wants to be different, in their words."""
    alternative: int = 1
    """Which of the other texts, where rules write them and find several."""


class CopyAttempt(Frozen):
    """One answer and what was wrong with it."""

    texts: BannerTexts
    faults: tuple[TextFault, ...]


class Copywriter(Protocol):
    """Turns an offer into the text fields of a layout."""

    @property
    def author(self) -> TextAuthor:
        """Who signs the texts."""

    async def write(self, request: CopyRequest, attempts: tuple[CopyAttempt, ...]) -> BannerTexts:
        """Fill every text field in one go.

        Args:
            request: The context of the banner.
            attempts: Earlier answers with their faults, oldest first; empty for the first draft. Each one
                stands for one request to shorten.

        Raises:
            ServiceUnavailable: The model did not answer; worth a retry.
            ToolFailed: The answer could not be understood, or no text of this offer fits this layout.
        """
