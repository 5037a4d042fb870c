"""Texts of one layout: write, check, ask to shorten at most three times, then cut."""

import logging
from functools import partial
from typing import Literal

from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime

from adbanner.errors import ToolFailed, UnsafeContent
from adbanner.layout import Layout
from adbanner.progress import Step
from adbanner.texts import BannerTexts, FaultKind, TextAuthor
from graph.context import Context
from graph.metering import metered
from graph.progress import report
from graph.results import WrittenTexts
from graph.retry import RETRY_SERVICES, patient
from graph.services import Services
from graph.session import TextTask
from graph.state import TextOutput, TextState
from tools.baseline_cutting import cut_plainly
from tools.copywriting import CopyAttempt, CopyRequest
from tools.fault_words import blocking_reason
from tools.language import language_of
from tools.policy import screen_texts_by_policies, violations
from tools.rewording import with_kept_fields, write_asked
from tools.service_words import in_sentence
from tools.text_check import check_texts
from tools.text_cutting import cut_to_fit

logger = logging.getLogger(__name__)

TextUpdate = dict[str, BannerTexts | tuple[CopyAttempt, ...] | tuple[str, ...] | dict[str, WrittenTexts] | str | bool]


def copy_request(state: TextState, services: Services, context: Context) -> CopyRequest:
    """The context of one banner, as the copywriter gets it."""
    product = services.kit.product(state.brief.product_id)
    language = language_of(state.brief.offer, services.kit.language)
    return CopyRequest(
        product=services.kit.worded(product, language),
        layout=tightened(services.layout(state.layout_id), state.task),
        offer=state.brief.offer,
        facts=state.facts,
        tone_of_voice=services.kit.tone_of_voice,
        forbidden_words=services.kit.forbidden_words,
        button_verbs=services.kit.button_verbs(product, language),
        examples=services.kit.examples if context.shows_examples else (),
        language=language,
        seed=state.brief.seed if state.seed is None else state.seed,
        aims_below_limits=context.aims_below_limits,
        present=state.task.present.fields if state.task and state.task.present else (),
        kept_fields=state.task.kept_fields if state.task else (),
        wish=state.task.wish if state.task else "",
        alternative=state.task.alternative if state.task else 1,
    )


def tightened(layout: Layout, task: TextTask | None) -> Layout:
    """The layout with the lower limits of fields that should become shorter."""
    if task is None or not task.max_chars:
        return layout
    fields = tuple(
        field.model_copy(update={"max_chars": min(field.max_chars, task.max_chars.get(field.id, field.max_chars))})
        for field in layout.text_fields
    )
    return layout.model_copy(update={"text_fields": fields})


async def write_texts(state: TextState, runtime: Runtime[Context], *, services: Services) -> TextUpdate:
    """Fill all text fields in one call, continuing the conversation where there was one."""
    request = copy_request(state, services, runtime.context)
    title = services.layout(state.layout_id).title
    try:
        draft = await write_asked(services.copywriter, request, state.attempts, services.fitter)
    except ToolFailed as error:
        instead = None if state.attempts or runtime.context.is_baseline else await arranged_by_rules(request, services)
        if instead is None:
            logger.warning("no texts for %s: %s", state.layout_id, error)
            return {"problem": f"Тексты написать не удалось: {in_sentence(error.told)}", "detail": error.detail}
        logger.warning("the model wrote no texts for %s: %s", state.layout_id, error)
        message = f"Модель не написала тексты, их написал встроенный копирайтер: {title}"
        report(runtime, Step.WRITE_TEXTS, message, layout_id=state.layout_id)
        # The model may have refused for a reason that no rule knows.
        return {
            "draft": instead,
            "flags": ("Модель не стала писать тексты: проверьте оффер и то, что написали правила.",),
        }
    report(runtime, Step.WRITE_TEXTS, f"Тексты написаны: {title}", layout_id=state.layout_id)
    return {"draft": draft}


async def check_draft(state: TextState, runtime: Runtime[Context], *, services: Services) -> TextUpdate:
    """Measure the latest answer: limits, boxes in real glyphs, facts, words."""
    assert state.draft is not None
    faults = check_texts(state.draft, copy_request(state, services, runtime.context), services.fitter)
    return {"attempts": (*state.attempts, CopyAttempt(texts=state.draft, faults=faults))}


async def ask_to_shorten(state: TextState, runtime: Runtime[Context], *, services: Services) -> TextUpdate:
    """Note that the next answer is a shortening; the copywriter reads the faults from the attempts."""
    title = services.layout(state.layout_id).title
    number = len(state.attempts)
    report(runtime, Step.SHORTEN_TEXTS, f"Тексты не подошли, правка {number}: {title}", layout_id=state.layout_id)
    return {}


async def cut_texts(state: TextState, runtime: Runtime[Context], *, services: Services) -> TextUpdate:
    """Keep the best answers that fit and cut the rest by whole words."""
    title = services.layout(state.layout_id).title
    request = copy_request(state, services, runtime.context)
    if runtime.context.is_baseline:
        draft = cut_plainly(state.attempts[-1].texts, request.layout)
    else:
        draft = await written_by_rules(cut_to_fit(state.attempts, request, services.fitter), request, services)
    draft = with_kept_fields(draft, request)
    message = f"Тексты сокращены по словам: {title}"
    if draft.author is not state.attempts[-1].texts.author:
        message = f"Модель не уложилась в лимиты, тексты написал встроенный копирайтер: {title}"
    report(runtime, Step.CUT_TEXTS, message, layout_id=state.layout_id)
    return {"draft": draft, "was_cut": True, "problem": "", "detail": ""}


