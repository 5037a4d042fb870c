"""The requests that the built-in chat grammar knows, one rule each, and in which order they are tried."""

import re
from collections.abc import Callable

from adbanner.brief import ImageSource
from adbanner.colour import relative_luminance, rgb
from adbanner.commands import (
    AddFormats,
    ChooseGround,
    ColourButton,
    Command,
    EditText,
    ExplainReview,
    MendBanner,
    ProposeVariants,
    Redo,
    RemoveFormats,
    ReplacePicture,
    RestoreVersion,
    RewriteTexts,
    SetLock,
    Undo,
    UseVariant,
)
from adbanner.frozen import Frozen
from adbanner.layout import TextRole
from tools import chat_words as words
from tools.chat_naming import description_of, fields_of, formats_of, number_of, one_format, only, slot_of
from tools.chat_planning import HELP, SessionOutline
from tools.chat_words import Words

TEXT_AFTER_COLON = re.compile(r":\s*(.+)$", re.DOTALL)


class Understood(Frozen):
    """What one clause asks for: commands, a question, an answer, or nothing that the grammar knows."""

    commands: tuple[Command, ...] = ()
    question: str = ""
    answer: str = ""

    @property
    def is_nothing(self) -> bool:
        """Whether the clause was not understood."""
        return not (self.commands or self.question or self.answer)


NOT_UNDERSTOOD = Understood()


def ask_for_help(said: Words, outline: SessionOutline) -> Understood:
    """«что ты умеешь?»."""
    wants = said.has(words.HELP_WORDS) or ({"уметь", "мочь"} & set(said.lemmas) and "что" in said.lemmas)
    return Understood(answer=HELP) if wants or set(said.lemmas) >= {"what", "can", "you"} else NOT_UNDERSTOOD


def explain(said: Words, outline: SessionOutline) -> Understood:
    """«почему не прошла проверка?»."""
    if said.has(words.WHY) and (said.has(words.CHECK) or {"отклонить", "красный", "готовый"} & set(said.lemmas)):
        return Understood(commands=(ExplainReview(layout_id=one_format(said, outline)),))
    return NOT_UNDERSTOOD


def move_among_versions(said: Words, outline: SessionOutline) -> Understood:
    """«отмени», «повтори», «верни как было», «верни версию 3»."""
    number = number_of(said)
    numbers = frozenset(words.SLOTS) | frozenset(words.NUMBERS)
    if said.has(words.VERSION) and number and only(said, words.BACK, words.VERSION, words.SHOW, numbers):
        return Understood(commands=(RestoreVersion(number=number),))
    if said.has(words.UNDO) and only(said, words.UNDO, frozenset({"последний", "изменение", "last", "change"})):
        return Understood(commands=(Undo(),))
    if said.has(words.BACK) and only(said, words.BACK, frozenset({"назад", "раньше", "прежний", "before", "previous"})):
        return Understood(commands=(Undo(),))
    if said.has(words.REDO) and only(said, words.REDO):
        return Understood(commands=(Redo(),))
    return NOT_UNDERSTOOD


def lock(said: Words, outline: SessionOutline) -> Understood:
    """«закрепи заголовок», «разблокируй картинку», «не меняй картинку»."""
    keeps = said.has(words.NOT) and said.has(words.CHANGE, words.REMOVE, frozenset({"трогать", "touch"}))
    if not (keeps or said.has(words.LOCK, words.UNLOCK)):
        return NOT_UNDERSTOOD
    locked = keeps or said.has(words.LOCK)
    part = locked_part(said, outline)
    if part is None:
        return Understood(question="Что закрепить: тексты, заголовок, картинку, фон или цвет кнопки?")
    return Understood(commands=(SetLock(part=part, locked=locked),))


def locked_part(said: Words, outline: SessionOutline) -> str | None:
    """The part that a lock is about; None when the clause does not say, or says it of several pictures."""
    if said.has(words.PICTURE):
        slot = slot_of(said)
        if slot is None and len(outline.pictures) > 1:
            return None
        return f"picture:{slot or 0}"
    if said.has(words.GROUND):
        return "ground"
    if "цвет" in said.lemmas or "color" in said.lemmas or "colour" in said.lemmas:
        return "button"
    fields = fields_of(said, outline)
    if fields:
        return f"text:{fields[0]}"
    return "texts" if said.has(words.TEXTS) else None


