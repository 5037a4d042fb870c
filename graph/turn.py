"""The beginning of a turn: read what is asked, plan it, screen the person's words, send out the branches."""

import asyncio
from datetime import UTC, datetime
from typing import Literal

from langgraph.runtime import Runtime
from langgraph.types import Overwrite, Send
from pydantic import ValidationError

from adbanner.brief import Brief, parse_brief
from adbanner.commands import COMMAND, MAX_MESSAGE_CHARS, Command, ExplainReview, MakeBanners, ReplacePicture, SetLock
from adbanner.errors import AdBannerError, InvalidRequest, UnsafeContent
from adbanner.progress import Step
from adbanner.usage import NOTHING
from graph.brief_checks import check_own_pictures, slot_count
from graph.context import Context
from graph.explaining import explain_review
from graph.outlining import outline_of
from graph.planning import plan_turn
from graph.progress import report
from graph.recording import counted
from graph.results import Refusal
from graph.services import Services
from graph.session import TalkLine, TurnPlan
from graph.state import BannerState
from graph.versions import is_version_command, shown_content
from tools.facts import extract_facts
from tools.policy import product_flags, screen_request_by_policies, screen_texts_by_policies

SEED_STRIDE = 7_919
"""A prime: seeds of neighbouring slots and of neighbouring briefs do not meet."""
TURN_STRIDE = 104_729
"""Another one, for the turns of a session: what is written and drawn anew comes from other seeds."""

TurnUpdate = dict[str, object]
"""A partial update of ``BannerState``; LangGraph checks the keys."""


async def start_turn(state: BannerState, *, services: Services) -> TurnUpdate:
    """Read what is asked and forget what the last turn left behind; what the session shows stays."""
    content = await shown_content(state, services.store)
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    update: TurnUpdate = {
        "brief": content.brief if content else None,
        "commands": (),
        "message": "",
        "started_at": now,
        "asked": state.message,
        "requests": (),
        "plan": None,
        "refusal": None,
        "answer": "",
        "spending": None,
        "turn_flags": (),
        "turn_facts": (),
        "written": Overwrite({}),
        "found": Overwrite({}),
        "chosen": (),
        "chosen_ground": "",
        "picture_problem": "",
        "picture_detail": "",
        "made": Overwrite({}),
        "rejected": Overwrite({}),
        "proposed": Overwrite({}),
        "usage": Overwrite(NOTHING),
        "turns": state.turns + 1,
        "version_before": state.version,
    }
    try:
        requests = read_requests(state)
    except InvalidRequest as error:
        return {**update, "refusal": refusal_of(error)}
    if state.message:
        update["talk"] = (*state.talk, TalkLine(role="person", text=state.message, at=now))
    return {**update, "requests": requests}


def read_requests(state: BannerState) -> tuple[Command, ...]:
    """The commands that the caller gave; none where a message is still to be understood.

    Raises:
        InvalidRequest: There is neither a brief nor a command nor a message, or one of them cannot be read.
    """
    if state.message:
        if len(state.message) > MAX_MESSAGE_CHARS:
            raise InvalidRequest(f"Сообщение длиннее {MAX_MESSAGE_CHARS} знаков. Напишите короче.", field="message")
        return ()
    if state.commands:
        try:
            return tuple(COMMAND.validate_python(command) for command in state.commands)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            place = ".".join(str(part) for part in first["loc"])
            raise InvalidRequest(f"Команда не\u00a0принята: {place}: {first['msg']}.", field=place) from error
    if state.brief is None:
        raise InvalidRequest("Пустой запрос: нужен бриф, команда или сообщение.")
    brief = state.brief if isinstance(state.brief, Brief) else parse_brief(state.brief)
    return (MakeBanners(brief=brief),)


def refusal_of(error: AdBannerError) -> Refusal:
    """Why nothing of a turn is carried out."""
    field = error.field if isinstance(error, InvalidRequest) else ""
    return Refusal(code=error.code, message=error.told, field=field)


async def plan_step(state: BannerState, runtime: Runtime[Context], *, services: Services) -> TurnUpdate:
    """Turn free words into commands, or answer them, or ask back."""
    content = await shown_content(state, services.store)
    if content is None:
        return {"answer": "Сначала создайте баннеры: выберите продукт, форматы и\u00a0напишите оффер."}
    plan = await services.planner.plan(state.asked, outline_of(state, content, services))
    report(runtime, Step.PLAN_STEP, "Сообщение прочитано")
    return {"requests": plan.commands, "answer": plan.question or plan.answer}


async def prepare_turn(state: BannerState, *, services: Services) -> TurnUpdate:
    """Decide what is made anew, before anything is paid for."""
    requests = state.requests
    try:
        if any(map(is_version_command, requests)):
            if len(requests) > 1:
                raise InvalidRequest("Отмена и\u00a0возврат версии делаются отдельно от других команд.")
            return {}
        content = await shown_content(state, services.store)
        changes = tuple(command for command in requests if not isinstance(command, ExplainReview))
        explanations = [
            explain_review(command, content, services) for command in requests if isinstance(command, ExplainReview)
        ]
        update: TurnUpdate = {"answer": "\n\n".join(explanations), "locks": locks_after(state, changes)}
        if not changes:
            return update
        plan = plan_turn(changes, content, services, locks=state.locks, seen=state.seen, variants=state.variants)
        if any(isinstance(command, MakeBanners | ReplacePicture) for command in changes):
            await check_own_pictures(plan.content.brief, services)
    except InvalidRequest as error:
        return {"refusal": refusal_of(error)}
    rewrites, replacements = counted(state)
    return {**update, "plan": plan, "rewrites": rewrites, "replacements": replacements}


