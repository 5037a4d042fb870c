"""Commands that propose or mend, out of what the other commands can do."""

from adbanner.commands import TEXTS, ChooseGround, MendBanner, ProposeVariants, ReplacePicture, RewriteTexts, UseVariant
from adbanner.errors import InvalidRequest
from adbanner.images import ImageOrigin
from graph.draft import Draft, layout_of
from graph.look_commands import plan_choose_ground, plan_replace_picture
from graph.services import Services
from graph.session import Variant, VariantTask
from graph.text_commands import plan_rewrite_texts
from tools.mending import Remedy, remedy_for


def plan_mend_banner(draft: Draft, command: MendBanner, services: Services) -> None:
    """Whatever can make a format pass."""
    layout = layout_of(draft, command.layout_id, services)
    content = draft.content
    remedy = remedy_for(content.banners.get(layout.id), content.refused.get(layout.id))
    if remedy is Remedy.NONE_NEEDED:
        raise InvalidRequest(f"Формат «{layout.title}» прошёл проверку, исправлять нечего.")
    if remedy is Remedy.TEXTS:
        plan_rewrite_texts(draft, RewriteTexts(layout_ids=(layout.id,)), services)
    elif remedy is Remedy.PICTURES:
        for slot in range(len(layout.image_slots)):
            plan_replace_picture(draft, ReplacePicture(slot=slot), services)
    elif remedy is Remedy.GROUND:
        plan_choose_ground(draft, ChooseGround(), services)
    else:
        raise InvalidRequest(
            f"Формат «{layout.title}» так не\u00a0исправить. Сократите оффер или выберите формат побольше."
        )
    draft.summary = [f"Исправляем: {layout.title}"]


def plan_propose_variants(draft: Draft, command: ProposeVariants, services: Services) -> None:
    """Proposals beside the present banner."""
    layout = layout_of(draft, command.layout_id, services)
    own = {picture.slot for picture in draft.content.pictures if picture.origin is ImageOrigin.OWN}
    draft.proposal = VariantTask(
        layout_id=layout.id,
        count=command.count,
        writes=TEXTS not in draft.locks,
        kept_fields=tuple(field.id for field in layout.text_fields if f"text:{field.id}" in draft.locks),
        slots=tuple(
            slot for slot in range(len(layout.image_slots)) if slot not in own and f"picture:{slot}" not in draft.locks
        ),
    )


def plan_use_variant(draft: Draft, command: UseVariant, services: Services) -> None:
    """Texts or pictures of a proposal, or both."""
    variant = next((item for item in draft.variants if item.number == command.number), None)
    if variant is None or variant.texts is None:
        raise InvalidRequest(f"Варианта {command.number} нет. Сначала попросите варианты.")
    layout = layout_of(draft, variant.layout_id, services)
    if command.takes != "pictures":
        if TEXTS in draft.locks:
            raise InvalidRequest("Тексты закреплены. Открепите их, чтобы взять тексты варианта.")
        draft.update(texts={**draft.content.texts, layout.id: variant.texts})
        draft.compose.add(layout.id)
    if command.takes != "texts":
        take_pictures(draft, variant)
        draft.compose_all()
    parts = {"both": "тексты и\u00a0картинки", "texts": "тексты", "pictures": "картинки"}[command.takes]
    draft.summary.append(f"Взяты {parts} варианта {command.number}")


def take_pictures(draft: Draft, variant: Variant) -> None:
    """The pictures of a proposal in the slots that are not locked."""
    theirs = {picture.slot: picture for picture in variant.pictures}
    draft.update(
        pictures=tuple(
            picture if f"picture:{picture.slot}" in draft.locks else theirs.get(picture.slot, picture)
            for picture in draft.content.pictures
        )
    )
