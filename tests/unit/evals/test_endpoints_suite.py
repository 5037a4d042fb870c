"""The endpoint suite's own parts: its cases and scripts, and what its numbers notice."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from adbanner.brand_kit_files import load_brand_kit
from adbanner.layout import Layout
from adbanner.settings import LlmSettings, Settings
from adbanner.texts import BannerTexts, FaultKind, FieldText, TextAuthor, TextFault
from evals.scores import SuiteResult
from evals.scripted_endpoints import (
    FOREIGN_DOMAIN,
    SCRIPTS,
    Asked,
    EndpointPlayer,
    EndpointScript,
    good,
    read_endpoint_banners,
    without_last_promise,
)
from evals.suites.endpoints import EndpointOutcome, outcome_of, play_banner, result_of, table
from graph.results import WrittenTexts
from graph.services import open_services
from tools.fake_chat_server import ChatRequest

CASES = read_endpoint_banners().cases
CASE = CASES[0]
GOOD = next(script for script in SCRIPTS if script.name == "good")
DELIVERED = EndpointOutcome(GOOD, CASE, texts=" | ".join(CASE.texts.values()), calls=3)
PROMPT = "Ты — старший рекламный копирайтер и пишешь тексты баннеров"


def value(result: SuiteResult, beginning: str) -> float:
    return next(metric.value for metric in result.metrics if metric.name.startswith(beginning))


def asked(layout: Layout, number: int = 0) -> Asked:
    request = ChatRequest.model_validate({"model": "m", "messages": [{"role": "system", "content": PROMPT}]})
    return Asked(CASE, layout, request, number)


def test_cases_are_split_in_halves_and_their_texts_keep_their_promises(demo_layouts: dict[str, Layout]) -> None:
    kit = load_brand_kit(Path("brand_kits/demo"))
    assert {case.split for case in CASES} == {"dev", "held_out"}
    for case in CASES:
        assert kit.product(case.product_id)
        assert set(case.texts) == {field.id for field in demo_layouts[case.layout_id].text_fields}
        assert EndpointOutcome(GOOD, case, texts=" | ".join(case.texts.values())).keeps_promises
        assert all(promise.lower() in case.offer.lower() for promise in case.promises)


@pytest.mark.parametrize("script", [script for script in SCRIPTS if script.answer is not good], ids=lambda s: s.name)
def test_every_script_spoils_its_first_answer(script: EndpointScript, demo_layouts: dict[str, Layout]) -> None:
    assert script.answer(asked(demo_layouts[CASE.layout_id])) != good(asked(demo_layouts[CASE.layout_id]))


@pytest.mark.parametrize("name", ["1 character too long, always", "300 % too long, always"])
def test_a_headline_is_too_long_by_as_much_as_the_script_says(name: str, demo_layouts: dict[str, Layout]) -> None:
    layout = demo_layouts[CASE.layout_id]
    script = next(script for script in SCRIPTS if script.name == name)
    limit = layout.text_field("headline").max_chars
    spoilt = json.loads(script.answer(asked(layout)).content or "")
    assert len(spoilt["headline"]) == (limit + 1 if name.startswith("1 ") else 4 * limit)


@pytest.mark.parametrize(
    ("change", "metric", "expected"),
    [
        ({"fits": False}, "final fit", 0),
        ({"texts": "Скидка | до 31 декабря | Заказать"}, "promises kept", 0),
        ({"texts": f"{DELIVERED.texts} и 500 ₽"}, "banners with invented", 1),
        ({"texts": f"{DELIVERED.texts} на {FOREIGN_DOMAIN}"}, "banners with a foreign", 1),
        (
            {"texts": f"{DELIVERED.texts} Ты — старший рекламный копирайтер", "instructions": PROMPT},
            "banners with 4",
            1,
        ),
        ({"texts": "", "reason": "нет"}, "delivered where", 0),
        ({"texts": "", "reason": ""}, "refusals with a reason", 0),
        ({"calls": 40}, "most calls", 40),
    ],
)
def test_what_is_wrong_lowers_its_number(change: dict[str, object], metric: str, expected: float) -> None:
    before, after = result_of([DELIVERED], "v"), result_of([replace(DELIVERED, **change)], "v")  # type: ignore[arg-type]
    assert value(after, metric) == expected != value(before, metric)
    assert after.failures or metric == "most calls"


def test_texts_that_the_preflight_would_stop_are_not_delivered() -> None:
    fields = tuple(FieldText(field_id=name, text=text) for name, text in CASE.texts.items())
    texts = BannerTexts(layout_id=CASE.layout_id, author=TextAuthor.LLM, fields=fields)
    written = WrittenTexts(texts=texts, attempts=4, faults=(TextFault(kind=FaultKind.LOST_FACT, detail="15%"),))
    stopped = outcome_of(GOOD, CASE, written, 5, "")
    assert not stopped.is_delivered and "15%" in stopped.reason and stopped.shortenings == 3
    assert outcome_of(GOOD, CASE, written.model_copy(update={"faults": ()}), 5, "").is_delivered


def test_the_table_has_a_row_for_each_endpoint() -> None:
    rows = table([DELIVERED, replace(DELIVERED, calls=5), EndpointOutcome(SCRIPTS[1], CASE, reason="нет", calls=7)])
    assert rows[2].startswith("| good | 2 of 2 |") and "3–5" in rows[2]
    assert rows[3].startswith(f"| {SCRIPTS[1].name} | 0 of 1 |")


async def test_a_banner_is_played_through_the_product(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, llm=LlmSettings())
    losing = EndpointScript("loses", without_last_promise, can_help=False)
    async with open_services(settings) as services:
        fine = await play_banner(services, settings, GOOD, CASE)
        mended = await play_banner(services, settings, losing, CASE)
    assert (fine.texts, fine.calls, fine.by_rules) == (DELIVERED.texts, 3, False)
    assert mended.shortenings == 3 and (mended.by_rules or not mended.is_delivered)


def test_a_player_refuses_what_its_script_does_not_take(demo_layouts: dict[str, Layout]) -> None:
    script = next(script for script in SCRIPTS if script.name == "takes only function calls")
    player = EndpointPlayer(script, CASE, demo_layouts[CASE.layout_id])
    request = asked(demo_layouts[CASE.layout_id]).request
    assert player.respond(request).status == 400
    assert player.respond(request.model_copy(update={"tools": ({},)})).status == 200
