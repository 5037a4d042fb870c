"""What the pages of the studio show: the props of its two custom elements, and nothing that they could not show.

Props can be changed by whoever owns the browser, so no action trusts them: an action names a campaign, a format or a
field, and the server looks it up again.
"""

from enum import StrEnum

from adbanner.brief import ImageSource
from adbanner.frozen import Frozen


class FieldView(Frozen):
    """A text field of a format."""

    id: str
    title: str
    """What people call it: «Заголовок»."""
    max_chars: int
    max_lines: int
    required: bool


class FormatView(Frozen):
    """A format as a card, drawn to proportion."""

    id: str
    title: str
    name: str
    """What tells it from others of its size: «Подробный пост»."""
    platform: str
    """Id of the platform that groups the cards."""
    platform_title: str
    width: int
    height: int
    slots: int
    """How many pictures it has room for."""
    fields: tuple[FieldView, ...]


class ProductView(Frozen):
    """A product in the searchable list."""

    id: str
    name: str
    category: str
    """Title of its category, which groups the list and is searched, too."""


class CampaignView(Frozen):
    """One of the person's banners in the history."""

    id: str
    title: str
    product: str
    offer: str
    formats: int
    thumbnail_url: str
    """Empty while nothing was made."""
    updated_at: str
    """ISO 8601, UTC."""
    owner: str
    """Empty where it is the person's own; else who shared it."""


class BriefDraft(Frozen):
    """What the form is filled with when it opens."""

    product_id: str = ""
    offer: str = ""
    layout_ids: tuple[str, ...] = ()
    image_source: ImageSource = ImageSource.BANK
    descriptions: tuple[str, ...] = ()
    erid: str = ""


class BriefFormProps(Frozen):
    """The first screen: my banners and the brief."""

    language: str
    """``ru`` or ``en``: which words the element takes."""
    campaign_id: str
    """The session that the brief begins; own pictures are brought to it."""
    products: tuple[ProductView, ...]
    formats: tuple[FormatView, ...]
    max_offer_chars: int
    max_description_chars: int
    max_upload_mb: int
    generation_missing: str
    """Why pictures cannot be generated here, in the person's language; empty where they can."""
    draft: BriefDraft
    campaigns: tuple[CampaignView, ...]
    submitted: bool = False
    """Whether the brief was sent: the form is then folded to one line."""


class StepStatus(StrEnum):
    """How far a step is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class StepView(Frozen):
    """One named step of the run."""

    key: str
    title: str
    status: StepStatus
    detail: str = ""
    """The last thing that happened in it: «Картинка 2 нарисована»."""


class TextView(Frozen):
    """One text in the editor."""

    field_id: str
    text: str
    author: str
    """In words: «встроенный копирайтер»."""
    locked: bool
    over_px: int
    """How much it is wider or higher than its box at the smallest size; 0 when it fits."""
    problem: str
    """In plain words what is wrong with it; empty when nothing is."""


class PictureView(Frozen):
    """One picture in the editor."""

    slot: int
    url: str
    origin: str
    """``bank``, ``ai`` or ``own``."""
    label: str
    description: str
    """The words it was asked for with; the person changes them to get another."""
    reasons: tuple[str, ...]
    """«Почему эта картинка»: lines in plain words with the measured likeness, prompts and seed."""
    locked: bool
    toy: bool


class CheckView(Frozen):
    """One line of the preflight report."""

    id: str
    title: str
    passed: bool
    blocking: bool
    message: str
    measured: str
    limit: str
    mended: str
    field_ids: tuple[str, ...]


class BannerView(Frozen):
    """One format in the editor."""

    layout_id: str
    url: str
    """Of the preview; empty where the format was refused."""
    alt_text: str
    file_kb: int
    refused: str
    """Why there is no file, in plain words; empty where there is one."""
    detail: str
    texts: tuple[TextView, ...]
    checks: tuple[CheckView, ...]
    mendable: bool
    """Whether the mend button has something to do."""
    note: str
    """What a person should know about the file: a JPG instead of a PNG, for instance."""


class VersionView(Frozen):
    """One entry of the version list."""

    number: int
    summary: str
    at: str
    """ISO 8601, UTC."""
    thumbnail_url: str
    current: bool


class VariantView(Frozen):
    """One proposal for the open format."""

    number: int
    url: str
    texts: tuple[str, ...]
    problem: str


class GroundView(Frozen):
    """A background of the brand."""

    id: str
    start: str
    end: str


class ApprovalView(Frozen):
    """Where the designer's approval stands."""

    required: bool
    """Whether export waits for it."""
    state: str
    """``none``, ``asked``, ``approved`` or ``rejected``; of the present version."""
    reason: str
    link: str
    """Page that the lead designer opens."""


class EditorProps(Frozen):
    """The canvas beside the chat. Everything is the server's; the element only draws it."""

    language: str
    campaign_id: str
    title: str
    status: str
    """``idle``, ``running``, ``failed``, ``offline`` or ``refused``."""
    message: str
    """What happened, where something did: a refusal, a dead endpoint, a stop."""
    formats: tuple[FormatView, ...]
    """Those of the brief, in its order."""
    more_formats: tuple[FormatView, ...]
    """Those that can be added."""
    open_layout_id: str
    steps: tuple[StepView, ...]
    estimate_s: int | None
    """Seconds that are left, by what such turns took here before; None where nobody knows."""
    arrived: dict[str, str]
    """URLs of banners that are finished while others are still being made, by layout id."""
    arrived_pictures: tuple[str, ...]
    """URLs of pictures that are there while the banners are not."""
    banners: tuple[BannerView, ...]
    pictures: tuple[PictureView, ...]
    variants: tuple[VariantView, ...]
    variants_layout_id: str
    versions: tuple[VersionView, ...]
    version: int
    can_undo: bool
    can_redo: bool
    grounds: tuple[GroundView, ...]
    ground: str
    button_colours: tuple[str, ...]
    button_colour: str
    """Empty for the colour of the background's own palette."""
    locks: tuple[str, ...]
    facts: tuple[str, ...]
    flags: tuple[str, ...]
    """Reasons why a person should look before the banners are published."""
    warnings: tuple[str, ...]
    approval: ApprovalView
    generation_missing: str
    read_only: bool
