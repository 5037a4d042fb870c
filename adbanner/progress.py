"""Progress as it is streamed to the command line, the API and the studio."""

from enum import StrEnum

from adbanner.assets import AssetRef
from adbanner.frozen import Frozen


class Step(StrEnum):
    """Names of the steps a person can follow; values are the wire names."""

    PLAN_STEP = "plan_step"
    SCREEN_REQUEST = "screen_request"
    WRITE_TEXTS = "write_texts"
    SHORTEN_TEXTS = "shorten_texts"
    CUT_TEXTS = "cut_texts"
    SEARCH_BANK = "search_bank"
    WRITE_IMAGE_PROMPT = "write_image_prompt"
    REWRITE_PROMPT = "rewrite_prompt"
    TRANSLATE_PROMPT = "translate_prompt"
    GENERATE_IMAGE = "generate_image"
    REMOVE_BACKGROUND = "remove_background"
    CHOOSE_IMAGES = "choose_images"
    COMPOSE_BANNER = "compose_banner"
    REVIEW_BANNER = "review_banner"
    REPAIR_BANNER = "repair_banner"
    DELIVER = "deliver"
    REFUSE = "refuse"


class ProgressEvent(Frozen):
    """One thing that has just happened in a run."""

    step: Step
    message: str
    """One line in Russian for people."""
    layout_id: str = ""
    slot: int | None = None
    """Image slot, 0-based, when the step concerns a picture."""
    asset: AssetRef | None = None
    """A picture or a checked banner that can be looked at from now on."""
