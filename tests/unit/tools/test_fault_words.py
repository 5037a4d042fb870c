import pytest

from adbanner.texts import FaultKind, TextFault
from tools.fault_words import WORDS, blocking_reason


def test_every_fault_has_its_words() -> None:
    assert set(WORDS) == set(FaultKind)


@pytest.mark.parametrize("kind", [FaultKind.LOST_FACT, FaultKind.INVENTED_FACT, FaultKind.TOO_LONG])
def test_a_fault_that_misleads_or_does_not_fit_blocks(kind: FaultKind) -> None:
    assert "«до 15%»" in blocking_reason((TextFault(kind=kind, detail="до 15%"),))


def test_a_repetition_does_not_block() -> None:
    assert blocking_reason((TextFault(kind=FaultKind.REPEATS_FIELD, field_id="body"),)) == ""
