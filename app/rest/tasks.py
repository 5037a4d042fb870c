"""Turns of a campaign as tasks that are started and asked about."""

import hashlib
from typing import Annotated, Any
from uuid import UUID, uuid4

from fastapi import APIRouter, Header, Path
from langgraph_sdk.client import LangGraphClient
from langgraph_sdk.errors import ConflictError, NotFoundError

from adbanner.brief import Brief
from adbanner.person import Person
from app.rest.campaigns import make_campaign
from app.rest.errors import Conflict, NotFound
from app.rest.parts import LangGraph, OpenedParts, Parts, SignedIn
from app.rest.responses import REFUSALS
from app.rest.schemas import TASK_PATTERN, GenerateRequest, Task, TaskStarted
from app.rest.session import GRAPH_ID, thread_metadata
from app.rest.task_status import read_task
from graph.brief_checks import check_brief, check_own_pictures

router = APIRouter(prefix="/api/v1")
BUSY = "В\u00a0кампании уже идёт другая задача. Дождитесь её или остановите."
NO_TASK = "Такой задачи нет."
KEY_PATTERN = r"^[\x21-\x7e]{1,128}$"

IdempotencyKey = Annotated[
    str | None,
    Header(
        pattern=KEY_PATTERN,
        description="A request that is sent again with the same key starts nothing new and gets the same task.",
    ),
]


@router.post("/generate", status_code=202, responses=REFUSALS)
async def generate(
    wanted: GenerateRequest,
    parts: OpenedParts,
    person: SignedIn,
    langgraph: LangGraph,
    idempotency_key: IdempotencyKey = None,
) -> TaskStarted:
    """Start a turn: make the banners of a brief, carry out commands, or do what a message asks for."""
    if idempotency_key is None:
        return started(await start(wanted, parts, person, langgraph))
    request_sha256 = hashlib.sha256(wanted.model_dump_json().encode()).hexdigest()
    earlier = await parts.records.claim(person, idempotency_key, request_sha256)
    if earlier is not None:
        return started(earlier)
    settled = False
    try:
        task_id = await start(wanted, parts, person, langgraph)
        await parts.records.settle(person, idempotency_key, task_id)
        settled = True
    finally:
        if not settled:
            await parts.records.release(person, idempotency_key)
    return started(task_id)


async def start(wanted: GenerateRequest, parts: Parts, person: Person, langgraph: LangGraphClient) -> str:
    """Start the run and return the id of its task.

    Raises:
        InvalidRequest: The brief names something that is not there.
        NotFound: No such campaign of this person.
        Conflict: The campaign has a task under way.
    """
    if wanted.brief is not None:
        await check(wanted.brief, parts)
    if wanted.campaign_id is None:
        campaign_id = await make_campaign(uuid4(), "", person, parts.records, langgraph)
    else:
        campaign_id = wanted.campaign_id
        await thread_metadata(langgraph, campaign_id)
    try:
        run = await langgraph.runs.create(
            str(campaign_id),
            GRAPH_ID,
            input=run_input(wanted),
            stream_mode=["custom", "values"],
            stream_subgraphs=True,
            stream_resumable=True,
            multitask_strategy="reject",
            durability="sync",
        )
    except ConflictError as error:
        raise Conflict(BUSY) from error
    except NotFoundError as error:
        raise NotFound(NO_TASK) from error
    return f"{campaign_id}.{run['run_id']}"


def run_input(wanted: GenerateRequest) -> dict[str, Any]:
    """The input of the graph: one of the three is not empty."""
    return {
        "brief": wanted.brief.model_dump(mode="json") if wanted.brief else None,
        "commands": [command.model_dump(mode="json") for command in wanted.commands],
        "message": wanted.message.strip(),
    }


async def check(brief: Brief, parts: Parts) -> None:
    """Refuse at once what the run would refuse before it begins."""
    services = await parts.services()
    check_brief(brief, services)
    await check_own_pictures(brief, services)


def started(task_id: str) -> TaskStarted:
    """The answer that names a task."""
    campaign_id = task_id.partition(".")[0]
    return TaskStarted(task_id=task_id, campaign_id=UUID(campaign_id), status_url=f"/api/v1/tasks/{task_id}")


@router.get("/tasks/{task_id}", responses=REFUSALS)
async def task_status(
    task_id: Annotated[str, Path(pattern=TASK_PATTERN)], parts: OpenedParts, langgraph: LangGraph
) -> Task:
    """How far a task is and what came of it."""
    campaign_id, _, run_id = task_id.partition(".")
    store = (await parts.services()).store
    return await read_task(UUID(campaign_id), UUID(run_id), langgraph, store)
