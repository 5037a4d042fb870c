"""The pilot's metrics (design document, 3.2) come from events alone; nothing else is at hand here."""

from datetime import timedelta

import pytest

from adbanner.events import ProblemReported, TextEdited, TurnOutcome, TurnStarted, UsedInCampaign, VersionShown
from tests.scripted_events import LAYOUT, START, Day
from tools.pilot_metrics import PilotMetrics, percentile, pilot_metrics
from tools.pilot_sessions import PilotSession, read_session

TOMORROW = START + timedelta(days=1)


def session(day: Day) -> PilotSession:
    found = read_session(day.events)
    assert found is not None
    return found


def metrics(*days: Day) -> PilotMetrics:
    return pilot_metrics([event for day in days for event in day.events], TOMORROW)


def working_day() -> Day:
    """A marketer has one headline and two pictures made anew, edits a word, downloads, and the lead approves."""
    day = Day()
    day.brief()
    day.add(TurnStarted(turn_id="t1", commands=("make_banners",)))
    day.written(1, "Скидка 10% на заказ")
    day.picture(1)
    day.turn("t1", 40)
    day.written(2, "Скидка 15% на заказ", k=1, field_ids=("headline",))
    day.picture(3, k=1)
    day.picture(4, k=2)
    day.add(
        TextEdited(layout_id=LAYOUT, field_id="headline", before="Скидка 15% на заказ", after="Скидка 15% на всё"), 5
    )
    day.add(ProblemReported(text="три колеса", seeds=(8,)), 5)
    day.downloaded(5, "Скидка 15% на всё", minute=30)
    day.decided(5)
    day.add(UsedInCampaign(used=True), 5)
    return day


def test_a_whole_session_is_measured() -> None:
    found = session(working_day())
    assert (found.is_downloaded, found.is_approved, found.is_adopted, found.used) == (True, True, True, True)
    assert (found.text_regenerations, found.picture_regenerations, found.problems) == (1, 2, 1)
    assert found.time_to_asset_s == 30 * 60
    # «заказ» -> «всё»: five edits of «Скидка 15% на заказ», a line break and «Закажите сегодня»
    assert found.text_change == pytest.approx(5 / 36)


def test_the_pilot_is_measured_over_its_sessions() -> None:
    left_alone = Day("c2", "boris")
    left_alone.brief()
    left_alone.turn("t2", 90)
    left_alone.add(UsedInCampaign(used=False))
    found = metrics(working_day(), left_alone)
    assert (found.adoption_rate, found.success_rate, found.generations) == (0.5, 1.0, 2)
    assert (found.time_to_asset_s, found.mean_text_change) == (1_800, pytest.approx(5 / 36))
    assert (found.text_regenerations, found.picture_regenerations, found.problems, found.used_rate) == (1, 2, 1, 0.5)
    assert (found.latencies.p50_s, found.latencies.p99_s, found.latencies.count) == (40, 90, 2)
    assert not found.is_successful
    assert metrics(working_day()).is_successful


def test_a_campaign_without_a_brief_is_no_session() -> None:
    assert read_session([Day().picture(1)]) is None
    assert metrics(Day()).adoption_rate is None
    assert not metrics(Day()).is_successful


@pytest.mark.parametrize(
    ("decisions", "adopted"), [((), False), ((True,), True), ((True, False), False), ((False, True), True)]
)
def test_the_latest_decision_on_the_downloaded_version_holds(decisions: tuple[bool, ...], adopted: bool) -> None:
    day = Day()
    day.brief()
    day.written(1, "Скидка")
    day.downloaded(1, "Скидка")
    for approved in decisions:
        day.decided(1, approved)
    day.decided(2)
    assert session(day).is_adopted is adopted


@pytest.mark.parametrize(("k", "adopted"), [(3, True), (4, False)])
def test_a_fourth_regeneration_of_a_picture_is_too_many(k: int, adopted: bool) -> None:
    day = Day()
    day.brief()
    day.written(1, "Скидка")
    day.picture(1, k=k, slot=1)
    day.downloaded(1, "Скидка")
    day.picture(2, k=9)
    day.decided(1)
    assert session(day).is_adopted is adopted


@pytest.mark.parametrize(("final", "adopted"), [("абвгдежзи_", True), ("абвгдежз__", False)])
def test_a_fifth_of_the_texts_is_too_much_to_edit(final: str, adopted: bool) -> None:
    """With nine characters, a line break and ten: four of 20 edited are 20%, three are 15%."""
    day = Day()
    day.brief()
    day.written(1, "абвгдежзик", body="123456789")
    day.downloaded(1, final, body="__3456789")
    day.decided(1)
    assert session(day).is_adopted is adopted


def test_texts_of_several_fields_count_together() -> None:
    day = Day()
    day.brief()
    day.written(1, "Да", body="Очень длинный текст, который никто не трогал")
    day.downloaded(1, "Ну", body="Очень длинный текст, который никто не трогал")
    day.decided(1)
    assert session(day).is_adopted


def test_a_rewrite_of_one_field_does_not_hide_an_edit_of_another() -> None:
    day = Day()
    day.brief()
    day.written(1, "Скидка", body="а" * 20)
    day.written(3, "Кэшбэк", k=1, field_ids=("headline",), body="б" * 20)
    day.downloaded(3, "Кэшбэк", body="б" * 20)
    assert session(day).text_change == pytest.approx(20 / 27)


def test_an_undo_is_no_edit_by_hand() -> None:
    day = Day()
    day.brief()
    day.written(1, "Скидка")
    day.picture(2, k=1)
    day.written(3, "Совсем другое", k=1)
    day.add(VersionShown(how="undo", number=2), 2)
    day.downloaded(2, "Скидка")
    assert session(day).text_change == 0


def test_a_restored_version_brings_its_words_into_the_new_one() -> None:
    day = Day()
    day.brief()
    day.written(1, "Скидка")
    day.written(2, "Совсем другое", k=1)
    day.add(VersionShown(how="restore", number=1), 3)
    day.written(4, "И ещё раз", k=2)
    day.add(VersionShown(how="undo", number=3), 3)
    day.downloaded(3, "Скидка")
    assert (session(day).text_change, session(day).text_regenerations) == (0, 2)


def test_failed_and_crashed_generations_are_errors_and_refusals_are_not() -> None:
    day = Day()
    day.turn("done", 10)
    day.turn("refused", 1, TurnOutcome.REFUSED)
    day.turn("failed", 60, TurnOutcome.FAILED)
    day.turn("cancelled", 5, TurnOutcome.CANCELLED)
    day.turn("undo", 1, TurnOutcome.FAILED, command="undo")
    day.add(TurnStarted(turn_id="done", commands=("make_banners",)))
    day.add(TurnStarted(turn_id="crashed", commands=("make_banners",)))
    day.add(TurnStarted(turn_id="running", commands=("make_banners",)), minute=24 * 60 - 1)
    found = metrics(day)
    assert (found.success_rate, found.generations) == (0.5, 4)
    assert (found.latencies.count, found.latencies.p50_s) == (1, 10)


def test_percentiles_are_of_the_nearest_rank() -> None:
    seconds = [float(second) for second in range(1, 201)]
    assert [percentile(seconds, percent) for percent in (50, 95, 99)] == [100, 190, 198]
    assert (percentile([7.0], 99), percentile([], 50)) == (7, None)
