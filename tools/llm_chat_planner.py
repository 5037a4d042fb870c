"""The planner that is a language model: every command is a tool with its docstring as the description."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from adbanner.commands import (
    COMMAND,
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
from adbanner.errors import ToolFailed
from adbanner.frozen import Frozen
from adbanner.prompts import PromptLibrary, Task
from tools.chat_grammar import plan_by_grammar
from tools.chat_planning import Plan, SessionOutline
from tools.llm import ChatMessage, ChatModel

TOOLS: tuple[type[Frozen], ...] = (
    EditText,
    RewriteTexts,
    ReplacePicture,
    ChooseGround,
    ColourButton,
    AddFormats,
    RemoveFormats,
    SetLock,
    MendBanner,
    ProposeVariants,
    UseVariant,
    Undo,
    Redo,
    RestoreVersion,
    ExplainReview,
)
"""What the model may ask for; new banners are made by the brief form alone."""
HIDDEN_FIELDS = frozenset({"kind", "own_picture"})
MAX_COMMANDS = 4
ATTEMPTS = 2
Kind = Literal[
    "edit_text", "rewrite_texts", "replace_picture", "choose_ground", "colour_button", "add_formats",
    "remove_formats", "set_lock", "mend_banner", "propose_variants", "use_variant", "undo", "redo",
    "restore_version", "explain_review",
]  # fmt: skip


class PlannedCommand(BaseModel):
    """One command as the model writes it: the fields of all commands, most of them left out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Kind
    layout_id: str | None = None
    layout_ids: list[str] | None = None
    field_id: str | None = None
    field_ids: list[str] | None = None
    text: str | None = None
    shorter: bool | None = None
    wish: str | None = None
    slot: int | None = None
    description: str | None = None
    source: Literal["bank", "ai"] | None = None
    ground: str | None = None
    colour: str | None = None
    part: str | None = None
    locked: bool | None = None
    count: int | None = None
    number: int | None = None
    takes: Literal["both", "texts", "pictures"] | None = None


