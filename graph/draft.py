"""A plan while the commands of a turn are added to it, and what every command looks up in it."""

from dataclasses import dataclass, field
from typing import Any

from adbanner.errors import InvalidRequest
from adbanner.layout import Layout
from adbanner.texts import BannerTexts
from graph.services import Services
from graph.session import Content, PictureTask, TextTask, Variant, VariantTask
from tools.review_subject import text_titles


@dataclass
class Draft:
    """A plan while the commands of a turn are added to it."""

    content: Content
    locks: frozenset[str]
    seen: dict[str, tuple[str, ...]]
    variants: tuple[Variant, ...]
    write: dict[str, TextTask] = field(default_factory=dict)
    find: dict[int, PictureTask] = field(default_factory=dict)
    compose: set[str] = field(default_factory=set)
    proposal: VariantTask | None = None
    edited: set[str] = field(default_factory=set)
    offers: list[str] = field(default_factory=list)
    is_new: bool = False
    chooses_ground: bool = False
    summary: list[str] = field(default_factory=list)

    def update(self, **changes: Any) -> None:
        """Change what the version will show; the names are those of ``Content``."""
        self.content = self.content.model_copy(update=changes)

    def compose_all(self) -> None:
        """Draw every format anew."""
        self.compose |= set(self.content.brief.layout_ids)


def layout_of(draft: Draft, layout_id: str, services: Services) -> Layout:
    """A format that the session shows."""
    if layout_id not in draft.content.brief.layout_ids:
        raise InvalidRequest(f"Формата «{layout_id}» среди ваших баннеров нет.", field="layout_id")
    return services.layouts[layout_id]


def has_field(layout: Layout, field_id: str) -> bool:
    """Whether a format has that text field."""
    return any(field.id == field_id for field in layout.text_fields)


def title_of(layout: Layout, field_id: str) -> str:
    """What people call a text field."""
    if not has_field(layout, field_id):
        raise InvalidRequest(f"В формате «{layout.title}» нет поля «{field_id}».", field="field_id")
    return text_titles(layout)[field_id]


def present_texts(draft: Draft, layout_id: str) -> BannerTexts:
    """The texts that a format shows."""
    written = draft.content.texts.get(layout_id)
    if written is None or written.texts is None:
        raise InvalidRequest("У\u00a0этого формата ещё нет текстов. Попросите написать их.")
    return written.texts
