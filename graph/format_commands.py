"""Commands about all banners, or about which formats there are."""

from adbanner.commands import AddFormats, MakeBanners, RemoveFormats
from adbanner.errors import InvalidRequest
from graph.brief_checks import check_brief, check_layout_choice, slot_count
from graph.draft import Draft, layout_of
from graph.services import Services
from graph.session import Content, PictureTask, TextTask


def plan_make_banners(draft: Draft, command: MakeBanners, services: Services) -> None:
    """Everything anew."""
    brief = command.brief
    check_brief(brief, services)
    ads = tuple(services.text_ads) if brief.copy_pack else ()
    draft.content = Content(brief=brief)
    draft.write = {key: TextTask(layout_id=key) for key in (*brief.layout_ids, *ads)}
    draft.find = {slot: PictureTask(slot=slot) for slot in range(slot_count(brief, services))}
    draft.offers = [brief.offer, *(image.description for image in brief.images if image.description)]
    draft.is_new = draft.chooses_ground = True
    draft.compose_all()
    draft.summary.append("Новые баннеры по\u00a0брифу")


def plan_add_formats(draft: Draft, command: AddFormats, services: Services) -> None:
    """The same banner in further formats."""
    brief = draft.content.brief
    new = tuple(key for key in dict.fromkeys(command.layout_ids) if key not in brief.layout_ids)
    if not new:
        raise InvalidRequest("Эти форматы уже есть.", field="layout_ids")
    for layout_id in new:
        check_layout_choice(brief, layout_id, services)
    slots = slot_count(brief, services)
    brief = brief.model_copy(update={"layout_ids": (*brief.layout_ids, *new)})
    check_brief(brief, services)
    draft.update(brief=brief)
    draft.write |= {key: TextTask(layout_id=key) for key in new}
    draft.find |= {slot: PictureTask(slot=slot) for slot in range(slots, slot_count(brief, services))}
    draft.compose |= set(new)
    draft.summary.append("Добавлено: " + ", ".join(services.layouts[key].title for key in new))


def plan_remove_formats(draft: Draft, command: RemoveFormats, services: Services) -> None:
    """Formats that are no longer wanted."""
    content = draft.content
    for layout_id in command.layout_ids:
        layout_of(draft, layout_id, services)
    left = tuple(key for key in content.brief.layout_ids if key not in command.layout_ids)
    if not left:
        raise InvalidRequest("Хотя бы один формат должен остаться.", field="layout_ids")
    brief = content.brief.model_copy(update={"layout_ids": left})
    brief = brief.model_copy(update={"images": brief.images[: slot_count(brief, services)]})
    draft.update(
        brief=brief,
        texts={key: value for key, value in content.texts.items() if key not in command.layout_ids},
        banners={key: value for key, value in content.banners.items() if key not in command.layout_ids},
        refused={key: value for key, value in content.refused.items() if key not in command.layout_ids},
    )
    draft.summary.append("Убрано: " + ", ".join(services.layouts[key].title for key in command.layout_ids))