def variants(said: Words, outline: SessionOutline) -> Understood:
    """«покажи варианты», «возьми второй вариант», «возьми картинку из третьего варианта»."""
    if not said.has(words.VARIANT):
        return NOT_UNDERSTOOD
    number = number_of(said)
    if said.has(words.TAKE) or (number is not None and not said.has(words.SHOW)):
        if number is None:
            return Understood(question=f"Какой вариант взять? Их {outline.variants}.")
        takes = "pictures" if said.has(words.PICTURE) else "texts" if said.has(words.TEXTS) else "both"
        return Understood(commands=(UseVariant(number=min(number, 4), takes=takes),))
    count = min(number or 3, 4)
    layout_id = one_format(said, outline) or outline.layout_ids[0]
    return Understood(commands=(ProposeVariants(layout_id=layout_id, count=max(count, 1)),))


def mend(said: Words, outline: SessionOutline) -> Understood:
    """«исправь», «почини квадрат»."""
    if not said.has(words.MEND) or not only(said, words.MEND, words.CHECK, words.ALL, words.STORY, words.SQUARE):
        return NOT_UNDERSTOOD
    layout_id = one_format(said, outline)
    layout_ids = (layout_id,) if layout_id else outline.layout_ids
    if len(layout_ids) > 1:
        return Understood(question="Какой формат исправить? Назовите размер, например 1080×1080.")
    return Understood(commands=(MendBanner(layout_id=layout_ids[0]),))


def add_or_remove_formats(said: Words, outline: SessionOutline) -> Understood:
    """«добавь сторис», «все форматы Яндекса», «убери 728 на 90»."""
    if said.has(words.PICTURE, words.TEXTS) or fields_of(said, outline):
        return NOT_UNDERSTOOD
    found = formats_of(said, outline)
    removes = said.has(words.REMOVE)
    adds = said.has(words.ADD, words.SHOW, words.ALL) or {"ещё", "еще", "also"} & set(said.lemmas)
    if not removes and not adds:
        return NOT_UNDERSTOOD
    if not found:
        if removes or not (said.has(words.ADD) and {"формат", "format", "размер"} & set(said.lemmas)):
            return NOT_UNDERSTOOD
        return Understood(question="Какой формат добавить? Назовите размер, например 300×250, или «сторис».")
    if removes:
        here = tuple(layout.id for layout in found if layout.id in outline.layout_ids)
        if not here:
            return Understood(answer="Такого формата среди баннеров нет.")
        return Understood(commands=(RemoveFormats(layout_ids=here),))
    new = tuple(layout.id for layout in found if layout.id not in outline.layout_ids)
    if not new:
        return Understood(answer="Эти форматы уже есть.")
    platforms = {layout.platform for layout in found}
    if len(new) > 1 and len(platforms) > 1:
        names = "», «".join(layout.title for layout in found)
        return Understood(question=f"Какой из\u00a0форматов добавить: «{names}»?")
    return Understood(commands=(AddFormats(layout_ids=new),))


def colour_button(said: Words, outline: SessionOutline) -> Understood:
    """«кнопку синей»."""
    colour = words.asked_colour(said.text)
    if not colour or not said.has(words.PARTS[TextRole.BUTTON]) or said.has(words.NOT):
        return NOT_UNDERSTOOD
    fitting = [hue for hue in outline.button_colours if words.colour_name(hue) == colour]
    if fitting:
        return Understood(commands=(ColourButton(colour=fitting[0]),))
    known = ", ".join(dict.fromkeys(words.COLOUR_TITLES[words.colour_name(hue)] for hue in outline.button_colours))
    return Understood(question=f"Такого цвета кнопки в\u00a0палитре бренда нет. Есть: {known}. Какой взять?")


def choose_ground(said: Words, outline: SessionOutline) -> Understood:
    """«фон темнее», «зелёный фон», «другой фон»."""
    if not said.has(words.GROUND) or said.has(words.NOT):
        return NOT_UNDERSTOOD
    named = next((name for name in outline.grounds if name in said.text.lower()), "")
    if named:
        return Understood(commands=(ChooseGround(ground=named),))
    colour = words.asked_colour(said.text)
    if colour:
        fitting = [name for name, ground in outline.grounds.items() if words.tint_name(ground.end) == colour]
        fitting.sort(key=lambda name: name != colour)  # Pale and dark grounds have a hue, too.
        if fitting:
            return Understood(commands=(ChooseGround(ground=fitting[0]),))
        known = ", ".join(outline.grounds)
        return Understood(question=f"Такого фона в\u00a0палитре бренда нет. Есть: {known}. Какой взять?")
    if said.has(words.DARKER, words.LIGHTER):
        return nearest_ground(outline, darker=said.has(words.DARKER))
    if said.has(words.OTHER, words.CHANGE):
        return Understood(commands=(ChooseGround(),))
    return Understood(question="Какой фон поставить: темнее, светлее или другого цвета?")


