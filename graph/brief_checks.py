"""Refuses what cannot be carried out here, before anything is paid for."""

from adbanner.brief import Brief, ImageSource
from adbanner.errors import InvalidRequest
from adbanner.layout import FontRole
from graph.services import Services
from tools.own_picture import check_background

LEAST_OFFER_CHARS = 4
"""Letters and digits of the shortest offer that says something («−15%» with its product does not)."""


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
    needs_ai = any(
        brief.source_of(slot) is ImageSource.AI and brief.image_request(slot).own_picture is None
        for slot in range(slots)
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
