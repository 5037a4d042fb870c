"""What a person can ask of a banner session, by a button, in chat or over REST: always one of these.

A turn carries out one or several of them and leaves one new version, or an answer that says why it left none.
"""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from adbanner.assets import AssetRef
from adbanner.brief import MAX_DESCRIPTION_CHARS, MAX_IMAGES, Brief, ImageSource
from adbanner.colour import Hex
from adbanner.frozen import Frozen

MAX_TEXT_CHARS = 500
"""Of one text that a person types; every format allows far less."""
MAX_MESSAGE_CHARS = 2_000
MAX_VARIANTS = 4

LayoutId = Annotated[str, Field(min_length=1, max_length=64)]
FieldId = Annotated[str, Field(min_length=1, max_length=64)]
Slot = Annotated[int, Field(ge=0, lt=MAX_IMAGES)]

TEXTS = "texts"
GROUND = "ground"
BUTTON = "button"
Part = Annotated[str, Field(pattern=r"^(texts|ground|button|text:[a-z][a-z0-9_]*|picture:[0-4])$")]
"""What can be locked: all texts, one text field in every format, one picture, the background, the button's colour."""


class MakeBanners(Frozen):
    """Makes all formats of a brief anew and opens all locks; what was shown before stays among the versions."""

    kind: Literal["make_banners"] = "make_banners"
    brief: Brief


class EditText(Frozen):
    """Puts the person's own words into one field of one format."""

    kind: Literal["edit_text"] = "edit_text"
    layout_id: LayoutId
    field_id: FieldId
    text: Annotated[str, Field(max_length=MAX_TEXT_CHARS)]


class RewriteTexts(Frozen):
    """Writes texts anew, all or only some fields; locked fields stay as they are."""

    kind: Literal["rewrite_texts"] = "rewrite_texts"
    layout_ids: tuple[LayoutId, ...] = ()
    """Empty means every format."""
    field_ids: tuple[FieldId, ...] = ()
    """Empty means every field, e.g. ``("headline",)``."""
    shorter: bool = False
    """Whether the new texts should be shorter than the present ones."""
    wish: Annotated[str, Field(max_length=MAX_DESCRIPTION_CHARS)] = ""
    """What else should be different, in the person's own words; only a language model can follow it."""


class ReplacePicture(Frozen):
    """Puts another picture into one slot; the other pictures stay."""

    kind: Literal["replace_picture"] = "replace_picture"
    slot: Slot = 0
    description: Annotated[str, Field(max_length=MAX_DESCRIPTION_CHARS)] | None = None
    """None keeps the words that the present picture was asked for with."""
    source: ImageSource | None = None
    """None keeps the source of the brief."""
    own_picture: AssetRef | None = None


class ChooseGround(Frozen):
    """Takes another background of the brand."""

    kind: Literal["choose_ground"] = "choose_ground"
    ground: Annotated[str, Field(max_length=64)] | None = None
    """None lets the system choose one that suits."""


class ColourButton(Frozen):
    """Gives every button one colour of the brand's palette, with a text colour that is readable on it."""

    kind: Literal["colour_button"] = "colour_button"
    colour: Hex | None
    """None takes the colour of the background's own palette again."""


class AddFormats(Frozen):
    """Makes the same banner in further formats."""

    kind: Literal["add_formats"] = "add_formats"
    layout_ids: Annotated[tuple[LayoutId, ...], Field(min_length=1)]


class RemoveFormats(Frozen):
    """Leaves formats out from now on; at least one stays."""

    kind: Literal["remove_formats"] = "remove_formats"
    layout_ids: Annotated[tuple[LayoutId, ...], Field(min_length=1)]


class SetLock(Frozen):
    """Protects a part against changes by the system, or opens it again; a person's own edits stay possible."""

    kind: Literal["set_lock"] = "set_lock"
    part: Part
    locked: bool


class MendBanner(Frozen):
    """Changes what keeps one format from passing its preflight."""

    kind: Literal["mend_banner"] = "mend_banner"
    layout_id: LayoutId


class ProposeVariants(Frozen):
    """Makes other copies and pictures for one format, to be looked at side by side; changes no version."""

    kind: Literal["propose_variants"] = "propose_variants"
    layout_id: LayoutId
    count: Annotated[int, Field(ge=1, le=MAX_VARIANTS)] = 3


class UseVariant(Frozen):
    """Takes the texts, the pictures or both of a proposed variant over."""

    kind: Literal["use_variant"] = "use_variant"
    number: Annotated[int, Field(ge=1, le=MAX_VARIANTS)]
    takes: Literal["both", "texts", "pictures"] = "both"


class Undo(Frozen):
    """Shows the version before the present one."""

    kind: Literal["undo"] = "undo"


class Redo(Frozen):
    """Takes an undo back."""

    kind: Literal["redo"] = "redo"


class RestoreVersion(Frozen):
    """Brings an earlier version back as a new one."""

    kind: Literal["restore_version"] = "restore_version"
    number: Annotated[int, Field(ge=1)]


class ExplainReview(Frozen):
    """Says in plain words why formats did not pass, or what was measured on them."""

    kind: Literal["explain_review"] = "explain_review"
    layout_id: Annotated[str, Field(max_length=64)] = ""
    """Empty means every format."""


Command = Annotated[
    MakeBanners
    | EditText
    | RewriteTexts
    | ReplacePicture
    | ChooseGround
    | ColourButton
    | AddFormats
    | RemoveFormats
    | SetLock
    | MendBanner
    | ProposeVariants
    | UseVariant
    | Undo
    | Redo
    | RestoreVersion
    | ExplainReview,
    Field(discriminator="kind"),
]

COMMAND: TypeAdapter[Command] = TypeAdapter(Command)
"""Reads a command from JSON-like data."""
