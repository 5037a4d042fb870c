"""What the marketer asks for."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, ValidationError, model_validator

from adbanner.assets import AssetRef
from adbanner.errors import InvalidRequest
from adbanner.frozen import Frozen

MAX_OFFER_CHARS = 2_000
MAX_DESCRIPTION_CHARS = 500
MAX_IMAGES = 5


class ImageSource(StrEnum):
    """Where the pictures of a banner come from."""

    BANK = "bank"
    AI = "ai"


class FileFormat(StrEnum):
    """File formats a finished banner can have."""

    PNG = "png"
    JPG = "jpg"


class ImageRequest(Frozen):
    """One picture of the banner, as the marketer wants it."""

    description: Annotated[str, Field(max_length=MAX_DESCRIPTION_CHARS)] = ""
    """The marketer's own words; empty means that the system chooses from product and offer."""

    own_picture: AssetRef | None = None
    """A file that the marketer brought; it replaces the search and the generation."""

    source: ImageSource | None = None
    """Where this picture comes from; None takes the source of the brief."""


class Brief(Frozen):
    """Product, offer and formats: everything one run needs to know."""

    product_id: Annotated[str, Field(min_length=1, max_length=64)]
    offer: Annotated[str, Field(min_length=1, max_length=MAX_OFFER_CHARS)]
    layout_ids: Annotated[tuple[str, ...], Field(min_length=1)]
    image_source: ImageSource = ImageSource.BANK
    images: Annotated[tuple[ImageRequest, ...], Field(max_length=MAX_IMAGES)] = ()
    """The k-th request fills the k-th image slot of every layout."""
    seed: Annotated[int, Field(ge=0, lt=2**32)] = 0
    file_format: FileFormat = FileFormat.PNG
    scale: Annotated[int, Field(ge=1, le=3)] = 1
    """Pixels per layout pixel; the layout says which scales its platform takes."""
    ground: str | None = None
    """Name of a brand background; None lets the system choose one that suits the picture."""
    erid: Annotated[str, Field(max_length=64, pattern=r"^[A-Za-z0-9]*$")] = ""
    """Advertising token of the campaign, printed in the legal line."""
    copy_pack: bool = False
    """Write the platforms' own text fields as well (titles and texts of Direct, VK, Google)."""

    @model_validator(mode="after")
    def _layouts_are_distinct(self) -> Self:
        if len(set(self.layout_ids)) != len(self.layout_ids):
            raise ValueError("layout_ids names a format twice")
        return self

    def image_request(self, slot: int) -> ImageRequest:
        """The request for image slot ``slot`` (0-based); an empty one where the brief is silent."""
        return self.images[slot] if slot < len(self.images) else ImageRequest()

    def source_of(self, slot: int) -> ImageSource:
        """Where the picture of a slot comes from, unless it is the marketer's own."""
        return self.image_request(slot).source or self.image_source


BRIEF_PROBLEMS = {
    ("offer", "string_too_short"): "Напишите оффер: что вы предлагаете и на каких условиях.",
    ("offer", "string_too_long"): f"Оффер длиннее {MAX_OFFER_CHARS} знаков. Оставьте главное предложение и условия.",
    ("offer", "missing"): "Напишите оффер: что вы предлагаете и на каких условиях.",
    ("product_id", "missing"): "Выберите продукт.",
    ("layout_ids", "missing"): "Выберите хотя бы один формат баннера.",
    ("layout_ids", "too_short"): "Выберите хотя бы один формат баннера.",
    ("images", "too_long"): f"На баннере может быть не больше {MAX_IMAGES} картинок.",
    ("description", "string_too_long"): f"Описание картинки длиннее {MAX_DESCRIPTION_CHARS} знаков. Опишите короче.",
    ("erid", "string_pattern_mismatch"): "Токен erid состоит только из латинских букв и цифр.",
}
"""What people read instead of the validator's words, by field and kind of error."""


def parse_brief(data: object) -> Brief:
    """Read a brief from JSON-like data.

    Raises:
        InvalidRequest: A field is missing, wrong or unknown; the message names it in plain words.
    """
    try:
        return Brief.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        name = next((str(part) for part in reversed(first["loc"]) if isinstance(part, str)), "")
        message = BRIEF_PROBLEMS.get((name, first["type"]))
        if message is None:
            message = f"Бриф не принят: поле {place or 'целиком'}: {first['msg']}."
        raise InvalidRequest(message, field=place) from error
