"""The spine of a turn: read and screen the request, send out the branches, join what they bring."""

import asyncio
from typing import Literal

from langgraph.runtime import Runtime
from langgraph.types import Overwrite, Send

from adbanner.banner import RefusedBanner
from adbanner.brief import Brief, ImageSource, parse_brief
from adbanner.errors import InvalidRequest, ToolFailed, UnsafeContent
from adbanner.images import ImageOrigin, Picture
from adbanner.layout import FontRole
from adbanner.progress import Step
from adbanner.usage import NOTHING, total
from graph.context import Context
from graph.progress import report
from graph.services import Services
from graph.state import BannerState, FoundPictures, InputState, Refusal, Spending, WrittenTexts
from tools.facts import extract_facts
from tools.fault_words import blocking_reason
from tools.legal_line import NO_TOKEN
from tools.own_picture import check_background
from tools.policy import product_flags, screen_request_by_policies

SEED_STRIDE = 7_919
"""A prime: seeds of neighbouring slots and of neighbouring briefs do not meet."""

LEAST_OFFER_CHARS = 4
"""Letters and digits of the shortest offer that says something («−15%» with its product does not)."""

TurnUpdate = dict[str, object]
"""A partial update of ``BannerState``; LangGraph checks the keys."""


async def start_turn(state: InputState, *, services: Services) -> TurnUpdate:
    """Read the brief and forget what an earlier turn of this thread left behind."""
    update: TurnUpdate = {
        "facts": (),
        "flags": (),
        "warnings": (),
        "refusal": None,
        "written": Overwrite({}),
        "found": Overwrite({}),
        "pictures": (),
        "picture_problem": "",
        "picture_detail": "",
        "ground": "",
        "banners": Overwrite({}),
        "refused": Overwrite({}),
        "copy_pack": {},
        "usage": Overwrite(NOTHING),
        "spending": None,
    }
    try:
        brief = state.brief if isinstance(state.brief, Brief) else parse_brief(state.brief)
        check_brief(brief, services)
        await check_own_pictures(brief, services)
    except InvalidRequest as error:
        return {**update, "refusal": Refusal(code=error.code, message=str(error), field=error.field)}
    return {**update, "brief": brief}


def check_brief(brief: Brief, services: Services) -> None:
    """Refuse what cannot be carried out here, before anything is paid for.

    Raises:
        InvalidRequest: An unknown product, format or background; a scale or file format that a
            platform does not take; a picture source that is not set up.
    """
    if sum(character.isalnum() for character in brief.offer) < LEAST_OFFER_CHARS:
        raise InvalidRequest(
            "В оффере слишком мало слов. Напишите, что вы предлагаете и на каких условиях.", field="offer"
        )
    check_characters(brief, services)
    if brief.product_id not in {product.id for product in services.kit.products}:
        raise InvalidRequest(
            f"Нет продукта «{brief.product_id}». Список продуктов — команда adbanner products.", field="product_id"
        )
    for layout_id in brief.layout_ids:
        check_layout_choice(brief, layout_id, services)
    if brief.ground is not None and brief.ground not in services.kit.grounds:
        names = ", ".join(services.kit.grounds)
        raise InvalidRequest(f"Нет фона «{brief.ground}». Есть: {names}.", field="ground")
    slots = slot_count(brief, services)
    if len(brief.images) > slots:
        raise InvalidRequest(
            f"Картинок в брифе — {len(brief.images)}, а мест в выбранных форматах — {slots}. Уберите лишние.",
            field="images",
        )
    if brief.copy_pack and not services.text_ads:
        raise InvalidRequest(
            "В папке форматов нет текстовых полей площадок (text_ads). Сделайте баннеры без них.", field="copy_pack"
        )
    check_picture_source(brief, slots, services)


def check_characters(brief: Brief, services: Services) -> None:
    """Refuse letters and digits that the brand's type cannot draw; emoji are left out of the texts instead."""
    missing = [
        character
        for character in services.fitter.fonts.unsupported(brief.offer, FontRole.HEADLINE)
        if character.isalnum()
    ]
    if missing:
        names = ", ".join(f"«{character}» (U+{ord(character):04X})" for character in missing)
        raise InvalidRequest(f"В шрифте бренда нет символов {names}. Замените их в оффере.", field="offer")


