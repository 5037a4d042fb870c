"""The product against a server that we did not write: llama.cpp's, with a model of random weights.

The words are nonsense, but what goes over the wire is real: schemas that the server enforces, function calls that it
forces, token limits that it applies.
"""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import AnyHttpUrl, BaseModel, ConfigDict

from adbanner.artifact_store import ArtifactStore
from adbanner.brief import Brief
from adbanner.errors import ServiceUnavailable, ToolFailed
from adbanner.prompts import PromptLibrary, Task
from adbanner.settings import PROJECT_ROOT, LlmSettings, Settings
from adbanner.texts import FaultKind, TextAuthor
from graph.context import Context
from graph.results import WrittenTexts
from graph.services import open_services
from graph.state import TextState
from graph.text_branch import build_text_branch
from tools.endpoint_probe import EndpointState, probe_endpoints
from tools.facts import extract_facts
from tools.llm import ChatMessage, ChatModel
from tools.llm_endpoint import ChatEndpoint
from tools.llm_modes import AnswerMode
from tools.safety_judge import Screener

PYTHON = PROJECT_ROOT / ".venv" / "llm-server" / "bin" / "python"
SCRIPT = PROJECT_ROOT / "scripts" / "serve_random_llm.py"
PROMPTS = PromptLibrary.load(PROJECT_ROOT / "prompts")
QUESTION = (ChatMessage(role="system", content="Пиши рекламу."), ChatMessage(role="user", content="Скидка 15%"))
BANNERS = (
    ("Скидка 15% на первый заказ до 31 декабря", "vk_600x600"),
    ("Доставка за 0 ₽ по промокоду ЛЕТО", "ya_300x250"),
)
SEEDS = 10


class Texts(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    headline: str
    body: str
    button: str


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The server's address and its process."""
    if not PYTHON.exists():
        pytest.skip("the server's own environment is not there; `make test` sets it up")
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [PYTHON, SCRIPT, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True
        )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address, (folder / "log").read_text()
        yield f"{address}/v1", process
    finally:
        process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("model")) as (address, _):
        yield address


def settings_for(base_url: str, **changes: object) -> LlmSettings:
    return LlmSettings(base_url=AnyHttpUrl(base_url), model="random", max_tokens=300).model_copy(update=changes)


async def test_the_doctor_finds_model_and_mode(base_url: str, tmp_path: Path) -> None:
    found = await probe_endpoints(Settings.model_construct(llm=settings_for(base_url), data_dir=tmp_path))
    assert found[0].state is EndpointState.ANSWERS
    assert "Offers random." in found[0].message and "json_schema" in found[0].message


async def test_a_probe_finds_the_best_mode(base_url: str, store: ArtifactStore) -> None:
    endpoint = ChatEndpoint(settings_for(base_url), store, PROMPTS)
    dialect = await endpoint.learn()
    await endpoint.close()
    assert (dialect.mode, dialect.token_limit, dialect.refused) == (AnswerMode.JSON_SCHEMA, "max_tokens", ())


@pytest.mark.parametrize("mode", ["json_schema", "tool_calling"])
async def test_answers_of_enforced_modes_are_within_the_schema(base_url: str, store: ArtifactStore, mode: str) -> None:
    chat = ChatModel(settings_for(base_url, structured_output=mode), store, PROMPTS)
    completions = []
    for seed in range(SEEDS):
        try:
            completions.append(await chat.complete(Task.WRITE_TEXTS, QUESTION, Texts, seed=seed))
        except ToolFailed as error:
            # Random weights sometimes call the function twice, or never stop.
            assert "asked twice" in str(error)
    await chat.close()
    assert len(completions) >= SEEDS - 2
    assert len({completion.value for completion in completions}) > 1
    assert all(completion.usage.prompt_tokens and completion.usage.completion_tokens for completion in completions)


@pytest.mark.parametrize("mode", ["json_object", "prompt"])
async def test_answers_that_nothing_holds_to_the_schema_are_refused_with_the_reason(
    base_url: str, store: ArtifactStore, mode: str
) -> None:
    chat = ChatModel(settings_for(base_url, structured_output=mode), store, PROMPTS)
    with pytest.raises(ToolFailed, match=r"asked twice|ADBANNER_LLM__MAX_TOKENS"):
        await chat.complete(Task.WRITE_TEXTS, QUESTION, Texts, seed=1)
    await chat.close()


async def test_an_answer_cut_off_by_the_server_names_the_setting(base_url: str, store: ArtifactStore) -> None:
    chat = ChatModel(settings_for(base_url, structured_output="json_schema", max_tokens=8), store, PROMPTS)
    with pytest.raises(ToolFailed, match="ADBANNER_LLM__MAX_TOKENS"):
        await chat.complete(Task.WRITE_TEXTS, QUESTION, Texts, seed=1)
    await chat.close()


@pytest.mark.parametrize("mode", ["auto", "tool_calling"])
async def test_banners_of_nonsense_are_corrected_at_most_three_times_and_then_written_by_rules(
    base_url: str, tmp_path: Path, mode: str
) -> None:
    settings = Settings(data_dir=tmp_path, llm=settings_for(base_url, structured_output=mode))
    async with open_services(settings) as services:
        # A judge of random weights would say anything.
        branch = build_text_branch(replace(services, screener=Screener(None)))
        for offer, layout_id in BANNERS:
            brief = Brief(product_id="delivery", offer=offer, layout_ids=(layout_id,), seed=1)
            state = TextState(brief=brief, layout_id=layout_id, facts=extract_facts(offer))
            output = await branch.ainvoke(state, context=Context())
            written: WrittenTexts = output["written"][layout_id]
            assert 2 <= written.attempts <= 4 and written.usage.calls >= written.attempts
            assert written.texts is not None and written.texts.author is TextAuthor.OFFLINE
            assert {fault.kind for fault in written.faults} <= {FaultKind.REPEATS_FIELD}


async def test_a_server_that_is_killed_is_named_and_what_it_answered_is_kept(
    tmp_path: Path, store: ArtifactStore
) -> None:
    with served(tmp_path) as (address, process):
        chat = ChatModel(settings_for(address, structured_output="json_schema"), store, PROMPTS)
        first = await chat.complete(Task.WRITE_TEXTS, QUESTION, Texts, seed=1)
        process.kill()
        process.wait()
        with pytest.raises(ServiceUnavailable, match="ADBANNER_LLM__BASE_URL"):
            await chat.complete(Task.WRITE_TEXTS, QUESTION, Texts, seed=2)
        assert (await chat.complete(Task.WRITE_TEXTS, QUESTION, Texts, seed=1)).value == first.value
        await chat.close()
