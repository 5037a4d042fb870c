"""The end of a turn: show what was made as a new version, or an earlier one, or say why nothing changed."""

from langgraph.runtime import Runtime

from adbanner.banner import RefusedBanner
from adbanner.commands import RestoreVersion
from adbanner.errors import InvalidRequest
from adbanner.progress import Step
from adbanner.usage import total
from graph.context import Context
from graph.progress import report
from graph.results import Spending, WrittenTexts
from graph.services import Services
from graph.session import Content, TalkLine, Variant
from graph.state import BannerState
from graph.turn import refusal_of
from graph.versions import keep_version, read_content, thumbnail_of, version_after
from tools.fault_words import blocking_reason
from tools.legal_line import publishing_warnings

DeliveryUpdate = dict[str, object]
"""A partial update of ``BannerState``; LangGraph checks the keys."""


async def deliver(state: BannerState, runtime: Runtime[Context], *, services: Services) -> DeliveryUpdate:
    """Show what the turn made as a new version; a turn that could change nothing leaves none."""
    plan = state.plan
    assert plan is not None
    content = content_of_turn(state, services)
    count = len(content.banners)
    report(runtime, Step.DELIVER, f"Готово баннеров: {count} из {len(content.brief.layout_ids)}")
    variants = tuple(state.proposed[key] for key in sorted(state.proposed, key=int))
    update: DeliveryUpdate = {"spending": spending(state)}
    if variants:
        update["variants"] = variants
    problems = problems_of_turn(state)
    answer = answer_of_turn(state, variants, problems)
    if not plan.is_new and not changes_something(state):
        return {**update, **told(state, answer, locks_only=not problems)}
    summary = "; ".join(plan.summary) or "Изменения"
    versions = await keep_version(state, content, summary, services.store)
    return {
        **update,
        **shown(content),
        "versions": versions,
        "version": versions[-1].number,
        "redo": (),
        "answer": answer,
        "talk": (*state.talk, line(state, answer, content, versions[-1].number)),
    }


def content_of_turn(state: BannerState, services: Services) -> Content:
    """What the session shows once everything that was made is in its place."""
    plan = state.plan
    assert plan is not None
    content = plan.content
    layout_ids = content.brief.layout_ids
    texts = {**content.texts}
    for layout_id, written in state.written.items():
        if layout_id in layout_ids and (written.texts is not None or layout_id not in texts):
            texts[layout_id] = written
    ads = tuple(services.text_ads) if content.brief.copy_pack else ()
    copy_pack = {key: checked_copy(state.written[key]) for key in ads if key in state.written}
    untouched = {key: value for key, value in content.banners.items() if key not in plan.compose}
    banners = {**untouched, **state.made}
    refused = {key: value for key, value in content.refused.items() if key not in plan.compose} | state.rejected
    for layout_id in layout_ids:
        if layout_id not in banners and layout_id not in refused:
            refused[layout_id] = refusal_of_format(state, layout_id)
    flags = (*content.flags, *state.turn_flags, *(flag for written in state.written.values() for flag in written.flags))
    return content.model_copy(
        update={
            "facts": tuple(state.turn_facts),
            "flags": tuple(dict.fromkeys(flags)),
            "texts": texts,
            "pictures": tuple(state.chosen),
            "ground": state.chosen_ground,
            "banners": banners,
            "refused": refused,
            "copy_pack": {**content.copy_pack, **copy_pack},
        }
    )


def refusal_of_format(state: BannerState, layout_id: str) -> RefusedBanner:
    """Why a format came to nothing before it could be composed."""
    written = state.written.get(layout_id)
    if written is not None and written.problem:
        return RefusedBanner(layout_id=layout_id, reason=written.problem, detail=written.detail)
    return RefusedBanner(layout_id=layout_id, reason=state.picture_problem, detail=state.picture_detail)


def changes_something(state: BannerState) -> bool:
    """Whether a change came off: one that only failed, or that only proposes, leaves no version."""
    plan = state.plan
    assert plan is not None
    wrote = any(written.texts is not None for written in state.written.values())
    found = bool(plan.find) and not state.picture_problem
    by_itself = bool(plan.summary) and not plan.write and not plan.find
    return wrote or found or by_itself


