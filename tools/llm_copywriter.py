"""The copywriter that is a language model: one call for all fields, one conversation for all shortenings."""

from pydantic import BaseModel, ConfigDict, Field, create_model

from adbanner.frozen import Frozen
from adbanner.layout import Layout, TextField, TextRole
from adbanner.prompts import PromptLibrary, Task
from adbanner.texts import BannerTexts, FaultKind, FieldText, TextAuthor, TextFault
from tools.copywriting import CopyAttempt, CopyRequest
from tools.llm import ChatMessage, ChatModel
from tools.typography import typeset

TARGET_SHARE = 0.9
"""How much of a limit the model is told to aim at: it counts characters badly and tends to overshoot."""
LONGEST_PLAIN_TARGET_CHARS = 12
"""Up to here the target is the limit itself: nine tenths of a button leave no word to choose from."""
WORD_MARK = "{word_mark}"
WITHOUT_FULL_STOP = (TextRole.HEADLINE, TextRole.BUTTON)


class FieldBudget(Frozen):
    """A text field as the prompt names it."""

    id: str
    purpose: str
    max_chars: int
    target_chars: int
    max_lines: int
    max_word_chars: int
    required: bool


class FaultReport(Frozen):
    """A fault with the numbers that the request to shorten names; lengths are 0 for the banner as a whole."""

    kind: FaultKind
    field_id: str
    detail: str
    over_chars: int
    over_px: int
    chars: int = 0
    max_chars: int = 0
    target_chars: int = 0
    max_word_chars: int = 0


class LlmCopywriter:
    """Writes the texts of a banner with a language model.

    Args:
        chat: The model.
        prompts: The instructions.
    """

    def __init__(self, chat: ChatModel, prompts: PromptLibrary) -> None:
        self._chat = chat
        self._prompts = prompts

    @property
    def author(self) -> TextAuthor:
        """Who signs the texts."""
        return TextAuthor.LLM

    async def write(self, request: CopyRequest, attempts: tuple[CopyAttempt, ...]) -> BannerTexts:
        """Fill every text field in one call, see ``Copywriter.write``.

        The conversation is rebuilt from ``attempts``: each adds the model's answer and one request to shorten.
        """
        schema = answer_schema(request.layout)
        messages = self.conversation(request, attempts)
        completion = await self._chat.complete(Task.WRITE_TEXTS, messages, schema, seed=request.seed)
        answer: dict[str, str] = completion.value.model_dump(by_alias=True)
        fields = tuple(
            FieldText(
                field_id=field.id,
                text=typeset(
                    " ".join(answer[field.id].split()),
                    language=request.language,
                    headline=field.role in WITHOUT_FULL_STOP,
                ),
            )
            for field in request.layout.text_fields
        )
        return BannerTexts(layout_id=request.layout.id, author=self.author, fields=fields)

    def conversation(self, request: CopyRequest, attempts: tuple[CopyAttempt, ...]) -> tuple[ChatMessage, ...]:
        """All messages up to the next answer."""
        layout = request.layout
        system = self._prompts.render(
            Task.WRITE_TEXTS,
            "system",
            language=request.language,
            tone_of_voice=request.tone_of_voice,
            forbidden_words=request.forbidden_words,
            aims_below_limits=request.aims_below_limits,
            examples=[
                {"offer": example.offer, "texts": {text.field_id: plain(text.text) for text in example.texts}}
                for example in request.examples
            ],
        )
        facts = [fact.text for fact in request.facts]
        user = self._prompts.render(
            Task.WRITE_TEXTS,
            "user",
            product=request.product,
            offer=request.offer,
            facts=facts,
            layout_title=layout.title,
            word_mark_shown=any(WORD_MARK in field.text for field in layout.static_fields),
            fields=[budget(field) for field in layout.text_fields],
            aims_below_limits=request.aims_below_limits,
            has_button=any(field.role is TextRole.BUTTON for field in layout.text_fields),
            button_verbs=request.button_verbs,
            present={text.field_id: plain(text.text) for text in request.present},
            kept_fields=request.kept_fields,
            wish=request.wish,
        )
        messages = [ChatMessage(role="system", content=system), ChatMessage(role="user", content=user)]
        for attempt in attempts:
            faults = [fault_report(fault, attempt.texts, layout) for fault in attempt.faults]
            shorten = self._prompts.render(Task.WRITE_TEXTS, "shorten", faults=faults, facts=facts)
            messages.append(ChatMessage(role="assistant", content=answer_of(attempt.texts, layout)))
            messages.append(ChatMessage(role="user", content=shorten))
        return tuple(messages)


def answer_schema(layout: Layout) -> type[BaseModel]:
    """One string per text field under the field's id; nothing may be missing and nothing added."""
    # Ids are aliases: as attributes some of them ("copy", "json") would hide methods of the model.
    fields = {
        f"text_{number}": (str, Field(alias=field.id, description=field.purpose))
        for number, field in enumerate(layout.text_fields)
    }
    schema: type[BaseModel] = create_model(  # type: ignore[call-overload]
        "BannerTextsAnswer", __config__=ConfigDict(extra="forbid", frozen=True), **fields
    )
    return schema


def answer_of(texts: BannerTexts, layout: Layout) -> str:
    """Texts as the model's own answer in the conversation."""
    schema = answer_schema(layout)
    return schema.model_validate({text.field_id: plain(text.text) for text in texts.fields}).model_dump_json(
        by_alias=True
    )


def plain(text: str) -> str:
    """A text without the typographer's spaces, which are ours to set, not the model's."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def target_chars(max_chars: int) -> int:
    """The length to aim at: a little under the limit."""
    return max_chars if max_chars <= LONGEST_PLAIN_TARGET_CHARS else int(max_chars * TARGET_SHARE)


def budget(field: TextField) -> FieldBudget:
    """What the prompt says about a field."""
    return FieldBudget(
        id=field.id,
        purpose=field.purpose.rstrip("."),
        max_chars=field.max_chars,
        target_chars=target_chars(field.max_chars),
        max_lines=field.max_lines,
        max_word_chars=field.max_word_chars,
        required=field.required,
    )


def fault_report(fault: TextFault, texts: BannerTexts, layout: Layout) -> FaultReport:
    """A fault with the measures of its field.

    A text can overflow its box within its character limit (wide letters, unlucky breaks); it is then told to
    lose a tenth of its own length.
    """
    report = FaultReport(
        kind=fault.kind,
        field_id=fault.field_id,
        detail=fault.detail,
        over_chars=fault.over_chars,
        over_px=fault.over_px,
    )
    if not fault.field_id:
        return report
    field, chars = layout.text_field(fault.field_id), len(texts.text(fault.field_id))
    target = target_chars(field.max_chars)
    if fault.kind is FaultKind.OVERFLOWS_BOX:
        target = min(target, int(chars * TARGET_SHARE))
    return report.model_copy(
        update={
            "chars": chars,
            "max_chars": field.max_chars,
            "target_chars": target,
            "max_word_chars": field.max_word_chars,
        }
    )