def check_layout_choice(brief: Brief, layout_id: str, services: Services) -> None:
    """Refuse an unknown format, or a scale or file format that its platform does not take."""
    layout = services.layouts.get(layout_id)
    if layout is None:
        raise InvalidRequest(
            f"Нет формата «{layout_id}». Список форматов — команда adbanner layouts.", field="layout_ids"
        )
    if brief.file_format not in layout.file_formats:
        raise InvalidRequest(
            f"Формат «{layout.title}» не принимает файлы {brief.file_format.value.upper()}.", field="file_format"
        )
    if brief.scale not in layout.scales:
        scales = ", ".join(str(scale) for scale in layout.scales)
        raise InvalidRequest(
            f"Формат «{layout.title}» не выпускается в масштабе {brief.scale}. Доступно: {scales}.", field="scale"
        )


def check_picture_source(brief: Brief, slots: int, services: Services) -> None:
    """Refuse generated pictures up front where no server would draw them."""
    needs_ai = brief.image_source is ImageSource.AI and any(
        brief.image_request(slot).own_picture is None for slot in range(slots)
    )
    missing = services.missing_for_generation() if needs_ai else ()
    if missing:
        raise InvalidRequest(
            "Генерация картинок не настроена. Задайте "
            + ", ".join(missing)
            + " или выберите источник «банк» (--source bank).",
            field="image_source",
        )


async def check_own_pictures(brief: Brief, services: Services) -> None:
    """Refuse up front an own picture whose background nobody could remove."""
    for image in brief.images:
        if image.own_picture is not None:
            has_alpha = await services.has_transparency(image.own_picture)
            check_background(has_alpha=has_alpha, cutout_configured=services.remover is not None)


def slot_count(brief: Brief, services: Services) -> int:
    """How many pictures the formats of a brief share."""
    return max(len(services.layouts[layout_id].image_slots) for layout_id in brief.layout_ids)


async def screen_request(state: BannerState, runtime: Runtime[Context], *, services: Services) -> TurnUpdate:
    """Refuse offensive, hidden or manipulative requests; flag what a person should look at."""
    descriptions = tuple(image.description for image in state.brief.images if image.description)
    product = services.kit.product(state.brief.product_id)
    try:
        rules = screen_request_by_policies((state.brief.offer, *descriptions), services.kit.policies_for(product))
        flags = await services.screener.screen_request(state.brief.offer, descriptions)
    except (UnsafeContent, InvalidRequest) as error:
        return {"refusal": Refusal(code=error.code, message=str(error), field="offer")}
    report(runtime, Step.SCREEN_REQUEST, "Запрос проверен")
    return {"flags": (*rules, *flags, *product_flags(product))}


async def gather_context(state: BannerState) -> TurnUpdate:
    """Write down what the offer promises, so that every branch keeps the same facts."""
    return {"facts": await asyncio.to_thread(extract_facts, state.brief.offer)}


def send_branches(state: BannerState, *, services: Services) -> list[Send]:
    """One text branch per layout and one picture branch per slot, all at the same time."""
    brief = state.brief
    texts = [
        Send("write_layout_texts", {"brief": brief, "layout_id": layout_id, "facts": state.facts})
        for layout_id in (*brief.layout_ids, *copy_pack_ids(brief, services))
    ]
    slots = slot_count(brief, services)
    pictures = [
        Send(
            "find_picture",
            {"brief": brief, "slot": slot, "slots": slots, "seed": (brief.seed + slot * SEED_STRIDE) % 2**32},
        )
        for slot in range(slots)
    ]
    return texts + pictures


def copy_pack_ids(brief: Brief, services: Services) -> tuple[str, ...]:
    """The text forms that were asked for."""
    return tuple(services.text_ads) if brief.copy_pack else ()


