"""The floor that the built-in copywriter is measured against: the offer poured into the fields as it stands."""

import re

from adbanner.layout import TextRole
from adbanner.texts import BannerTexts, FieldText, TextAuthor
from tools.copywriting import CopyAttempt, CopyRequest
from tools.typography import typeset

SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
BELOW_HEADLINE = (TextRole.SUBHEADLINE, TextRole.BODY)


class PouringCopywriter:
    """First sentence into the headline, the rest below it, the brand's first verb on the button; lengths ignored."""

    @property
    def author(self) -> TextAuthor:
        """Who signs the texts."""
        return TextAuthor.OFFLINE

    async def write(self, request: CopyRequest, attempts: tuple[CopyAttempt, ...]) -> BannerTexts:
        """The same draft whatever was wrong with it."""
        headline, *rest = SENTENCE_END.split(request.offer)
        fields = []
        for field in request.layout.text_fields:
            text = ""
            if field.role is TextRole.HEADLINE:
                text = headline
            elif field.role in BELOW_HEADLINE:
                text, rest = " ".join(rest) or request.product.name, []
            elif field.role is TextRole.BUTTON:
                text = request.button_verbs[0]
            elif field.role is TextRole.NUMBER:
                text = request.facts[0].text if request.facts else request.product.word_mark
            fields.append(FieldText(field_id=field.id, text=typeset(text, language=request.language, headline=True)))
        return BannerTexts(layout_id=request.layout.id, author=self.author, fields=tuple(fields))
