"""Which language a marketer writes in."""

import re

CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
LATIN = re.compile(r"[a-z]", re.IGNORECASE)


def language_of(text: str, default: str) -> str:
    """``ru`` or ``en`` by the letters of a text.

    One Russian word decides: Russian offers are full of Latin names and codes («Кэшбэк 10% в Orbita Market»), English
    ones have no reason to hold a Cyrillic letter.

    Args:
        text: An offer.
        default: For texts without letters («−15%»).
    """
    if CYRILLIC.search(text):
        return "ru"
    return "en" if LATIN.search(text) else default