def problems_of_turn(state: BannerState) -> tuple[str, ...]:
    """What did not come off though it was asked for."""
    texts = tuple(written.problem for written in state.written.values() if written.problem)
    return tuple(dict.fromkeys((*texts, *((state.picture_problem,) if state.picture_problem else ()))))


def answer_of_turn(state: BannerState, variants: tuple[Variant, ...], problems: tuple[str, ...]) -> str:
    """What the turn came to, in one short paragraph."""
    plan = state.plan
    assert plan is not None
    lines = [state.answer] if state.answer else []
    if plan.summary and (plan.is_new or changes_something(state)):
        lines.append("; ".join(plan.summary) + ".")
    if variants:
        ready = sum(variant.delivered is not None for variant in variants)
        lines.append(f"Вариантов: {ready} из\u00a0{len(variants)}. Выберите подходящий рядом с\u00a0баннером.")
    refused = [key for key in plan.compose if key in state.rejected]
    if refused:
        lines.append(f"Не\u00a0прошли проверку: {len(refused)}. Причины\u00a0— в\u00a0отчёте о\u00a0проверке.")
    if problems and not plan.is_new:
        lines += [f"Не\u00a0вышло: {problem}" for problem in problems]
    return " ".join(lines)


def spending(state: BannerState) -> Spending:
    """What the language model cost, with every branch's bill."""
    return Spending(
        texts={layout_id: written.usage for layout_id, written in state.written.items()},
        shared=total((state.usage, *(found.usage for found in state.found.values()))),
    )


def checked_copy(written: WrittenTexts) -> WrittenTexts:
    """Texts that go to a platform without a banner's preflight: with a fault they are held back with the reason."""
    reason = blocking_reason(written.faults)
    if not reason:
        return written
    return written.model_copy(update={"texts": None, "problem": f"Текст не выдан: {reason}."})


def shown(content: Content) -> DeliveryUpdate:
    """The part of the state that a version fills."""
    return {
        "brief": content.brief,
        "banners": content.banners,
        "refused": content.refused,
        "texts": content.texts,
        "pictures": content.pictures,
        "ground": content.ground,
        "button_colour": content.button_colour,
        "facts": content.facts,
        "flags": content.flags,
        "warnings": publishing_warnings(content.brief, content.banners),
        "copy_pack": content.copy_pack,
    }


async def show_version(state: BannerState, runtime: Runtime[Context], *, services: Services) -> DeliveryUpdate:
    """Show an earlier version: undo and redo move among them, a restored one comes back as the newest."""
    (command,) = state.requests
    try:
        entry, redo = version_after(command, state)  # type: ignore[arg-type]  # prepare_turn lets no other pass
    except InvalidRequest as error:
        answer = error.told
        return {"refusal": refusal_of(error), **told(state, answer)}
    content = await read_content(entry, services.store)
    update = {**shown(content), "redo": redo, "version": entry.number}
    answer = f"Показана версия {entry.number}: {entry.summary}."
    if isinstance(command, RestoreVersion):
        versions = await keep_version(state, content, f"Возвращена версия {entry.number}", services.store)
        answer = f"Возвращена версия {entry.number}: {entry.summary}."
        update |= {"versions": versions, "version": versions[-1].number}
    report(runtime, Step.DELIVER, answer)
    return {**update, "answer": answer, "talk": (*state.talk, line(state, answer, content, entry.number))}


async def reply(state: BannerState, runtime: Runtime[Context]) -> DeliveryUpdate:
    """End a turn that made nothing with its answer."""
    report(runtime, Step.DELIVER, state.answer or "Готово")
    return told(state, state.answer)


async def refuse(state: BannerState, runtime: Runtime[Context]) -> DeliveryUpdate:
    """Close the turn with nothing made."""
    assert state.refusal is not None
    report(runtime, Step.REFUSE, state.refusal.message)
    return told(state, state.refusal.message)


def told(state: BannerState, answer: str, *, locks_only: bool = False) -> DeliveryUpdate:
    """The answer, in the chat as well where somebody may wait for it there."""
    if not answer or (locks_only and not state.asked):
        return {"answer": answer}
    return {"answer": answer, "talk": (*state.talk, TalkLine(role="assistant", text=answer, at=state.started_at))}


def line(state: BannerState, answer: str, content: Content, version: int) -> TalkLine:
    """The line of the chat that tells of a version."""
    return TalkLine(
        role="assistant", text=answer, at=state.started_at, version=version, thumbnail=thumbnail_of(content)
    )
