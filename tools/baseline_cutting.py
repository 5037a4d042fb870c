"""The baseline of the design document: texts too long for their field are cut by words, whatever they lose."""

from adbanner.layout import Layout
from adbanner.texts import BannerTexts

NBSP = "\u00a0"


def cut_plainly(texts: BannerTexts, layout: Layout) -> BannerTexts:
    """Drop last words of each field until its characters are within the limit; boxes and facts are not looked at.

    Returns:
        The texts; a field whose first word alone is too long becomes empty.
    """
    for field in layout.text_fields:
        words = texts.text(field.id).replace(NBSP, " ").split(" ")
        if len(texts.text(field.id)) <= field.max_chars:
            continue
        while words and len(" ".join(words)) > field.max_chars:
            words.pop()
        texts = texts.with_text(field.id, " ".join(words))
    return texts
