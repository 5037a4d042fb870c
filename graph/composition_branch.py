"""One banner: compose, measure, mend while the budget lasts, deliver or refuse."""

from functools import partial
from typing import Literal

from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime

from adbanner.banner import Adjustments, ComposedBanner, DeliveredBanner, RefusedBanner, Review
from adbanner.errors import InvalidRequest, LayoutError
from adbanner.progress import Step
from graph.context import Context
from graph.progress import report
from graph.services import Services
from graph.state import CompositionOutput, CompositionState
from tools.compositing import describe_banner
from tools.repair import plan_repair

CompositionUpdate = dict[
    str, ComposedBanner | Review | Adjustments | int | str | dict[str, DeliveredBanner] | dict[str, RefusedBanner]
]


async def compose_banner(
    state: CompositionState, runtime: Runtime[Context], *, services: Services
) -> CompositionUpdate:
    """Put ground, pictures and texts together and store the file."""
    layout = services.layouts[state.layout_id]
    try:
        banner = await services.compositor.compose(
            layout,
            state.texts,
            state.pictures[: len(layout.image_slots)],
            services.kit.product(state.brief.product_id),
            state.brief,
            ground=state.ground,
            adjustments=state.adjustments,
        )
    except (LayoutError, InvalidRequest) as error:
        return {"problem": str(error)}
    report(runtime, Step.COMPOSE_BANNER, f"Баннер собран: {layout.title}", layout_id=layout.id)
    return {"banner": banner}


async def review_banner(state: CompositionState, runtime: Runtime[Context], *, services: Services) -> CompositionUpdate:
    """Measure the very file that would be delivered."""
    assert state.banner is not None
    review = await services.reviewer.review(
        state.banner,
        pictures=state.pictures,
        brief=state.brief,
        facts=state.facts,
        earlier=state.review,
    )
    verdict = "прошёл проверку" if review.passed else "не прошёл проверку"
    title = services.layouts[state.layout_id].title
    report(runtime, Step.REVIEW_BANNER, f"Баннер {verdict}: {title}", layout_id=state.layout_id)
    return {"review": review}


async def repair_banner(state: CompositionState, runtime: Runtime[Context], *, services: Services) -> CompositionUpdate:
    """Plan what to change so that the failed checks pass; nothing planned means refusal."""
    assert state.banner is not None
    assert state.review is not None
    layout = services.layouts[state.layout_id]
    adjustments = plan_repair(state.review, state.banner, layout, services.kit)
    if adjustments is None:
        failed = [check.message for check in state.review.checks if check.blocking and not check.passed]
        return {"problem": " ".join(failed)}
    report(runtime, Step.REPAIR_BANNER, f"Исправляем: {layout.title}", layout_id=layout.id)
    return {"adjustments": adjustments, "repairs": state.repairs + 1}


async def deliver_banner(
    state: CompositionState, runtime: Runtime[Context], *, services: Services
) -> CompositionUpdate:
    """Hand out the file that the review covers, and no other."""
    assert state.banner is not None
    assert state.review is not None
    assert state.review.asset == state.banner.asset
    product = services.kit.product(state.brief.product_id)
    delivered = DeliveredBanner(
        banner=state.banner, review=state.review, alt_text=describe_banner(product, state.banner.texts)
    )
    title = services.layouts[state.layout_id].title
    report(runtime, Step.REVIEW_BANNER, f"Проверен: {title}", layout_id=state.layout_id, asset=state.banner.asset)
    return {"made": {state.layout_id: delivered}}


async def refuse_banner(state: CompositionState) -> CompositionUpdate:
    """Say why this format is not delivered."""
    reason = state.problem
    if not reason and state.review is not None:
        reason = " ".join(check.message for check in state.review.checks if check.blocking and not check.passed)
    refused = RefusedBanner(layout_id=state.layout_id, reason=reason, review=state.review)
    return {"rejected": {state.layout_id: refused}}


def after_compose(state: CompositionState) -> Literal["review_banner", "refuse_banner"]:
    """Review what was composed."""
    return "refuse_banner" if state.problem else "review_banner"


def after_review(
    state: CompositionState, runtime: Runtime[Context]
) -> Literal["deliver_banner", "repair_banner", "refuse_banner"]:
    """Deliver a passed banner; mend while rounds remain; otherwise refuse."""
    assert state.review is not None
    if state.review.passed:
        return "deliver_banner"
    return "repair_banner" if state.repairs < runtime.context.max_repairs else "refuse_banner"


def after_repair(state: CompositionState) -> Literal["compose_banner", "refuse_banner"]:
    """Compose again with the repairs, if there are any."""
    return "refuse_banner" if state.problem else "compose_banner"


def build_composition_branch(
    services: Services,
) -> CompiledStateGraph[CompositionState, Context, CompositionState, CompositionOutput]:
    """Wire the branch; it runs once per layout."""
    builder = StateGraph(CompositionState, output_schema=CompositionOutput, context_schema=Context)
    builder.add_node("compose_banner", partial(compose_banner, services=services))
    builder.add_node("review_banner", partial(review_banner, services=services))
    builder.add_node("repair_banner", partial(repair_banner, services=services))
    builder.add_node("deliver_banner", partial(deliver_banner, services=services))
    builder.add_node("refuse_banner", refuse_banner)
    builder.add_edge(START, "compose_banner")
    builder.add_conditional_edges("compose_banner", after_compose)
    builder.add_conditional_edges("review_banner", after_review)
    builder.add_conditional_edges("repair_banner", after_repair)
    builder.add_edge("deliver_banner", END)
    builder.add_edge("refuse_banner", END)
    return builder.compile()