async def written_by_rules(cut: BannerTexts, request: CopyRequest, services: Services) -> BannerTexts:
    """The built-in copywriter's texts where a cut lost something and they do not; else what was cut."""
    if not blocking_reason(check_texts(cut, request, services.fitter)):
        return cut
    return await arranged_by_rules(request, services) or cut


async def arranged_by_rules(request: CopyRequest, services: Services) -> BannerTexts | None:
    """The built-in copywriter's faultless texts; None where there is none, or not every offer can be rearranged."""
    if services.fallback_copywriter is None:
        return None
    try:
        texts = await write_asked(services.fallback_copywriter, request, (), services.fitter)
    except ToolFailed:
        return None
    return None if blocking_reason(check_texts(texts, request, services.fitter)) else texts


async def screen_texts(state: TextState, *, services: Services) -> TextUpdate:
    """Let no offensive or manipulated text out; unjudged counts as unsafe."""
    assert state.draft is not None
    offer, kit, product = state.brief.offer, services.kit, services.kit.product(state.brief.product_id)
    try:
        rules = screen_texts_by_policies(offer, state.draft, kit.policies_for(product))
        flags = await services.screener.screen_texts(offer, state.draft)
    except UnsafeContent as error:
        return {"problem": str(error)}
    if state.layout_id in services.text_ads:
        # Nothing is printed beside them, so what a banner prints by itself somebody has to add.
        told = " ".join(field.text for field in state.draft.fields)
        rules += tuple(found.explanation for found in violations(told, kit.printing_policies(product)))
    return {"flags": (*state.flags, *rules, *flags)}


async def hand_over_texts(state: TextState, runtime: Runtime[Context], *, services: Services) -> TextUpdate:
    """Hand over the texts, or the reason why this layout has none."""
    written = WrittenTexts(attempts=len(state.attempts), problem=state.problem, detail=state.detail, usage=state.usage)
    if not state.problem:
        assert state.draft is not None
        faults = check_texts(state.draft, copy_request(state, services, runtime.context), services.fitter)
        reason = blocking_reason(faults) if state.task and state.task.present else ""
        if reason:
            # What stands on the banner is better than this.
            return {"written": {state.layout_id: written.model_copy(update={"problem": f"не\u00a0вышло: {reason}"})}}
        written = written.model_copy(
            update={"texts": state.draft, "was_cut": state.was_cut, "flags": state.flags, "faults": faults}
        )
    return {"written": {state.layout_id: written}}


def after_write(state: TextState) -> Literal["check_texts", "cut_to_fit", "hand_over_texts"]:
    """Check an answer; without one, cut what earlier answers left, or give up."""
    if not state.problem:
        return "check_texts"
    return "cut_to_fit" if state.attempts else "hand_over_texts"


def after_check(state: TextState, runtime: Runtime[Context]) -> Literal["screen_texts", "ask_to_shorten", "cut_to_fit"]:
    """Screen a faultless answer; ask again while the budget lasts; then cut."""
    faults = state.attempts[-1].faults
    if runtime.context.is_baseline:
        return "cut_to_fit" if any(fault.kind is FaultKind.TOO_LONG for fault in faults) else "screen_texts"
    if not faults:
        return "screen_texts"
    # Rules have given their best arrangement at once; asking them again only brings worse ones.
    can_improve = state.attempts[-1].texts.author is not TextAuthor.OFFLINE
    if can_improve and len(state.attempts) <= runtime.context.max_shortenings:
        return "ask_to_shorten"
    return "cut_to_fit"


def build_text_branch(services: Services) -> CompiledStateGraph[TextState, Context, TextState, TextOutput]:
    """Wire the branch; it runs once per layout."""
    builder = StateGraph(TextState, output_schema=TextOutput, context_schema=Context)
    write = patient(metered(partial(write_texts, services=services), services.store))
    builder.add_node("write_texts", write, retry_policy=RETRY_SERVICES)
    builder.add_node("check_texts", partial(check_draft, services=services))
    builder.add_node("ask_to_shorten", partial(ask_to_shorten, services=services))
    builder.add_node("cut_to_fit", partial(cut_texts, services=services))
    screen = patient(metered(partial(screen_texts, services=services), services.store))
    builder.add_node("screen_texts", screen, retry_policy=RETRY_SERVICES)
    builder.add_node("hand_over_texts", partial(hand_over_texts, services=services))
    builder.add_edge(START, "write_texts")
    builder.add_conditional_edges("write_texts", after_write)
    builder.add_conditional_edges("check_texts", after_check)
    builder.add_edge("ask_to_shorten", "write_texts")
    builder.add_edge("cut_to_fit", "screen_texts")
    builder.add_edge("screen_texts", "hand_over_texts")
    builder.add_edge("hand_over_texts", END)
    return builder.compile()
