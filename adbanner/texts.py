"""The words on a banner, and what can be wrong with them."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from adbanner.frozen import Frozen


class TextAuthor(StrEnum):
    """Who wrote a text; shown wherever the text is shown."""

    LLM = "llm"
    OFFLINE = "offline"
    PERSON = "person"


class FieldText(Frozen):
    """The text of one field of a layout."""

    field_id: str
    text: str


class BannerTexts(Frozen):
    """All the texts of one banner, one per text field of its layout."""

    layout_id: str
    author: TextAuthor
    fields: tuple[FieldText, ...]

    def text(self, field_id: str) -> str:
        """The text of a field; KeyError when the layout has no such field."""
        for field in self.fields:
            if field.field_id == field_id:
                return field.text
        raise KeyError(field_id)

    def with_text(self, field_id: str, text: str) -> "BannerTexts":
        """The same texts with one field rewritten."""
        fields = tuple(
            FieldText(field_id=field.field_id, text=text) if field.field_id == field_id else field
            for field in self.fields
        )
        return self.model_copy(update={"fields": fields})


class FactKind(StrEnum):
    """What a fact of the offer is about."""

    PERCENT = "percent"
    MONEY = "money"
    COUNT = "count"
    DATE = "date"
    PROMO_CODE = "promo_code"
    CONDITION = "condition"
    FREE = "free"
    GIFT = "gift"
    DEAL = "deal"
    TIME = "time"
    NUMBER = "number"
    CONTACT = "contact"
    BRAND = "brand"


class Fact(Frozen):
    """One promise of the offer that every text must keep as it stands."""

    kind: FactKind
    value: tuple[str, ...]
    """Normalised, e.g. ``("15",)`` or ``("1500", "RUB")``: equal facts have equal values."""
    bound: str = ""
    """How the number is limited: ``upto``, ``from``, ``more``, ``until``, ``instead``, ``approx`` or nothing."""
    text: str
    """The words of the offer, for people."""


class FaultKind(StrEnum):
    """Why a text cannot go on the banner."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    WORD_TOO_LONG = "word_too_long"
    OVERFLOWS_BOX = "overflows_box"
    UNSUPPORTED_CHARACTER = "unsupported_character"
    FORBIDDEN_WORD = "forbidden_word"
    REPEATS_FIELD = "repeats_field"
    LOST_FACT = "lost_fact"
    INVENTED_FACT = "invented_fact"
    MISPLACED_FACT = "misplaced_fact"
    BROKEN_PHRASE = "broken_phrase"


class TextFault(Frozen):
    """One thing that is wrong with the texts of a banner, with its measure."""

    kind: FaultKind
    field_id: str = ""
    """Empty when the fault is of the banner as a whole (a lost fact)."""
    over_chars: Annotated[int, Field(ge=0)] = 0
    over_px: Annotated[int, Field(ge=0)] = 0
    """How much wider or higher than its box the text is at the smallest allowed size."""
    detail: str = ""
    """The word, character or fact at fault."""
