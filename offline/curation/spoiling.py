"""Spoils good pictures on purpose, so that the findings can be measured: every fault is known because we made it.

All take and give straight RGBA and draw their choices from ``luck``, so that equal seeds give equal pictures.
"""

import colorsys
import io
from pathlib import Path
from random import Random

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

WORDS = tuple("СКИДКА Кэшбэк Доставка АКЦИЯ Бонус SALE Bonus CREDIT 2024 -50% Такси Выгода ПРОМО Hello 1000".split())
SIGNS = "₽$€£¥"
_OPAQUE = 128
_INKS = 25, 250
_TRIES = 12


def with_text(picture: Image.Image, words: str, font: Path, luck: Random, *, share: float = 0.1) -> Image.Image:
    """Words printed on the object, slightly turned, in black or white; ``share`` is their height by the picture's."""
    return _printed(picture, words, font, luck, share, turn=12)


def with_sign(picture: Image.Image, sign: str, font: Path, luck: Random, *, share: float = 0.14) -> Image.Image:
    """A currency sign on the object."""
    return _printed(picture, sign, font, luck, share, turn=15)


def with_logo(picture: Image.Image, logo: Image.Image, luck: Random, *, share: float = 0.22) -> Image.Image:
    """A logo on the object, slightly turned; ``share`` is its width by the picture's."""
    width = round(picture.width * share)
    small = logo.convert("RGBA").resize((width, round(logo.height * width / logo.width)), Image.Resampling.LANCZOS)
    turned = small.rotate(luck.uniform(-12, 12), Image.Resampling.BICUBIC, expand=True)
    return _laid_on(picture, turned, luck)


def drawn_logo(words: str, colour: tuple[int, int, int], font: Path) -> Image.Image:
    """A logo that no company has: a sign of three shapes with a word mark, 640 x 200 pixels."""
    logo = Image.new("RGBA", (640, 200))
    draw = ImageDraw.Draw(logo)
    draw.rounded_rectangle((4, 4, 635, 195), 40, fill=(255, 255, 255, 255))
    draw.ellipse((20, 20, 180, 180), fill=(*colour, 255))
    draw.polygon([(60, 140), (100, 40), (120, 100)], fill=(255, 255, 255, 255))
    draw.rectangle((105, 110, 145, 130), fill=(250, 200, 40, 255))
    draw.text((200, 100), words, (*colour, 255), ImageFont.truetype(font, 110), anchor="lm")
    return logo


def blurred(picture: Image.Image, luck: Random) -> Image.Image:
    """Out of focus, or small and enlarged."""
    premultiplied = picture.convert("RGBa")
    if luck.random() < 0.5:
        side = luck.randint(70, 110)
        small = premultiplied.resize((side, side), Image.Resampling.BOX)
        return small.resize(picture.size, Image.Resampling.BICUBIC).convert("RGBA")
    return premultiplied.filter(ImageFilter.GaussianBlur(picture.width * luck.uniform(0.003, 0.012))).convert("RGBA")


def noisy(picture: Image.Image, luck: Random, *, sigma: float | None = None) -> Image.Image:
    """Grain of a render with too few samples."""
    strength = sigma if sigma is not None else luck.uniform(11, 25)
    pixels = np.asarray(picture).astype(np.float64)
    grain = np.random.default_rng(luck.getrandbits(32)).normal(0, strength, (*pixels.shape[:2], 3))
    pixels[..., :3] = np.clip(pixels[..., :3] + grain, 0, 255)
    return Image.fromarray(np.rint(pixels).astype(np.uint8))


def cut_off(picture: Image.Image, luck: Random) -> Image.Image:
    """Cropped through the object."""
    left, top, right, bottom = _object_box(picture)
    share = luck.uniform(0.2, 0.4)
    if luck.random() < 0.5:
        return picture.crop((0, 0, round(right - (right - left) * share), picture.height))
    return picture.crop((0, 0, picture.width, round(bottom - (bottom - top) * share)))


def shrunk(picture: Image.Image, luck: Random) -> Image.Image:
    """Too small for a banner."""
    side = luck.randint(96, 260)
    return picture.resize((side, side), Image.Resampling.LANCZOS)


def copied(picture: Image.Image, luck: Random) -> Image.Image:
    """The same again: scaled, moved within its frame, a little lighter, in a lossy file, on white, or with grain."""
    way = luck.randrange(6)
    if way == 0:
        side = round(picture.width * luck.uniform(0.55, 0.9))
        return picture.resize((side, side), Image.Resampling.LANCZOS)
    if way == 1:
        file = io.BytesIO()
        picture.save(file, "WEBP", quality=luck.randint(35, 60))
        return Image.open(file).convert("RGBA")
    if way == 2:
        margin = round(picture.width * luck.uniform(0.03, 0.08))
        return picture.crop((margin, margin, picture.width - margin, picture.height - margin))
    if way == 3:
        colour = picture.convert("RGB").point([min(255, round(level * 1.04 + 2)) for level in range(256)] * 3)
        colour.putalpha(picture.getchannel("A"))
        return colour
    if way == 4:
        flat = Image.new("RGBA", picture.size, "white")
        flat.alpha_composite(picture)
        return flat
    return noisy(picture, luck, sigma=5)


