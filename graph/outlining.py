"""What a planner of messages may know of a session."""

from graph.services import Services
from graph.session import Content
from graph.state import BannerState
from tools.chat_planning import SessionOutline


def outline_of(state: BannerState, content: Content, services: Services) -> SessionOutline:
    """The session in a planner's words."""
    brief = content.brief
    return SessionOutline(
        product_name=services.kit.product(brief.product_id).name,
        offer=brief.offer,
        layout_ids=brief.layout_ids,
        layouts=tuple(services.layouts.values()),
        texts={key: written.texts for key, written in content.texts.items() if written.texts is not None},
        pictures=tuple(brief.image_request(picture.slot).description or picture.label for picture in content.pictures),
        grounds=services.kit.grounds,
        ground=content.ground,
        button_colours=services.kit.button_colours,
        versions=len(state.versions),
        variants=len(state.variants),
        can_generate=not services.missing_for_generation(),
        seed=(brief.seed + state.turns) % 2**32,
    )
