"""One variant of one format: other texts and other pictures than the session shows, composed and measured alike."""

from functools import partial
from typing import Literal

from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.types import Send

from adbanner.brief import Brief
from adbanner.errors import ToolFailed
from adbanner.images import ImageOrigin, Picture
from graph.composition_branch import build_composition_branch
from graph.context import Context
from graph.image_branch import build_image_branch
from graph.joining import picture_for_slot
from graph.results import FoundPictures, WrittenTexts
from graph.services import Services
from graph.session import TextTask, Variant
from graph.state import VariantOutput, VariantState
from graph.text_branch import build_text_branch
from tools.button_look import button_adjustments

VariantUpdate = dict[str, object]
"""A partial update of ``VariantState``; LangGraph checks the keys."""


def send_variant_branches(state: VariantState) -> list[Send] | Literal["choose_variant_images"]:
    """The texts and every picture that may change, at the same time."""
    brief = state.content.brief
    sends = []
    if state.writes:
        present = state.content.texts.get(state.layout_id)
        task = TextTask(
            layout_id=state.layout_id,
            present=present.texts if present else None,
            kept_fields=state.kept_fields,
            alternative=state.number,
        )
        payload = {"brief": brief, "layout_id": state.layout_id, "facts": state.facts, "task": task}
        sends.append(Send("write_layout_texts", {**payload, "seed": state.seed}))
    slots = len(state.content.pictures)
    sends += [
        Send("find_picture", {"brief": brief, "slot": slot, "slots": slots, "seed": picture_seed(state, brief, slot)})
        for slot in state.slots
    ]
    return sends or "choose_variant_images"


def picture_seed(state: VariantState, brief: Brief, slot: int) -> int:
    """Another seed for each picture of each variant."""
    return (state.seed + slot) % 2**32


async def choose_variant_images(state: VariantState, *, services: Services) -> VariantUpdate:
    """The pictures of the variant: the k-th variant starts at the k-th picture that the person has not seen."""
    pictures = {picture.slot: picture for picture in state.content.pictures}
    used = {picture.label for slot, picture in pictures.items() if slot not in state.slots}
    for slot in state.slots:
        found = state.found[str(slot)]
        try:
            pictures[slot] = await picture_for_slot(
                slot, turned(found, pictures.get(slot), state.number), used, services
            )
        except ToolFailed as error:
            return {"problem": error.told}
    return {"pictures": tuple(pictures[slot] for slot in sorted(pictures))}


def turned(found: FoundPictures, present: Picture | None, number: int) -> FoundPictures:
    """The hits without the present picture, beginning with the one of that number."""
    label = present.label if present and present.origin is ImageOrigin.BANK else ""
    hits = tuple(hit for hit in found.hits if hit.image_id != label)
    start = (number - 1) % len(hits) if hits else 0
    return found.model_copy(update={"hits": hits[start:] + hits[:start]})


def variant_texts(state: VariantState) -> WrittenTexts | None:
    """Other texts, or the present ones where there are no others."""
    written = state.written.get(state.layout_id)
    if written is not None and written.texts is not None:
        return written
    return state.content.texts.get(state.layout_id)


def send_variant_composition(state: VariantState, *, services: Services) -> list[Send] | Literal["hand_over_variant"]:
    """Compose what there is."""
    written = variant_texts(state)
    if state.problem or written is None or written.texts is None:
        return "hand_over_variant"
    payload = {
        "brief": state.content.brief,
        "layout_id": state.layout_id,
        "texts": written.texts,
        "pictures": state.pictures,
        "ground": state.content.ground,
        "facts": state.facts,
        "adjustments": button_adjustments(services.kit, state.content.button_colour),
    }
    return [Send("make_banner", payload)]


async def hand_over_variant(state: VariantState) -> VariantUpdate:
    """The variant, or the reason why there is none."""
    refused = state.rejected.get(state.layout_id)
    written = state.written.get(state.layout_id)
    problem = state.problem or (refused.reason if refused else "")
    if not problem and state.layout_id not in state.made:
        problem = written.problem if written else "текстов нет"
    variant = Variant(
        number=state.number,
        layout_id=state.layout_id,
        texts=variant_texts(state),
        pictures=state.pictures,
        delivered=state.made.get(state.layout_id),
        problem=problem,
    )
    return {"proposed": {str(state.number): variant}}


def build_variant_branch(
    services: Services,
) -> CompiledStateGraph[VariantState, Context, VariantState, VariantOutput]:
    """Wire the branch; it runs once per variant."""
    builder = StateGraph(VariantState, output_schema=VariantOutput, context_schema=Context)
    builder.add_node("write_layout_texts", build_text_branch(services))
    builder.add_node("find_picture", build_image_branch(services))
    builder.add_node("choose_variant_images", partial(choose_variant_images, services=services))
    builder.add_node("make_banner", build_composition_branch(services))
    builder.add_node("hand_over_variant", hand_over_variant)
    builder.add_conditional_edges(
        START, send_variant_branches, ["write_layout_texts", "find_picture", "choose_variant_images"]
    )
    builder.add_edge("write_layout_texts", "choose_variant_images")
    builder.add_edge("find_picture", "choose_variant_images")
    builder.add_conditional_edges(
        "choose_variant_images",
        partial(send_variant_composition, services=services),
        ["make_banner", "hand_over_variant"],
    )
    builder.add_edge("make_banner", "hand_over_variant")
    builder.add_edge("hand_over_variant", END)
    return builder.compile()