def recoloured(picture: Image.Image, luck: Random) -> Image.Image:
    """The same object in another colour: no duplicate."""
    hue, saturation, value = picture.convert("RGB").convert("HSV").split()
    turned = hue.point([(level + luck_turn) % 256 for luck_turn in [luck.randint(50, 200)] for level in range(256)])
    colour = Image.merge("HSV", (turned, saturation, value)).convert("RGB")
    colour.putalpha(picture.getchannel("A"))
    return colour


def crowded(pictures: list[Image.Image], luck: Random) -> Image.Image:
    """Many objects in one picture."""
    side, columns = 768, 3 if len(pictures) <= 9 else 4
    cell = side // columns
    sheet = Image.new("RGBA", (side, side))
    for i, picture in enumerate(pictures):
        small = picture.crop(_object_box(picture))
        small.thumbnail((round(cell * 0.9), round(cell * 0.9)))
        at = i % columns * cell + luck.randint(0, cell // 10), i // columns * cell + luck.randint(0, cell // 10)
        sheet.alpha_composite(small, at)
    return sheet


def crystals(luck: Random) -> Image.Image:
    """A shape of very many facets in many colours, as the design document calls hard to describe."""
    side, points = 768, 130
    sheet = Image.new("RGBA", (side, side))
    draw = ImageDraw.Draw(sheet)
    for _ in range(points):
        x, y = luck.gauss(side / 2, side / 7), luck.gauss(side / 2, side / 7)
        corners = [(x + luck.gauss(0, side / 16), y + luck.gauss(0, side / 16)) for _ in range(luck.randint(3, 5))]
        red, green, blue = colorsys.hsv_to_rgb(luck.random(), luck.uniform(0.3, 0.9), luck.uniform(0.4, 1))
        draw.polygon(corners, fill=(round(red * 255), round(green * 255), round(blue * 255), 255))
    return sheet


def _printed(picture: Image.Image, text: str, font: Path, luck: Random, share: float, turn: float) -> Image.Image:
    face = ImageFont.truetype(font, max(8, round(picture.height * share / 0.7)))
    left, top, right, bottom = face.getbbox(text)
    ink = Image.new("L", (round(right - left) + 8, round(bottom - top) + 8))
    ImageDraw.Draw(ink).text((4 - left, 4 - top), text, 255, face)
    widest = picture.width * 0.6
    if ink.width > widest:
        ink = ink.resize((round(widest), round(ink.height * widest / ink.width)), Image.Resampling.LANCZOS)
    ink = ink.rotate(luck.uniform(-turn, turn), Image.Resampling.BICUBIC, expand=True)
    return _laid_on(picture, ink, luck)


def _laid_on(picture: Image.Image, layer: Image.Image, luck: Random) -> Image.Image:
    """A layer near the object's middle, or ink where it can be read: nobody prints white on white."""
    left, top, right, bottom = _object_box(picture)
    x0, y0 = (left + right - layer.width) / 2, (top + bottom - layer.height) / 2
    shifts = [
        (luck.uniform(-0.2, 0.2) * (right - left), luck.uniform(-0.3, 0.3) * (bottom - top)) for _ in range(_TRIES)
    ]
    places = [(max(0, round(x0 + x)), max(0, round(y0 + y))) for x, y in shifts]
    result = picture.copy()
    if layer.mode == "RGBA":
        result.alpha_composite(layer, places[0])
        return result
    ground = Image.new("RGBA", picture.size, "white")
    ground.alpha_composite(picture)
    grey, ink = np.asarray(ground.convert("L")).astype(np.int16), np.asarray(layer) >= _OPAQUE
    tries = []
    for x, y in places:
        under = grey[y : y + layer.height, x : x + layer.width]
        under = under[ink[: under.shape[0], : under.shape[1]]]
        tries += [(float(np.quantile(abs(under - level), 0.05)), (x, y), level) for level in _INKS]
    _, place, level = max(tries)
    patch = Image.new("RGBA", layer.size, (level, level, level, 255))
    patch.putalpha(layer)
    result.alpha_composite(patch, place)
    return result


def _object_box(picture: Image.Image) -> tuple[int, int, int, int]:
    solid = picture.getchannel("A").point([0] * _OPAQUE + [255] * (256 - _OPAQUE))
    return ImageChops.invert(ImageChops.invert(solid)).getbbox() or (0, 0, picture.width, picture.height)
