"""How a person judged the texts of banners, line by line; a judgement holds for exactly the texts that were read."""

from enum import StrEnum
from pathlib import Path

from adbanner.frozen import Frozen
from adbanner.texts import FieldText
from evals.written_banners import WrittenBanner

JUDGEMENTS = Path(__file__).parent / "judgements" / "texts.jsonl"


class Verdict(StrEnum):
    """What a marketer would do with the texts."""

    SEND = "send"
    EDIT = "edit"
    """Send after a light edit: nothing is wrong, something reads clumsily."""
    REJECT = "reject"


class Judgement(Frozen):
    """One banner as a person read it."""

    offer_id: str
    layout_id: str
    texts: tuple[FieldText, ...]
    """Empty when the copywriter refused."""
    verdict: Verdict
    reason: str = ""
    """Why it cannot go out as it is."""


def read_judgements(path: Path = JUDGEMENTS) -> dict[tuple[str, str], Judgement]:
    """Judgements by offer and layout; empty when nobody has judged yet."""
    if not path.exists():
        return {}
    judgements = (Judgement.model_validate_json(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {(judgement.offer_id, judgement.layout_id): judgement for judgement in judgements}


def judgement_of(banner: WrittenBanner, judgements: dict[tuple[str, str], Judgement]) -> Judgement | None:
    """The judgement of exactly these texts; None when they changed since, or nobody read them."""
    judgement = judgements.get((banner.case.id, banner.layout_id))
    fields = banner.texts.fields if banner.texts else ()
    return judgement if judgement is not None and judgement.texts == fields else None
