from datetime import UTC, datetime, timedelta, timezone
from typing import get_args

import pytest
from pydantic import ValidationError

from adbanner.events import DETAIL, Detail, Event, Opened, event_id
from tests.scripted_events import EVERY_DETAIL

KINDS = {kind.model_fields["kind"].default for kind in get_args(get_args(Detail)[0])}


def test_every_kind_is_tried_in_the_tests() -> None:
    assert {detail.kind for detail in EVERY_DETAIL} == KINDS


@pytest.mark.parametrize("detail", EVERY_DETAIL, ids=lambda detail: detail.kind)
def test_an_event_survives_json(detail: Detail) -> None:
    assert DETAIL.validate_json(detail.model_dump_json()) == detail


def test_times_are_kept_in_utc_and_need_a_zone() -> None:
    moscow = datetime(2026, 11, 23, 12, tzinfo=timezone(timedelta(hours=3)))
    event = Event(id=event_id("a"), at=moscow, person_id="anna", detail=Opened())
    assert (event.at, event.at.tzinfo) == (datetime(2026, 11, 23, 9, tzinfo=UTC), UTC)
    with pytest.raises(ValidationError):
        Event(id=event_id("a"), at=datetime(2026, 11, 23), person_id="anna", detail=Opened())


def test_an_id_follows_from_what_it_names() -> None:
    assert event_id("run", "1") == event_id("run", "1") != event_id("run1", "")
    with pytest.raises(ValidationError):
        Event(id="1", at=datetime(2026, 11, 23, tzinfo=UTC), person_id="anna", detail=Opened())
