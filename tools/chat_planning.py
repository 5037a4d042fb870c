"""What a person types in chat, turned into commands, an answer or a question back: the vocabulary of all planners."""

from typing import Protocol, Self

from pydantic import model_validator

from adbanner.brand_kit import Ground
from adbanner.commands import Command
from adbanner.frozen import Frozen
from adbanner.layout import Layout
from adbanner.texts import BannerTexts

HELP = (
    "Я\u00a0понимаю просьбы о\u00a0баннерах: «сделай заголовок короче», «другие тексты», «заголовок: …», "
    "«другая картинка, с\u00a0машиной», «вторая картинка: чашка кофе», «кнопку синей», «фон темнее», «добавь сторис», "
    "«убери 728×90», «отмени», «повтори», «верни версию 3», «закрепи заголовок», «покажи варианты», «возьми второй "
    "вариант», «исправь», «почему не\u00a0прошла проверка?»."
)


class SessionOutline(Frozen):
    """What a planner may know of a session."""

    product_name: str
    offer: str
    layout_ids: tuple[str, ...]
    """Formats of the session, in its order."""
    layouts: tuple[Layout, ...]
    """All formats that there are."""
    texts: dict[str, BannerTexts]
    """Present texts by layout id."""
    pictures: tuple[str, ...]
    """What the person asked the picture of each slot for, or what the system calls it."""
    grounds: dict[str, Ground]
    ground: str
    """The present one."""
    button_colours: tuple[str, ...]
    """``#RRGGBB``; the only colours that a button can take."""
    versions: int
    variants: int
    """How many proposals lie beside the present banner."""
    can_generate: bool
    seed: int

    def layout(self, layout_id: str) -> Layout:
        """The format of that id; KeyError when there is none."""
        for layout in self.layouts:
            if layout.id == layout_id:
                return layout
        raise KeyError(layout_id)


class Plan(Frozen):
    """How a message was understood: commands, or a question back, or an answer; exactly one of them."""

    commands: tuple[Command, ...] = ()
    question: str = ""
    answer: str = ""

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if sum((bool(self.commands), bool(self.question), bool(self.answer))) != 1:
            raise ValueError("a plan is exactly one of commands, question and answer")
        return self


class Planner(Protocol):
    """Understands messages."""

    async def plan(self, message: str, outline: SessionOutline) -> Plan:
        """What the message asks for; ServiceUnavailable where a model that is needed does not answer."""
