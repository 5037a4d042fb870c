"""What is wrong with texts, in words for the marketer."""

from adbanner.texts import FaultKind, TextFault

WORDS = {
    FaultKind.EMPTY: "поле пустое",
    FaultKind.TOO_LONG: "текст длиннее лимита",
    FaultKind.WORD_TOO_LONG: "слово длиннее лимита",
    FaultKind.OVERFLOWS_BOX: "текст не помещается в\u00a0рамку",
    FaultKind.UNSUPPORTED_CHARACTER: "в\u00a0шрифте бренда нет символа",
    FaultKind.FORBIDDEN_WORD: "запрещённое слово",
    FaultKind.REPEATS_FIELD: "повторяет другое поле",
    FaultKind.LOST_FACT: "потеряно условие",
    FaultKind.INVENTED_FACT: "в\u00a0оффере этого нет",
    FaultKind.BROKEN_PHRASE: "фраза обрывается на\u00a0словах",
    FaultKind.MISPLACED_FACT: "условие оторвано от\u00a0своей выгоды",
}
BLOCKING = frozenset(FaultKind) - {FaultKind.REPEATS_FIELD}
"""Faults that no text may be published with; a repetition is only poor style."""


def told(fault: TextFault) -> str:
    """«потеряно условие «до 31 декабря»», with the field where the fault is of one field."""
    detail = f" «{fault.detail}»" if fault.detail else ""
    field = f" ({fault.field_id})" if fault.field_id else ""
    return f"{WORDS[fault.kind]}{detail}{field}"


def blocking_reason(faults: tuple[TextFault, ...]) -> str:
    """Why texts with these faults cannot be published, in Russian; empty when they can."""
    blocking = [told(fault) for fault in faults if fault.kind in BLOCKING]
    return "; ".join(dict.fromkeys(blocking))
