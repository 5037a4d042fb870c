"""Text shaping: which glyphs stand where, measured by the same runs that are drawn.

HarfBuzz shapes a line once at a size of one em; every width, position and ink extent scales linearly with the
size, so that fitting a text costs no further shaping. Skia draws the very same glyph ids at the very same places.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from adbanner.brand_kit import BrandKit
from adbanner.errors import BrandKitError, InvalidRequest
from adbanner.layout import FontRole

if TYPE_CHECKING:
    import skia

SHAPED_LINES_KEPT = 16_384
MISSING_GLYPH = 0
HYPHEN_TWINS = str.maketrans({"\u2010": "-", "\u2011": "-"})
"""Few fonts draw the typographic hyphens; all of them look like the plain one."""


@dataclass(frozen=True, slots=True)
class InkExtents:
    """The smallest rectangle round the glyphs, in ems from the pen's start on the baseline; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From the leftmost to the rightmost edge of ink."""
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """One shaped line at a size of one em."""

    role: FontRole
    glyphs: tuple[int, ...]
    positions: tuple[tuple[float, float], ...]
    """Origin of each glyph in ems; y grows downwards."""
    ink: InkExtents | None
    """None when nothing is visible (empty or spaces only)."""


@dataclass(frozen=True, slots=True)
class FaceMetrics:
    """Heights of a face in ems."""

    cap_height: float
    descent: float
    """How far a letter such as «р» reaches under the baseline."""


class _Face:
    """One font file, opened by HarfBuzz for shaping and by Skia for drawing."""

    def __init__(self, path: Path) -> None:
        import skia
        import uharfbuzz as hb

        if not path.is_file():
            raise BrandKitError(path, "the font file does not exist", field="fonts")
        self._hb = hb
        face = hb.Face(hb.Blob.from_file_path(str(path)))
        self.typeface: skia.Typeface | None = skia.Typeface.MakeFromFile(str(path)) if face.glyph_count else None
        if self.typeface is None:
            raise BrandKitError(path, "not a readable TrueType or OpenType font", field="fonts")
        self.upem: int = face.upem
        self.font = hb.Font(face)
        self.metrics = FaceMetrics(cap_height=-self._top("Н"), descent=self._bottom("р"))

    def shape(self, text: str, *, ligatures: bool) -> tuple[list[tuple[int, int]], list[tuple[int, int, int]]]:
        """Glyph ids with the character they stand for, and advance and offsets of each, in font units."""
        buffer = self._hb.Buffer()
        buffer.add_str(text.translate(HYPHEN_TWINS))
        buffer.guess_segment_properties()
        buffer.cluster_level = self._hb.BufferClusterLevel.MONOTONE_CHARACTERS
        self._hb.shape(self.font, buffer, {} if ligatures else {"liga": False, "clig": False})
        infos = [(info.codepoint, info.cluster) for info in buffer.glyph_infos]
        return infos, [(spot.x_advance, spot.x_offset, spot.y_offset) for spot in buffer.glyph_positions]

    def extents(self, glyph: int) -> tuple[int, int, int, int] | None:
        """Left, top, right, bottom of a glyph's outline in font units (y upwards), None for a blank."""
        box = self.font.get_glyph_extents(glyph)
        if box is None or not (box.width and box.height):
            return None
        return box.x_bearing, box.y_bearing, box.x_bearing + box.width, box.y_bearing + box.height

    def _top(self, letter: str) -> float:
        extents = self.extents(self.shape(letter, ligatures=False)[0][0][0])
        return -extents[1] / self.upem if extents else 0.0

    def _bottom(self, letter: str) -> float:
        extents = self.extents(self.shape(letter, ligatures=False)[0][0][0])
        return -extents[3] / self.upem if extents else 0.0


class FontBook:
    """The brand's type: one face for each role.

    Args:
        files: Static TTF or OTF file of each role.

    Raises:
        BrandKitError: A font file is missing or unreadable.
    """

    def __init__(self, files: dict[FontRole, Path]) -> None:
        opened = {path: _Face(path) for path in dict.fromkeys(files.values())}
        self._faces = {role: opened[path] for role, path in files.items()}
        self.shape: Callable[[str, FontRole, float], GlyphRun] = lru_cache(maxsize=SHAPED_LINES_KEPT)(self._shape)
        """``shape(text, role, letter_spacing_em)``: one line as glyphs at a size of one em; remembered."""

    @classmethod
    def load(cls, kit: BrandKit) -> "FontBook":
        """Open the fonts of a brand kit."""
        return cls(kit.fonts)

    def metrics(self, role: FontRole) -> FaceMetrics:
        """Heights of the face that a role uses."""
        return self._faces[role].metrics

    def unsupported(self, text: str, role: FontRole) -> tuple[str, ...]:
        """The characters of a text that the role's face cannot draw, each once, in order of appearance."""
        infos, _ = self._faces[role].shape(text, ligatures=False)
        return tuple(dict.fromkeys(text[cluster] for glyph, cluster in sorted(infos, key=_cluster) if not glyph))

    def require_supported(self, text: str, role: FontRole) -> None:
        """Refuse a text that would show a missing-glyph box.

        Raises:
            InvalidRequest: The message names every character that the face lacks.
        """
        missing = self.unsupported(text, role)
        if missing:
            names = ", ".join(_character_name(character) for character in missing)
            raise InvalidRequest(f"В шрифте бренда нет таких знаков: {names}. Уберите их из текста «{text}».")

    def skia_font(self, role: FontRole, size_px: float) -> "skia.Font":
        """The face at a size, set up to draw glyphs where HarfBuzz put them."""
        import skia

        font = skia.Font(self._faces[role].typeface, size_px)
        font.setSubpixel(True)
        font.setHinting(skia.FontHinting.kNone)
        font.setLinearMetrics(True)
        font.setEdging(skia.Font.Edging.kAntiAlias)
        return font

    def _shape(self, text: str, role: FontRole, letter_spacing_em: float) -> GlyphRun:
        face = self._faces[role]
        infos, spots = face.shape(text, ligatures=letter_spacing_em == 0)
        pen, glyphs, positions = 0.0, [], []
        edges: list[tuple[float, float, float, float]] = []
        for (glyph, _), (advance, x_offset, y_offset) in zip(infos, spots, strict=True):
            x, y = pen + x_offset / face.upem, -y_offset / face.upem
            glyphs.append(glyph)
            positions.append((x, y))
            box = face.extents(glyph)
            if box is not None:
                left, top, right, bottom = (edge / face.upem for edge in box)
                edges.append((x + left, y - top, x + right, y - bottom))
            pen += advance / face.upem + (letter_spacing_em if advance else 0.0)
        ink = None
        if edges:
            lefts, tops, rights, bottoms = zip(*edges, strict=True)
            ink = InkExtents(min(lefts), min(tops), max(rights), max(bottoms))
        return GlyphRun(role=role, glyphs=tuple(glyphs), positions=tuple(positions), ink=ink)


def _cluster(info: tuple[int, int]) -> int:
    return info[1]


def _character_name(character: str) -> str:
    """A character as people can find it: itself, its number and its Unicode name."""
    name = unicodedata.name(character, "")
    visible = f"«{character}» " if character.isprintable() else ""
    return f"{visible}U+{ord(character):04X}{' ' + name if name else ''}"
