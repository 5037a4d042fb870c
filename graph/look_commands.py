"""Commands about what banners look like: pictures, background, button."""

from adbanner.brief import ImageRequest
from adbanner.commands import BUTTON, GROUND, ChooseGround, ColourButton, ReplacePicture
from adbanner.errors import InvalidRequest
from adbanner.images import ImageOrigin
from graph.brief_checks import check_brief, slot_count
from graph.draft import Draft
from graph.services import Services
from graph.session import PictureTask


def plan_replace_picture(draft: Draft, command: ReplacePicture, services: Services) -> None:
    """Another picture in one slot."""
    brief = draft.content.brief
    slots = slot_count(brief, services)
    if command.slot >= slots:
        raise InvalidRequest(
            f"Картинки {command.slot + 1} нет: на\u00a0этих баннерах картинок — {slots}.", field="slot"
        )
    if f"picture:{command.slot}" in draft.locks:
        raise InvalidRequest(f"Картинка {command.slot + 1} закреплена. Открепите её, чтобы заменить.")
    images = [brief.image_request(slot) for slot in range(max(slots, len(brief.images)))]
    old = images[command.slot]
    description = old.description if command.description is None else command.description
    images[command.slot] = ImageRequest(
        description=description, own_picture=command.own_picture, source=command.source or old.source
    )
    brief = brief.model_copy(update={"images": tuple(images)})
    check_brief(brief, services)
    draft.update(brief=brief)
    # New words are a new wish: pictures that were seen under the old ones may be right.
    is_same_wish = description == old.description
    shown = draft.seen.get(str(command.slot), ()) if is_same_wish else bank_picture_of(draft, command.slot)
    draft.find[command.slot] = PictureTask(slot=command.slot, shown=shown)
    if command.description:
        draft.offers.append(command.description)
    draft.compose |= {key for key in brief.layout_ids if len(services.layouts[key].image_slots) > command.slot}
    told = f": {command.description}" if command.description else ""
    draft.summary.append(f"Другая картинка{f' {command.slot + 1}' if slots > 1 else ''}{told}")


def bank_picture_of(draft: Draft, slot: int) -> tuple[str, ...]:
    """The bank picture that a slot shows."""
    return tuple(
        picture.label
        for picture in draft.content.pictures
        if picture.slot == slot and picture.origin is ImageOrigin.BANK
    )


def plan_choose_ground(draft: Draft, command: ChooseGround, services: Services) -> None:
    """Another background."""
    if GROUND in draft.locks:
        raise InvalidRequest("Фон закреплён. Открепите его, чтобы сменить.")
    ground = command.ground or another_ground(draft, services)
    brief = draft.content.brief.model_copy(update={"ground": ground})
    check_brief(brief, services)
    draft.update(brief=brief, ground=ground)
    draft.compose_all()
    draft.summary.append("Другой фон")


def another_ground(draft: Draft, services: Services) -> str:
    """The next ground after the present one: those that the category prefers come first."""
    product = services.kit.product(draft.content.brief.product_id)
    names = tuple(dict.fromkeys((*services.kit.category_of(product).grounds, *services.kit.grounds)))
    present = draft.content.ground
    return names[(names.index(present) + 1) % len(names)] if present in names else names[0]


def plan_colour_button(draft: Draft, command: ColourButton, services: Services) -> None:
    """One colour for every button."""
    if BUTTON in draft.locks:
        raise InvalidRequest("Цвет кнопки закреплён. Открепите его, чтобы сменить.")
    palette = services.kit.button_colours
    if command.colour is not None and command.colour.upper() not in palette:
        raise InvalidRequest(f"Цвета {command.colour} нет в\u00a0палитре бренда. Есть: {', '.join(palette)}.")
    draft.update(button_colour=(command.colour or "").upper())
    draft.compose_all()
    draft.summary.append("Другой цвет кнопки" if command.colour else "Цвет кнопки как у\u00a0фона")
