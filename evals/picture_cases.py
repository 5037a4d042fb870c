"""Pictures that marketers ask for, or leave to us, with what a careful art director would answer."""

from typing import Annotated, Literal

from pydantic import Field

from adbanner.brief import MAX_DESCRIPTION_CHARS, MAX_OFFER_CHARS
from adbanner.frozen import Frozen
from evals.cases import Dataset, read_cases

STYLE = "Мягкая 3D-иллюстрация: "
STYLE_EN = "Soft 3D illustration: "
REST = (
    " Гладкие скруглённые формы, матовый пластик, насыщенные чистые цвета, мягкий рассеянный свет. "
    "Предметы целиком в кадре, по центру, на чистом белом фоне, вокруг много свободного места."
)
REST_EN = (
    " Smooth rounded shapes, matte plastic, rich clean colours, soft diffused light. "
    "The objects are fully in the frame, centred, on a clean white background, with plenty of free space around."
)


class PictureCase(Frozen):
    """One picture of one banner."""

    id: Annotated[str, Field(min_length=1)]
    split: Literal["dev", "held_out"]
    product_id: str
    offer: Annotated[str, Field(min_length=1, max_length=MAX_OFFER_CHARS)]
    description: Annotated[str, Field(max_length=MAX_DESCRIPTION_CHARS)]
    """The marketer's words; empty leaves the choice to us."""
    slot: Annotated[int, Field(ge=0)]
    picture: str
    """A good answer, written by a person."""
    picture_en: str
    """Its translation."""

    @property
    def styled(self) -> str:
        """The good answer in the style of the training captions."""
        return f"{STYLE}{_uncapitalised(self.picture)}{REST}"

    @property
    def english(self) -> str:
        """The styled answer in English."""
        return f"{STYLE_EN}{_uncapitalised(self.picture_en)}{REST_EN}"

    @property
    def query(self) -> str:
        """The good answer as one sentence for the bank."""
        return self.picture.split(". ")[0].rstrip(".")


def read_picture_requests() -> Dataset[PictureCase]:
    """All cases.

    Raises:
        ConfigError: A line is no such case.
    """
    return read_cases("picture_requests", PictureCase)


def _uncapitalised(text: str) -> str:
    return text[:1].lower() + text[1:]
