"""The middle of a turn: give every slot its picture, and send out the banners that are drawn anew."""

from typing import Literal

from langgraph.runtime import Runtime
from langgraph.types import Send

from adbanner.errors import ToolFailed
from adbanner.images import ImageOrigin, Picture
from adbanner.progress import Step
from adbanner.texts import BannerTexts
from graph.context import Context
from graph.progress import report
from graph.results import FoundPictures
from graph.services import Services
from graph.state import BannerState
from tools.button_look import button_adjustments

JoinUpdate = dict[str, object]
"""A partial update of ``BannerState``; LangGraph checks the keys."""


async def choose_images(state: BannerState, runtime: Runtime[Context], *, services: Services) -> JoinUpdate:
    """Give every slot its picture, no bank picture twice, and choose the ground that suits them."""
    plan = state.plan
    assert plan is not None
    content = plan.content
    pictures = {picture.slot: picture for picture in content.pictures}
    shown = {task.slot: task.shown for task in plan.find}
    used = {picture.label for picture in content.pictures if picture.slot not in shown}
    problem = detail = ""
    new: list[Picture] = []
    for slot in sorted(shown):
        try:
            picture = await picture_for_slot(slot, state.found[str(slot)], used, services, shown=shown[slot])
        except ToolFailed as error:
            problem, detail = error.told, error.detail
            break
        pictures[slot] = picture
        new.append(picture)
    chosen = tuple(pictures[slot] for slot in sorted(pictures))
    ground = content.ground
    if plan.chooses_ground:
        brief = content.brief
        layouts = tuple(services.layouts[layout_id] for layout_id in brief.layout_ids)
        product = services.kit.product(brief.product_id)
        ground = await services.compositor.choose_ground(brief, product, layouts, chosen)
    for picture in new:
        message = f"Картинка {picture.slot + 1}: {picture.label}"
        report(runtime, Step.CHOOSE_IMAGES, message, slot=picture.slot, asset=picture.asset)
    if plan.chooses_ground:
        labels = ", ".join(picture.label for picture in chosen) or "без картинок"
        report(runtime, Step.CHOOSE_IMAGES, f"Картинки: {labels}; фон: {ground}")
    return {
        "chosen": chosen,
        "chosen_ground": ground,
        "picture_problem": problem,
        "picture_detail": detail,
        "seen": {str(picture.slot): seen_after(state, picture) for picture in new},
    }


def seen_after(state: BannerState, picture: Picture) -> tuple[str, ...]:
    """The bank pictures that a slot has shown, with the new one."""
    earlier = state.seen.get(str(picture.slot), ())
    return (*earlier, picture.label) if picture.origin is ImageOrigin.BANK else earlier


async def picture_for_slot(
    slot: int, found: FoundPictures, used: set[str], services: Services, *, shown: tuple[str, ...] = ()
) -> Picture:
    """The branch's own picture, or the first bank picture that no other slot has and nobody has seen here.

    Raises:
        ToolFailed: The branch failed, or the bank has no other picture.
    """
    if found.picture is not None:
        return found.picture
    if found.problem:
        problem = f"Картинка {slot + 1}: {found.problem}"
        raise ToolFailed(found.detail or problem, told=problem)
    free = [hit for hit in found.hits if hit.image_id not in used]
    # Once all have been seen they come round again, but never the one that stands there now.
    hit = next((hit for hit in free if hit.image_id not in shown), None)
    hit = hit or next((hit for hit in free if hit.image_id not in shown[-1:]), None)
    if hit is None:
        if shown:
            raise ToolFailed(f"Картинка {slot + 1}: других подходящих в\u00a0банке нет. Опишите её иначе.")
        raise ToolFailed(f"В банке не хватило разных картинок для места {slot + 1}. Добавьте картинки в банк.")
    used.add(hit.image_id)
    asset = await services.store_bank_image(hit)
    return Picture(slot=slot, origin=ImageOrigin.BANK, asset=asset, label=hit.image_id, hit=hit)


def texts_of_turn(state: BannerState, layout_id: str) -> BannerTexts | None:
    """The texts that a format gets: those of the turn, or those that it has where new ones did not come off."""
    assert state.plan is not None
    written = state.written.get(layout_id)
    if written is not None and written.texts is not None:
        return written.texts
    present = state.plan.content.texts.get(layout_id)
    return present.texts if present is not None else None


def send_compositions(state: BannerState, *, services: Services) -> list[Send] | Literal["deliver"]:
    """One composition branch per layout that is drawn anew and has its texts and pictures."""
    plan = state.plan
    assert plan is not None
    content = plan.content
    sends = []
    for layout_id in plan.compose:
        texts = texts_of_turn(state, layout_id)
        if texts is None or missing_picture(state, layout_id, services):
            continue
        payload = {
            "brief": content.brief,
            "layout_id": layout_id,
            "texts": texts,
            "pictures": state.chosen,
            "ground": state.chosen_ground,
            "facts": state.turn_facts,
            "adjustments": button_adjustments(services.kit, content.button_colour),
        }
        sends.append(Send("make_banner", payload))
    return sends or "deliver"


def missing_picture(state: BannerState, layout_id: str, services: Services) -> bool:
    """Whether a layout has more slots than there are pictures."""
    return len(services.layouts[layout_id].image_slots) > len(state.chosen)