async def choose_images(state: BannerState, runtime: Runtime[Context], *, services: Services) -> TurnUpdate:
    """Give every slot its picture, no bank picture twice, and choose the ground that suits them."""
    pictures: list[Picture] = []
    problem = detail = ""
    used: set[str] = set()
    for slot in range(len(state.found)):
        try:
            picture = await picture_for_slot(slot, state.found[str(slot)], used, services)
        except ToolFailed as error:
            problem, detail = error.told, error.detail
            break
        pictures.append(picture)
    brief = state.brief
    layouts = tuple(services.layouts[layout_id] for layout_id in brief.layout_ids)
    product = services.kit.product(brief.product_id)
    ground = await services.compositor.choose_ground(brief, product, layouts, tuple(pictures))
    labels = ", ".join(picture.label for picture in pictures) or "без картинок"
    report(runtime, Step.CHOOSE_IMAGES, f"Картинки: {labels}; фон: {ground}")
    return {"pictures": tuple(pictures), "picture_problem": problem, "picture_detail": detail, "ground": ground}


async def picture_for_slot(slot: int, found: FoundPictures, used: set[str], services: Services) -> Picture:
    """The branch's own picture, or the first bank picture that no earlier slot took."""
    if found.picture is not None:
        return found.picture
    if found.problem:
        problem = f"Картинка {slot + 1}: {found.problem}"
        raise ToolFailed(found.detail or problem, told=problem)
    hit = next((hit for hit in found.hits if hit.image_id not in used), None)
    if hit is None:
        raise ToolFailed(f"В банке не хватило разных картинок для места {slot + 1}. Добавьте картинки в банк.")
    used.add(hit.image_id)
    asset = await services.store_bank_image(hit)
    return Picture(slot=slot, origin=ImageOrigin.BANK, asset=asset, label=hit.image_id, hit=hit)


def send_compositions(state: BannerState, *, services: Services) -> list[Send] | Literal["deliver"]:
    """One composition branch per layout that has its texts and pictures."""
    sends = []
    for layout_id in state.brief.layout_ids:
        texts = state.written[layout_id].texts
        if texts is None or missing_picture(state, layout_id, services):
            continue
        payload = {
            "brief": state.brief,
            "layout_id": layout_id,
            "texts": texts,
            "pictures": state.pictures,
            "ground": state.ground,
            "facts": state.facts,
        }
        sends.append(Send("make_banner", payload))
    return sends or "deliver"


def missing_picture(state: BannerState, layout_id: str, services: Services) -> bool:
    """Whether a layout has more slots than the turn found pictures."""
    return len(services.layouts[layout_id].image_slots) > len(state.pictures)


async def deliver(state: BannerState, runtime: Runtime[Context], *, services: Services) -> TurnUpdate:
    """Close the turn: say which formats came to nothing before they could be composed."""
    refused = {}
    for layout_id in state.brief.layout_ids:
        if layout_id in state.banners or layout_id in state.refused:
            continue
        written = state.written[layout_id]
        reason = written.problem or state.picture_problem
        detail = written.detail if written.problem else state.picture_detail
        refused[layout_id] = RefusedBanner(layout_id=layout_id, reason=reason, detail=detail)
    report(runtime, Step.DELIVER, f"Готово баннеров: {len(state.banners)} из {len(state.brief.layout_ids)}")
    flags = dict.fromkeys((*state.flags, *(flag for written in state.written.values() for flag in written.flags)))
    copy_pack = {ad_id: checked_copy(state.written[ad_id]) for ad_id in copy_pack_ids(state.brief, services)}
    return {
        "refused": refused,
        "flags": tuple(flags),
        "warnings": (NO_TOKEN,) if state.banners and not state.brief.erid else (),
        "copy_pack": copy_pack,
        "spending": spending(state),
    }


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


async def refuse(state: BannerState, runtime: Runtime[Context]) -> TurnUpdate:
    """Close the turn with nothing made."""
    assert state.refusal is not None
    report(runtime, Step.REFUSE, state.refusal.message)
    return {}


def after_start_turn(state: BannerState) -> Literal["screen_request", "refuse"]:
    """Screen a brief that can be carried out."""
    return "refuse" if state.refusal else "screen_request"


def after_screen_request(state: BannerState) -> Literal["gather_context", "refuse"]:
    """Go on only with a request that passed the screen."""
    return "refuse" if state.refusal else "gather_context"
