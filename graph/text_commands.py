"""Commands about texts: a person's own words, or others."""

from adbanner.commands import TEXTS, EditText, RewriteTexts
from adbanner.errors import InvalidRequest
from adbanner.layout import Layout
from adbanner.texts import TextAuthor
from graph.draft import Draft, has_field, layout_of, present_texts, title_of
from graph.results import WrittenTexts
from graph.services import Services
from graph.session import TextTask

SHORTER_SHARE = 0.75
"""How long a text that should become shorter may still be, of its present length."""
LEAST_CHARS = 6


def plan_edit_text(draft: Draft, command: EditText, services: Services) -> None:
    """The person's own words, in one field."""
    layout = layout_of(draft, command.layout_id, services)
    field_title = title_of(layout, command.field_id)
    texts = present_texts(draft, command.layout_id)
    edited = texts.with_text(command.field_id, " ".join(command.text.split())).model_copy(
        update={"author": TextAuthor.PERSON}
    )
    draft.update(texts={**draft.content.texts, command.layout_id: WrittenTexts(texts=edited)})
    draft.edited.add(command.layout_id)
    draft.compose.add(command.layout_id)
    draft.summary.append(f"Правка: {field_title} — {layout.title}")


def plan_rewrite_texts(draft: Draft, command: RewriteTexts, services: Services) -> None:
    """Other texts, in all formats or some, in all fields or some."""
    layout_ids = command.layout_ids or draft.content.brief.layout_ids
    if TEXTS in draft.locks:
        raise InvalidRequest("Тексты закреплены. Открепите их, чтобы переписать.")
    tasks = []
    for layout_id in layout_ids:
        layout = layout_of(draft, layout_id, services)
        task = rewriting(draft, layout, command)
        if task is not None:
            tasks.append(task)
    if not tasks:
        raise InvalidRequest("Переписывать нечего: такого поля в\u00a0форматах нет или оно закреплено.")
    draft.write |= {task.layout_id: task for task in tasks}
    if command.wish:
        draft.offers.append(command.wish)
    what = "Тексты короче" if command.shorter else "Другие тексты"
    if command.field_ids:
        layout = services.layouts[tasks[0].layout_id]
        names = ", ".join(title_of(layout, key) for key in command.field_ids if has_field(layout, key))
        what = f"{names}: короче" if command.shorter else f"{names}: другой текст"
    draft.summary.append(what)


def rewriting(draft: Draft, layout: Layout, command: RewriteTexts) -> TextTask | None:
    """What of one format is written anew; None when nothing of it may or can be."""
    wanted = set(command.field_ids) or {field.id for field in layout.text_fields}
    changing = [field for field in layout.text_fields if field.id in wanted and f"text:{field.id}" not in draft.locks]
    if not changing:
        return None
    written = draft.content.texts.get(layout.id)
    present = written.texts if written else None
    if present is None:
        return TextTask(layout_id=layout.id, wish=command.wish)
    shorter = {}
    if command.shorter:
        shorter = {
            field.id: max(LEAST_CHARS, int(len(present.text(field.id)) * SHORTER_SHARE))
            for field in changing
            if len(present.text(field.id)) > LEAST_CHARS
        }
        if not shorter:
            return None
    changed = set(shorter) if shorter else {field.id for field in changing}
    kept = tuple(field.id for field in layout.text_fields if field.id not in changed)
    return TextTask(layout_id=layout.id, present=present, kept_fields=kept, max_chars=shorter, wish=command.wish)