def nearest_ground(outline: SessionOutline, *, darker: bool) -> Understood:
    """The next ground of the brand that is darker, or lighter, than the present one."""
    light = {name: relative_luminance(rgb(ground.end)) for name, ground in outline.grounds.items()}
    now = light.get(outline.ground, 0.5)
    fitting = {name: value for name, value in light.items() if (value < now if darker else value > now)}
    if not fitting:
        return Understood(answer=f"{'Темнее' if darker else 'Светлее'} фона в\u00a0палитре бренда нет.")
    nearest = max(fitting, key=lambda name: fitting[name]) if darker else min(fitting, key=lambda name: fitting[name])
    return Understood(commands=(ChooseGround(ground=nearest),))


def replace_picture(said: Words, outline: SessionOutline) -> Understood:
    """«другая картинка, с машиной», «вторую картинку замени на чашку кофе», «нарисуй самокат»."""
    draws, searches = said.has(words.DRAW), said.has(words.SEARCH)
    if not (said.has(words.PICTURE) or draws or searches) or said.has(words.NOT):
        return NOT_UNDERSTOOD
    if said.has(words.PICTURE) and not (draws or searches) and said.has(words.REMOVE):
        return Understood(answer="Без картинки бывает только формат без места для неё. Могу заменить её другой.")
    description = description_of(said)
    asks = said.has(words.OTHER, words.CHANGE, words.SHOW, words.ADD) or draws or searches or description
    if not asks:
        return NOT_UNDERSTOOD
    slot = slot_of(said)
    if slot is None and len(outline.pictures) > 1:
        return Understood(question=f"Какую из\u00a0картинок заменить? Их {len(outline.pictures)}: первая, вторая…")
    source = ImageSource.AI if draws else ImageSource.BANK if searches else None
    if draws and not outline.can_generate:
        return Understood(answer="Генерация картинок здесь не\u00a0настроена. Могу найти картинку в\u00a0банке.")
    return Understood(commands=(ReplacePicture(slot=slot or 0, description=description or None, source=source),))


def edit_text(said: Words, outline: SessionOutline) -> Understood:
    """«замени заголовок на "…"», «заголовок: …»."""
    fields = fields_of(said, outline)
    quoted = words.QUOTED.findall(said.text)
    after = TEXT_AFTER_COLON.search(said.text)
    text = quoted[-1] if quoted else after.group(1) if after else ""
    if not fields or not text.strip():
        return NOT_UNDERSTOOD
    named = one_format(said, outline)
    layout_ids = (named,) if named else outline.layout_ids
    commands = tuple(
        EditText(layout_id=layout_id, field_id=field_id, text=text.strip())
        for layout_id in layout_ids
        for field_id in fields
        if any(field.id == field_id for field in outline.layout(layout_id).text_fields)
    )
    return Understood(commands=commands)


def rewrite(said: Words, outline: SessionOutline) -> Understood:
    """«сделай заголовок короче», «другие тексты», «перепиши подзаголовок»."""
    fields = fields_of(said, outline)
    shorter = said.has(words.SHORTER)
    if not fields and said.has(*words.PARTS.values()) and (shorter or said.has(words.OTHER, words.CHANGE)):
        return Understood(answer="Такого текста на\u00a0этих баннерах нет.")
    if not (fields or said.has(words.TEXTS)) or said.has(words.NOT):
        return NOT_UNDERSTOOD
    if not (shorter or said.has(words.OTHER, words.CHANGE)):
        return NOT_UNDERSTOOD
    known = (words.TEXTS, words.SHORTER, words.OTHER, words.CHANGE, words.ALL, words.HERE, words.SHOW)
    formats = (words.STORY, words.SQUARE, frozenset(words.PLATFORMS))
    if not only(said, *known, *formats, *words.PARTS.values()):
        return NOT_UNDERSTOOD
    named = one_format(said, outline)
    return Understood(
        commands=(RewriteTexts(layout_ids=(named,) if named else (), field_ids=tuple(fields), shorter=shorter),)
    )


RULES: tuple[Callable[[Words, SessionOutline], Understood], ...] = (
    ask_for_help,
    explain,
    lock,
    edit_text,
    variants,
    move_among_versions,
    colour_button,
    choose_ground,
    rewrite,
    replace_picture,
    add_or_remove_formats,
    mend,
)
"""Tried in this order: the first that knows a clause decides."""


def understood(clause: str, outline: SessionOutline) -> Understood:
    """What one clause asks for, by the first rule that knows it."""
    said = Words.of(clause)
    if not said.lemmas and not words.SIZE.search(clause):
        return NOT_UNDERSTOOD
    for rule in RULES:
        found = rule(said, outline)
        if not found.is_nothing:
            return found
    return NOT_UNDERSTOOD
