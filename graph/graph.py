"""The banner agent, wired: the only place that knows the order of its steps."""

from functools import partial

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from graph.composition_branch import build_composition_branch
from graph.context import Context
from graph.image_branch import build_image_branch
from graph.metering import metered
from graph.retry import RETRY_SERVICES, patient
from graph.services import Services
from graph.state import BannerState, InputState, OutputState
from graph.text_branch import build_text_branch
from graph.turn import (
    after_screen_request,
    after_start_turn,
    choose_images,
    deliver,
    gather_context,
    refuse,
    screen_request,
    send_branches,
    send_compositions,
    start_turn,
)

BannerGraph = CompiledStateGraph[BannerState, Context, InputState, OutputState]


def build_graph(services: Services, *, checkpointer: BaseCheckpointSaver[str] | None = None) -> BannerGraph:
    """Wire the banner agent over its services.

        start_turn -> screen_request -> gather_context
            -> write_layout_texts (each layout) and find_picture (each slot), in parallel
            -> choose_images -> make_banner (each layout, in parallel) -> deliver
        start_turn | screen_request -> refuse

    Args:
        services: The clients that the nodes work with.
        checkpointer: Where progress is kept; None leaves it to the server that runs the graph.
    """
    builder = StateGraph(BannerState, input_schema=InputState, output_schema=OutputState, context_schema=Context)
    builder.add_node("start_turn", partial(start_turn, services=services))
    screen = patient(metered(partial(screen_request, services=services), services.store))
    builder.add_node("screen_request", screen, retry_policy=RETRY_SERVICES)
    builder.add_node("gather_context", gather_context)
    builder.add_node("write_layout_texts", build_text_branch(services))
    builder.add_node("find_picture", build_image_branch(services))
    builder.add_node("choose_images", partial(choose_images, services=services))
    builder.add_node("make_banner", build_composition_branch(services))
    builder.add_node("deliver", partial(deliver, services=services))
    builder.add_node("refuse", refuse)
    builder.add_edge(START, "start_turn")
    builder.add_conditional_edges("start_turn", after_start_turn)
    builder.add_conditional_edges("screen_request", after_screen_request)
    builder.add_conditional_edges(
        "gather_context", partial(send_branches, services=services), ["write_layout_texts", "find_picture"]
    )
    builder.add_edge("write_layout_texts", "choose_images")
    builder.add_edge("find_picture", "choose_images")
    builder.add_conditional_edges(
        "choose_images", partial(send_compositions, services=services), ["make_banner", "deliver"]
    )
    builder.add_edge("make_banner", "deliver")
    builder.add_edge("deliver", END)
    builder.add_edge("refuse", END)
    return builder.compile(checkpointer=checkpointer)
