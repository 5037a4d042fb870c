"""The picture suite's own parts: its cases, its flaws, and what its numbers say."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import AnyHttpUrl

from adbanner.artifact_store import ArtifactStore
from adbanner.brand_kit_files import load_brand_kit
from adbanner.prompts import PromptLibrary, Task
from adbanner.settings import PROJECT_ROOT, LlmSettings
from evals.flawed_answers import FLAWS, Flaw, Weight, flawed, good_answer
from evals.picture_cases import read_picture_requests
from evals.scores import SuiteResult
from evals.scripted_pictures import TASKS, Outcome, Outcomes, Script, ScriptedRun
from evals.suites.picture_prompts import answer_case, live_result, scripted_result
from tools.fake_chat_server import ChatReply, ChatRequest, FakeChatServer, answer
from tools.image_prompts import ImagePrompter
from tools.llm import ChatModel

KIT = load_brand_kit(Path("brand_kits/demo"))
CASES = read_picture_requests().cases
PROMPTS = PromptLibrary.load(PROJECT_ROOT / "prompts")
WITH_DESCRIPTION = next(case for case in CASES if case.description)
WITHOUT_DESCRIPTION = next(case for case in CASES if not case.description and case.slot)


def value(result: SuiteResult, name: str) -> float:
    return next(metric.value for metric in result.metrics if metric.name == name)


def prompter_at(server: FakeChatServer, store: ArtifactStore) -> ImagePrompter:
    settings = LlmSettings(base_url=AnyHttpUrl(server.base_url), model="tiny")
    return ImagePrompter(ChatModel(settings, store, PROMPTS), PROMPTS)


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def server(script: Script) -> Iterator[FakeChatServer]:
    with FakeChatServer(script) as running:
        yield running


def test_there_are_enough_cases_half_of_them_left_to_us() -> None:
    assert len(CASES) >= 60
    assert len({case.id for case in CASES}) == len(CASES)
    assert 0.4 <= sum(not case.description for case in CASES) / len(CASES) <= 0.6
    assert {case.slot for case in CASES} > {0}
    assert [case.id for case in CASES if not KIT.product(case.product_id)] == []


@pytest.mark.parametrize("flaw", FLAWS, ids=lambda flaw: f"{flaw.task}-{flaw.name}")
def test_every_flaw_spoils_some_answer(flaw: Flaw) -> None:
    spoilt = [text for case in CASES if (text := flawed(flaw, case, KIT.product(case.product_id)))]
    assert spoilt
    assert not set(spoilt) & {good_answer(flaw.task, case) for case in CASES}


def test_colours_are_spoilt_only_where_the_author_named_one() -> None:
    colours = next(flaw for flaw in FLAWS if flaw.name == "colours" and flaw.task is Task.REWRITE_PROMPT)
    assert flawed(colours, WITHOUT_DESCRIPTION, KIT.product("delivery")) is None


async def test_a_scripted_run_counts_what_was_taken_and_what_was_stopped(
    server: FakeChatServer, script: Script, store: ArtifactStore
) -> None:
    run = ScriptedRun(prompter_at(server, store), script, KIT, lambda done, total: None)
    result = scripted_result(await run.play(CASES[33:36]), "cases 1")
    assert value(result, "good answers taken at once, dev") == 1
    assert value(result, "certain flaws asked about and mended") == 1
    assert value(result, "certain flaws never let through") == 1


def test_what_the_checks_let_through_lowers_the_numbers() -> None:
    flaw = next(flaw for flaw in FLAWS if flaw.weight is Weight.CERTAIN)
    slipped = Outcome("case", "text", "", 1)
    stopped = Outcome("case", None, "модель ответила непригодно", 3)
    english = Outcome("case", None, "bad answer", 3)
    result = scripted_result(
        Outcomes(good=[], once=[(flaw, slipped)], always=[(flaw, stopped), (flaw, english)], twins=[slipped]), "cases 1"
    )
    assert value(result, "certain flaws asked about and mended") == 0
    assert value(result, "certain flaws never let through") == 0.5
    assert value(result, "twins asked about and mended") == 0


async def test_a_model_is_measured_by_its_first_answers(store: ArtifactStore) -> None:
    case = WITHOUT_DESCRIPTION.model_copy(update={"slot": 0})
    good = {PROMPTS.render(task, "system"): good_answer(task, case) for task in TASKS}

    def respond(request: ChatRequest) -> ChatReply:
        text = good[request.messages[0].content]
        is_first_query = text == case.query and len(request.messages) == 2
        return answer({"text": f"{text} за 5 ₽" if is_first_query else text})

    with FakeChatServer(respond) as server:
        answered = await answer_case(prompter_at(server, store), KIT.product(case.product_id), case)

    result = live_result([answered], "tiny", "cases 1")
    assert value(result, "write_search_query: first answer taken") == 0
    assert value(result, "translate_prompt: first answer taken") == 1
    assert value(result, "write_search_query: done") == 1


async def test_a_model_that_never_manages_is_listed_with_its_reason(store: ArtifactStore) -> None:
    case = WITHOUT_DESCRIPTION.model_copy(update={"slot": 0})
    with FakeChatServer(lambda request: answer({"text": "ОК"})) as server:
        answered = await answer_case(prompter_at(server, store), KIT.product(case.product_id), case)

    result = live_result([answered], "tiny", "cases 1")
    assert value(result, "write_image_prompt: done") == 0
    assert value(result, "translate_prompt: done") == 0
    assert any("слишком короткий" in failure for failure in result.failures)


def test_a_live_result_has_the_name_of_its_model() -> None:
    result = live_result([], "tiny", "cases 1")
    assert result.variant == "tiny"
    assert {metric.name for metric in result.metrics} >= {f"{task}: done" for task in TASKS}
