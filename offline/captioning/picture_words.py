"""What the vision model answers about one picture."""

from adbanner.frozen import Frozen


class PictureWords(Frozen):
    """The words for one picture, and what is seen on it that decides whether it may train a model.

    Limits are checked apart: servers would hold to them by cutting in the middle of a word.
    """

    caption: str
    """2-4 sentences in Russian, which the search finds the picture by."""
    caption_en: str
    """One dense English sentence in the style of training captions."""
    services: tuple[str, ...]
    """Three services that the picture could advertise, written without knowing the products."""
    tags: tuple[str, ...]
    has_text: bool
    has_currency_signs: bool
    has_logo: bool
    has_many_objects: bool
    """Too many to be told in four sentences."""


class CaptionedPicture(PictureWords):
    """One line of ``captions.jsonl``."""

    file: str
    sha256: str
    """Of the file."""
    model: str
    prompt_version: str
