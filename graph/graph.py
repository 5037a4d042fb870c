"""The banner agent, wired: the only place that knows the order of its steps."""

from functools import partial

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from graph.composition_branch import build_composition_branch
from graph.context import Context
from graph.delivery import deliver, refuse, reply, show_version
from graph.image_branch import build_image_branch
from graph.joining import choose_images, send_compositions
from graph.metering import metered
from graph.record_keeping import note_start, record_turn
from graph.retry import RETRY_SERVICES, patient
from graph.services import Services
from graph.state import BannerState, InputState, OutputState
from graph.text_branch import build_text_branch
from graph.turn import (
    after_plan_step,
    after_prepare_turn,
    after_screen_request,
    after_start_turn,
    gather_context,
    plan_step,
    prepare_turn,
    screen_request,
    send_branches,
    start_turn,
)
from graph.variant_branch import build_variant_branch

BannerGraph = CompiledStateGraph[BannerState, Context, InputState, OutputState]


def build_graph(services: Services, *, checkpointer: BaseCheckpointSaver[str] | None = None) -> BannerGraph:
    """Wire the banner agent over its services.

        start_turn -> (plan_step, for a message) -> prepare_turn -> note_start -> screen_request -> gather_context
            -> write_layout_texts (each layout), find_picture (each slot), make_variant (each variant), in parallel
            -> choose_images -> make_banner (each layout, in parallel) -> deliver
        prepare_turn -> show_version (undo, redo, restore)
        plan_step | prepare_turn -> reply (an answer or a question)
        start_turn | prepare_turn | screen_request -> refuse
        deliver | show_version | reply | refuse -> record_turn

    Args:
        services: The clients of the nodes.
        checkpointer: Keeps threads; None where the server brings its own.
    """
    builder = StateGraph(BannerState, input_schema=InputState, output_schema=OutputState, context_schema=Context)
    builder.add_node("start_turn", partial(start_turn, services=services))
    plan = patient(metered(partial(plan_step, services=services), services.store))
    builder.add_node("plan_step", plan, retry_policy=RETRY_SERVICES)
    builder.add_node("prepare_turn", partial(prepare_turn, services=services))
    screen = patient(metered(partial(screen_request, services=services), services.store))
    builder.add_node("screen_request", screen, retry_policy=RETRY_SERVICES)
    builder.add_node("note_start", partial(note_start, services=services))
    builder.add_node("gather_context", gather_context)
    builder.add_node("write_layout_texts", build_text_branch(services))
    builder.add_node("find_picture", build_image_branch(services))
    builder.add_node("make_variant", build_variant_branch(services))
    builder.add_node("choose_images", partial(choose_images, services=services))
    builder.add_node("make_banner", build_composition_branch(services))
    builder.add_node("deliver", partial(deliver, services=services))
    builder.add_node("show_version", partial(show_version, services=services))
    builder.add_node("reply", reply)
    builder.add_node("refuse", refuse)
    builder.add_node("record_turn", partial(record_turn, services=services))
    builder.add_edge(START, "start_turn")
    builder.add_conditional_edges("start_turn", after_start_turn)
    builder.add_conditional_edges("plan_step", after_plan_step)
    builder.add_conditional_edges("prepare_turn", after_prepare_turn)
    builder.add_conditional_edges("screen_request", after_screen_request)
    builder.add_edge("note_start", "screen_request")
    builder.add_conditional_edges(
        "gather_context",
        partial(send_branches, services=services),
        ["write_layout_texts", "find_picture", "make_variant", "choose_images"],
    )
    for branch in ("write_layout_texts", "find_picture", "make_variant"):
        builder.add_edge(branch, "choose_images")
    builder.add_conditional_edges(
        "choose_images", partial(send_compositions, services=services), ["make_banner", "deliver"]
    )
    builder.add_edge("make_banner", "deliver")
    for last in ("deliver", "show_version", "reply", "refuse"):
        builder.add_edge(last, "record_turn")
    builder.add_edge("record_turn", END)
    return builder.compile(checkpointer=checkpointer)
