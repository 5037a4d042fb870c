"""The text fields that a platform shows beside a banner: its own headline and text, without pixels of ours."""

from typing import Annotated

from pydantic import Field

from adbanner.frozen import Frozen
from adbanner.layout import Box, FontRole, Layout, TextField, TextRole, TextStyle

LINE_PX = 4_000
"""Wider than any text of an advertisement at ``TYPE_PX``: the platform breaks lines itself."""
TYPE_PX = 10


class TextAdField(Frozen):
    """One field of the platform's form."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    role: TextRole
    title: Annotated[str, Field(min_length=1)]
    """Name in Russian, as the platform's form has it."""
    purpose: Annotated[str, Field(min_length=1)]
    """What the text is for, in Russian, as the copywriter's prompt says it."""
    max_chars: Annotated[int, Field(gt=0)]
    max_word_chars: Annotated[int, Field(gt=0)]
    required: bool = True


class TextAd(Frozen):
    """The text form of one platform."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$")]
    title: Annotated[str, Field(min_length=1)]
    """Name in Russian, as the marketer knows it."""
    source: Annotated[str, Field(pattern=r"^https://")]
    """Where the platform states the limits."""
    fields: Annotated[tuple[TextAdField, ...], Field(min_length=1)]

    def as_layout(self) -> Layout:
        """The form as a layout whose boxes hold any text within the limits.

        Copywriters, checks and cuts work on layouts; with this one only the platform's limits bind them.
        """
        style = TextStyle(font=FontRole.BODY, size_px=TYPE_PX, min_size_px=TYPE_PX)
        fields = tuple(
            TextField(
                id=field.id,
                role=field.role,
                purpose=field.purpose,
                max_chars=field.max_chars,
                max_word_chars=field.max_word_chars,
                required=field.required,
                box=Box(x=0, y=2 * TYPE_PX * number, width=LINE_PX, height=2 * TYPE_PX),
                style=style,
            )
            for number, field in enumerate(self.fields)
        )
        return Layout(
            id=self.id, title=self.title, platform=self.title, width=LINE_PX, height=2 * TYPE_PX * len(fields),
            max_kb=1, text_fields=fields,
        )  # fmt: skip
