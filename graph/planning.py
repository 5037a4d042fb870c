"""What a turn has to do for the commands that it was given: which texts, pictures and banners are made anew.

Everything here is decided before anything is paid for; what a command does not name stays as it is.
"""

from collections.abc import Callable
from typing import Any

from adbanner.brief import Brief
from adbanner.commands import (
    AddFormats,
    ChooseGround,
    ColourButton,
    Command,
    EditText,
    MakeBanners,
    MendBanner,
    ProposeVariants,
    RemoveFormats,
    ReplacePicture,
    RewriteTexts,
    SetLock,
    UseVariant,
)
from adbanner.errors import InvalidRequest
from graph.draft import Draft
from graph.format_commands import plan_add_formats, plan_make_banners, plan_remove_formats
from graph.look_commands import plan_choose_ground, plan_colour_button, plan_replace_picture
from graph.proposal_commands import plan_mend_banner, plan_propose_variants, plan_use_variant
from graph.services import Services
from graph.session import Content, TurnPlan, Variant
from graph.text_commands import plan_edit_text, plan_rewrite_texts


def plan_turn(
    commands: tuple[Command, ...],
    content: Content | None,
    services: Services,
    *,
    locks: tuple[str, ...] = (),
    seen: dict[str, tuple[str, ...]] | None = None,
    variants: tuple[Variant, ...] = (),
) -> TurnPlan:
    """The plan of one turn.

    Args:
        commands: Carried out in this order; commands about versions are not among them.
        content: What the session shows; None before the first banners.
        services: Formats, brand and what is configured.
        locks: Protected parts.
        seen: Bank pictures that each slot has shown, by slot number.
        variants: What was proposed last.

    Raises:
        InvalidRequest: A command cannot be carried out; nothing of the turn is.
    """
    if content is None and not isinstance(commands[0], MakeBanners):
        raise InvalidRequest("Сначала создайте баннеры: выберите продукт, форматы и\u00a0напишите оффер.")
    start = content or Content(brief=first_brief(commands))
    draft = Draft(content=start, locks=frozenset(locks), seen=seen or {}, variants=variants)
    for command in commands:
        PLANNERS[type(command)](draft, command, services)
    # Texts and pictures of a format that was removed by a later command are not made.
    layout_ids = draft.content.brief.layout_ids
    ads = tuple(services.text_ads) if draft.content.brief.copy_pack else ()
    return TurnPlan(
        content=draft.content,
        write=tuple(task for key, task in draft.write.items() if key in (*layout_ids, *ads)),
        find=tuple(draft.find.values()),
        compose=tuple(layout_id for layout_id in layout_ids if layout_id in draft.compose | set(draft.write)),
        variants=draft.proposal,
        edited=tuple(layout_id for layout_id in layout_ids if layout_id in draft.edited),
        offers=tuple(draft.offers),
        is_new=draft.is_new,
        chooses_ground=draft.chooses_ground,
        summary=tuple(dict.fromkeys(draft.summary)),
    )


def first_brief(commands: tuple[Command, ...]) -> Brief:
    """The brief that the first banners of a session are made from."""
    first = commands[0]
    assert isinstance(first, MakeBanners)
    return first.brief


def plan_set_lock(draft: Draft, command: SetLock, services: Services) -> None:
    """Protect a part, or open it; commands after it in the same turn respect it."""
    draft.locks = draft.locks | {command.part} if command.locked else draft.locks - {command.part}


PLANNERS: dict[type, Callable[[Draft, Any, Services], None]] = {
    MakeBanners: plan_make_banners,
    EditText: plan_edit_text,
    RewriteTexts: plan_rewrite_texts,
    ReplacePicture: plan_replace_picture,
    ChooseGround: plan_choose_ground,
    ColourButton: plan_colour_button,
    AddFormats: plan_add_formats,
    RemoveFormats: plan_remove_formats,
    MendBanner: plan_mend_banner,
    ProposeVariants: plan_propose_variants,
    UseVariant: plan_use_variant,
    SetLock: plan_set_lock,
}
"""By the kind of command; those about versions change no content by themselves, see ``graph.versions``."""
