"""What a person typed in chat, turned into commands, an answer or a question."""

from adbanner.commands import Command
from adbanner.frozen import Frozen


class Plan(Frozen):
    """How a message was understood: commands, or a question back, or an answer."""

    commands: tuple[Command, ...] = ()
    question: str = ""
    answer: str = ""