class PlanAnswer(BaseModel):
    """The whole answer of the model."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    commands: Annotated[list[PlannedCommand], Field(max_length=MAX_COMMANDS)]
    question: str
    answer: str


class ToolDescription(Frozen):
    """A command as the prompt shows it."""

    kind: str
    description: str
    fields: tuple[str, ...]


class LlmPlanner:
    """Understands what the grammar does not.

    Args:
        chat: The model.
        prompts: The instructions.
    """

    def __init__(self, chat: ChatModel, prompts: PromptLibrary) -> None:
        self._chat = chat
        self._prompts = prompts

    async def plan(self, message: str, outline: SessionOutline) -> Plan:
        """What the message asks for; see ``Planner.plan``.

        Where the grammar knows the whole message, no call is paid for. Where the model's answer cannot be carried out
        twice in a row, the grammar's question is asked.
        """
        by_rules = plan_by_grammar(message, outline)
        if by_rules.commands:
            return by_rules
        messages = self._conversation(message, outline)
        for attempt in range(ATTEMPTS):
            try:
                completion = await self._chat.complete(
                    Task.PLAN_STEP, messages, PlanAnswer, seed=outline.seed + attempt, temperature=0
                )
            except ToolFailed:
                return by_rules
            plan, problems = checked(completion.value, outline)
            if plan is not None:
                return plan
            said = completion.value.model_dump_json(exclude_none=True)
            again = self._prompts.render(Task.PLAN_STEP, "user", **self._words(message, outline, problems))
            messages = (*messages, ChatMessage(role="assistant", content=said), ChatMessage(role="user", content=again))
        return by_rules

    def _conversation(self, message: str, outline: SessionOutline) -> tuple[ChatMessage, ...]:
        system = self._prompts.render(Task.PLAN_STEP, "system", commands=[described(tool) for tool in TOOLS])
        user = self._prompts.render(Task.PLAN_STEP, "user", **self._words(message, outline, ()))
        return ChatMessage(role="system", content=system), ChatMessage(role="user", content=user)

    def _words(self, message: str, outline: SessionOutline, problems: tuple[str, ...]) -> dict[str, object]:
        return {
            "message": message,
            "outline": outline,
            "shown": [outline.layout(layout_id) for layout_id in outline.layout_ids],
            "more": [layout.id for layout in outline.layouts if layout.id not in outline.layout_ids],
            "texts": {
                layout_id: {field.field_id: field.text for field in texts.fields}
                for layout_id, texts in outline.texts.items()
            },
            "problems": list(problems),
        }


def described(tool: type[Frozen]) -> ToolDescription:
    """A command as the prompt shows it, from its own docstring."""
    names = tuple(name for name in tool.model_fields if name not in HIDDEN_FIELDS)
    return ToolDescription(
        kind=str(tool.model_fields["kind"].default),
        description=" ".join((tool.__doc__ or "").split()),
        fields=tuple(f"{name} ({allowed(tool, name)})" for name in names),
    )


def allowed(tool: type[Frozen], name: str) -> str:
    """What a field takes, as its schema says."""
    schema = tool.model_json_schema()["properties"][name]
    options = [option.get("type", "") for option in schema.get("anyOf", [schema])]
    values = schema.get("enum") or [value for option in schema.get("anyOf", []) for value in option.get("enum", [])]
    kinds = "|".join(str(value) for value in values) or "|".join(filter(None, options)) or "string"
    return f"{kinds}, {schema['pattern']}" if "pattern" in schema else kinds


def checked(answer: PlanAnswer, outline: SessionOutline) -> tuple[Plan | None, tuple[str, ...]]:
    """The plan of an answer, or what is wrong with it."""
    problems: list[str] = []
    commands: list[Command] = []
    for planned in answer.commands:
        try:
            command = COMMAND.validate_python(planned.model_dump(exclude_none=True))
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            problems.append(f"{planned.kind}: {'.'.join(map(str, first['loc']))}: {first['msg']}")
            continue
        problems += unknown_in(command, outline)
        commands.append(command)
    if problems:
        return None, tuple(problems)
    if commands:
        return Plan(commands=tuple(commands)), ()
    if answer.question.strip():
        return Plan(question=answer.question.strip()), ()
    if answer.answer.strip():
        return Plan(answer=answer.answer.strip()), ()
    return None, ("commands, question и answer пусты",)


def unknown_in(command: Command, outline: SessionOutline) -> list[str]:
    """What a command names that the session does not have."""
    shown, every = set(outline.layout_ids), {layout.id for layout in outline.layouts}
    problems: list[str] = []
    wanted = [getattr(command, "layout_id", ""), *getattr(command, "layout_ids", ())]
    known = every if isinstance(command, AddFormats) else shown
    problems += [f"нет формата {layout_id}" for layout_id in wanted if layout_id and layout_id not in known]
    fields = {field.id for layout_id in shown for field in outline.layout(layout_id).text_fields}
    asked = [getattr(command, "field_id", ""), *getattr(command, "field_ids", ())]
    problems += [f"нет поля {field_id}" for field_id in asked if field_id and field_id not in fields]
    if isinstance(command, ReplacePicture) and command.slot >= len(outline.pictures):
        problems.append(f"нет картинки {command.slot}")
    if isinstance(command, ChooseGround) and command.ground and command.ground not in outline.grounds:
        problems.append(f"нет фона {command.ground}")
    if isinstance(command, ColourButton) and command.colour and command.colour.upper() not in outline.button_colours:
        problems.append(f"нет цвета {command.colour}")
    if isinstance(command, UseVariant) and command.number > outline.variants:
        problems.append(f"нет варианта {command.number}")
    if isinstance(command, RestoreVersion) and command.number > outline.versions:
        problems.append(f"нет версии {command.number}")
    return problems