def locks_after(state: BannerState, commands: tuple[Command, ...]) -> tuple[str, ...]:
    """The protected parts once these commands are carried out."""
    locks = set(state.locks)
    for command in commands:
        if isinstance(command, MakeBanners):
            locks.clear()
        elif isinstance(command, SetLock):
            locks = locks | {command.part} if command.locked else locks - {command.part}
    return tuple(sorted(locks))


async def screen_request(state: BannerState, runtime: Runtime[Context], *, services: Services) -> TurnUpdate:
    """Refuse offensive, hidden or manipulative words of the person; flag what somebody should look at."""
    plan = state.plan
    assert plan is not None
    brief = plan.content.brief
    product = services.kit.product(brief.product_id)
    flags: tuple[str, ...] = ()
    try:
        if plan.offers:
            texts = plan.offers if plan.is_new else (brief.offer, *plan.offers)
            flags += screen_request_by_policies(texts, services.kit.policies_for(product))
            flags += await services.screener.screen_request(brief.offer, texts[1:])
        for layout_id in plan.edited:
            flags += await screen_edit(plan, layout_id, services)
    except (UnsafeContent, InvalidRequest) as error:
        field = "offer" if plan.is_new else ""
        return {"refusal": Refusal(code=error.code, message=str(error), field=field), "locks": state.locks}
    report(runtime, Step.SCREEN_REQUEST, "Запрос проверен")
    return {"turn_flags": (*flags, *product_flags(product)) if plan.is_new else flags}


async def screen_edit(plan: TurnPlan, layout_id: str, services: Services) -> tuple[str, ...]:
    """Let no offensive word of the person onto a banner; unjudged counts as unsafe.

    Raises:
        UnsafeContent: The words are refused.
    """
    brief = plan.content.brief
    product = services.kit.product(brief.product_id)
    texts = plan.content.texts[layout_id].texts
    assert texts is not None
    rules = screen_texts_by_policies(brief.offer, texts, services.kit.policies_for(product))
    return (*rules, *await services.screener.screen_texts(brief.offer, texts))


async def gather_context(state: BannerState) -> TurnUpdate:
    """Write down what the offer promises, so that every branch keeps the same facts."""
    assert state.plan is not None
    content = state.plan.content
    return {"turn_facts": content.facts or await asyncio.to_thread(extract_facts, content.brief.offer)}


def turn_seed(state: BannerState) -> int:
    """The seed of the turn: that of the brief for new banners, another one for every change after them."""
    assert state.plan is not None
    seed = state.plan.content.brief.seed
    return seed if state.plan.is_new else (seed + state.turns * TURN_STRIDE) % 2**32


def send_branches(state: BannerState, *, services: Services) -> list[Send] | Literal["choose_images"]:
    """One branch per layout that gets texts, per slot that gets a picture and per variant, all at the same time."""
    plan = state.plan
    assert plan is not None
    brief, seed = plan.content.brief, turn_seed(state)
    texts = [
        Send(
            "write_layout_texts",
            {"brief": brief, "layout_id": task.layout_id, "facts": state.turn_facts, "task": task, "seed": seed},
        )
        for task in plan.write
    ]
    slots = slot_count(brief, services)
    pictures = [
        Send(
            "find_picture",
            {"brief": brief, "slot": task.slot, "slots": slots, "seed": (seed + task.slot * SEED_STRIDE) % 2**32},
        )
        for task in plan.find
    ]
    return texts + pictures + variant_sends(state, seed) or "choose_images"


def variant_sends(state: BannerState, seed: int) -> list[Send]:
    """One branch per variant that is asked for."""
    assert state.plan is not None
    task = state.plan.variants
    if task is None:
        return []
    shared = {
        "content": state.plan.content,
        "layout_id": task.layout_id,
        "writes": task.writes,
        "kept_fields": task.kept_fields,
        "slots": task.slots,
        "facts": state.turn_facts,
    }
    return [
        Send("make_variant", {**shared, "number": number, "seed": (seed + number * SEED_STRIDE) % 2**32})
        for number in range(1, task.count + 1)
    ]


def after_start_turn(state: BannerState) -> Literal["plan_step", "prepare_turn", "refuse"]:
    """Understand a message first; carry commands out."""
    if state.refusal:
        return "refuse"
    return "prepare_turn" if state.requests else "plan_step"


def after_plan_step(state: BannerState) -> Literal["prepare_turn", "reply"]:
    """Carry out what was understood; an answer or a question ends the turn."""
    return "prepare_turn" if state.requests else "reply"


def after_prepare_turn(state: BannerState) -> Literal["note_start", "show_version", "reply", "refuse"]:
    """Screen what is to be made; versions and answers need nothing made."""
    if state.refusal:
        return "refuse"
    if state.plan:
        return "note_start"
    return "show_version" if any(map(is_version_command, state.requests)) else "reply"


def after_screen_request(state: BannerState) -> Literal["gather_context", "refuse"]:
    """Go on only with a request that passed the screen."""
    return "refuse" if state.refusal else "gather_context"
