"""Which characters the brand's font files draw, read from their character maps only."""

import string
from pathlib import Path

from adbanner.frozen import Frozen

RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
NBSP = "\u00a0"
PUNCTUATION = ".,:;!?()-+*/%&@#№«»„“\"'…–—−₽" + NBSP
REQUIRED_CHARACTERS = RUSSIAN + RUSSIAN.upper() + string.ascii_letters + string.digits + PUNCTUATION
"""What every banner font must draw: Russian, Latin, digits, typographic marks and the rouble sign."""
MOST_NAMED = 8
"""How many characters a message lists."""


class FontCheck(Frozen):
    """What a font file can draw, or why it cannot be used."""

    characters: frozenset[int] = frozenset()
    """Code points of the character map."""
    problem: str = ""
    """Empty when the font is fit for banners."""

    def missing(self, text: str) -> str:
        """The characters of a text that the font lacks, each once, in order."""
        return "".join(dict.fromkeys(char for char in text if ord(char) not in self.characters))


def check_font(path: Path) -> FontCheck:
    """Open a font file and see whether banners can be set in it: static, not compressed, Russian and Latin."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(path, lazy=True) as font:
            if font.flavor is not None:
                return FontCheck(problem=f"a {font.flavor} web font; use the TTF or OTF file of the same cut")
            if "fvar" in font:
                return FontCheck(problem="a variable font; make a static file of one weight from it")
            if max(table.offset + table.length for table in font.reader.tables.values()) > path.stat().st_size:
                return FontCheck(problem="the file is cut off; copy it again")
            found = FontCheck(characters=frozenset(font.getBestCmap() or ()))
    except FileNotFoundError:
        return FontCheck(problem="the file does not exist")
    except (TTLibError, OSError, AssertionError, KeyError, ValueError) as error:
        return FontCheck(problem=f"not a readable TrueType or OpenType font ({type(error).__name__}: {error})")
    missing = found.missing(REQUIRED_CHARACTERS)
    if missing:
        return found.model_copy(update={"problem": f"draws no {described(missing)}; banners need them"})
    return found


def described(characters: str) -> str:
    """Characters for people: themselves and their code points, the first few of many."""
    shown = [f"«{char}» U+{ord(char):04X}" if char.isprintable() else f"U+{ord(char):04X}" for char in characters]
    more = f" and {len(shown) - MOST_NAMED} more" if len(shown) > MOST_NAMED else ""
    return ", ".join(shown[:MOST_NAMED]) + more
