"""Banners out of layouts, texts and pictures: drawn once, as a file for people and as layers for the preflight."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np

from adbanner.artifact_store import ArtifactStore, content_key
from adbanner.banner import Adjustments, ComposedBanner, SetLine, SetText
from adbanner.brand_kit import BrandKit, Product
from adbanner.brief import Brief
from adbanner.colour import Rgb, rgb
from adbanner.errors import InvalidRequest
from adbanner.images import Picture
from adbanner.layout import Box, ImageSlot, Layout
from adbanner.texts import BannerTexts
from tools.background import draw_ground
from tools.banner_file import encode
from tools.cpu_pool import in_cpu_pool
from tools.drawing import lay_colour, round_rect_coverage, text_coverage
from tools.fonts import FontBook
from tools.ground import choose_ground
from tools.layers import Layers, Pixels, TextLayer
from tools.picture_placement import CutOut, blend_over, decode_cut_out, object_alpha, place_picture
from tools.picture_room import risen_slots
from tools.printed_words import PrintedWords, with_words_room, words_to_print
from tools.text_fitting import TextFitter
from tools.text_placing import PlacedText, TextSetting, place_texts
from tools.warning_room import with_warning_room

KIB = 1024
DRAWINGS_KEPT_BYTES = 96 * KIB * KIB
CUT_OUTS_KEPT = 12
ROOMY_LAYOUTS_KEPT = 64
PLATE_RADIUS_SHARE = 0.18
"""Radius of a plate's corners as a share of its height."""


@dataclass(frozen=True, eq=False)
class _Drawing:
    """A banner as it was drawn."""

    layers: Layers
    texts: tuple[PlacedText, ...]

    @property
    def size_bytes(self) -> int:
        return self.layers.pixels.nbytes + self.layers.without_text.nbytes + self.layers.object_alpha.nbytes


@dataclass(frozen=True)
class _Order:
    """Everything that decides the pixels of a banner."""

    layout: Layout
    texts: BannerTexts
    pictures: tuple[Picture, ...]
    product: Product
    brief: Brief
    ground: str
    scale: int
    adjustments: Adjustments
    printed: PrintedWords | None

    @property
    def key(self) -> str:
        models = (self.layout, self.texts, *self.pictures, self.product, self.adjustments)
        wishes = (self.brief.offer, self.brief.erid, self.ground, str(self.scale))
        return content_key(*(model.model_dump_json() for model in models), *wishes)


class Compositor:
    """Draws banners with one brand kit.

    Args:
        kit: Grounds, categories and fonts.
        fitter: The text fitter of the kit's fonts.
        store: Where pictures are read and files are put.
    """

    def __init__(self, kit: BrandKit, fitter: TextFitter, store: ArtifactStore) -> None:
        self._kit = kit
        self._fitter = fitter
        self._store = store
        self._drawings: OrderedDict[str, _Drawing] = OrderedDict()
        self._cut_outs: OrderedDict[str, CutOut] = OrderedDict()
        self._lock = threading.Lock()
        self._make_room = lru_cache(maxsize=ROOMY_LAYOUTS_KEPT)(partial(with_warning_room, fitter=fitter))

    async def compose(
        self,
        layout: Layout,
        texts: BannerTexts,
        pictures: tuple[Picture, ...],
        product: Product,
        brief: Brief,
        *,
        ground: str,
        adjustments: Adjustments | None = None,
    ) -> ComposedBanner:
        """Draw a banner and store its file.

        Raises:
            InvalidRequest: The ground, scale or file format is not on offer, or the type lacks a character.
            LayoutError: The file cannot be brought within the layout's byte budget.
            ToolFailed: A picture is gone or cannot be read.
        """
        adjustments = adjustments or Adjustments()
        _check_wishes(self._kit, layout, brief, ground)
        fitted, printed = await self._lawful(layout, texts, product, brief)
        used = _used(pictures, layout)
        order = _Order(fitted, texts, used, product, brief, ground, brief.scale, adjustments, printed)
        drawing = await self._draw_once(order)
        encoded = await in_cpu_pool(encode, drawing.layers.pixels, brief.file_format, layout.max_kb * KIB)
        asset = await self._store.put(encoded.data, encoded.media_type)
        height, width = drawing.layers.pixels.shape[:2]
        return ComposedBanner(
            layout_id=layout.id,
            asset=asset,
            width=width,
            height=height,
            ground=ground,
            texts=texts,
            set_texts=tuple(_set_text(text) for text in drawing.texts if text.ink is not None),
            picture_sha256s=tuple(picture.asset.sha256 for picture in _used(pictures, layout)),
            file_note=encoded.done,
            adjustments=adjustments,
        )

    async def layers(
        self, banner: ComposedBanner, layout: Layout, pictures: tuple[Picture, ...], product: Product, brief: Brief
    ) -> Layers:
        """The layers of a banner, from the very drawing that its file shows; remembered for a while."""
        fitted, printed = await self._lawful(layout, banner.texts, product, brief)
        order = _Order(
            fitted,
            banner.texts,
            _used(pictures, layout),
            product,
            brief,
            banner.ground,
            banner.width // layout.width,
            banner.adjustments,
            printed,
        )
        return (await self._draw_once(order)).layers

    async def choose_ground(
        self, brief: Brief, product: Product, layouts: tuple[Layout, ...], pictures: tuple[Picture, ...]
    ) -> str:
        """The name of the ground that suits product, formats and pictures; the brief's own wish comes first.

        Raises:
            InvalidRequest: The brief names a ground that the kit does not have.
        """
        cut_outs = await self._cut_outs_of(pictures)
        return await in_cpu_pool(
            choose_ground, self._kit, product, layouts, tuple(cut_outs.values()), brief.seed, wanted=brief.ground
        )

    async def _draw_once(self, order: _Order) -> _Drawing:
        key = order.key
        with self._lock:
            found = self._drawings.get(key)
            if found is not None:
                self._drawings.move_to_end(key)
                return found
        cut_outs = await self._cut_outs_of(order.pictures)
        drawing = await in_cpu_pool(draw_banner, self._setting(order), cut_outs, self._fitter)
        with self._lock:
            self._drawings[key] = drawing
            while len(self._drawings) > 1 and sum(kept.size_bytes for kept in self._drawings.values()) > (
                DRAWINGS_KEPT_BYTES
            ):
                self._drawings.popitem(last=False)
        return drawing

    async def _lawful(
        self, layout: Layout, texts: BannerTexts, product: Product, brief: Brief
    ) -> tuple[Layout, PrintedWords | None]:
        """The format with room for what the law demands, and the words that a field prints, where they have room."""
        roomy = await self._with_warning_room(layout, product, brief)
        printed = words_to_print(self._kit, product, brief.offer, texts, roomy)
        if printed is None:
            return roomy, None
        worded = await in_cpu_pool(self._with_words_room, roomy, printed, texts, product, brief)
        return worded or (roomy, None)

    def _with_words_room(
        self, layout: Layout, printed: PrintedWords, texts: BannerTexts, product: Product, brief: Brief
    ) -> tuple[Layout, PrintedWords] | None:
        ground = next(iter(self._kit.grounds.values()))  # Colours do not matter yet.
        category = self._kit.category_of(product)
        setting = TextSetting(layout, texts, product, category, brief, ground, 1, Adjustments())
        placed = {text.field_id: text for text in place_texts(setting, self._fitter)}
        top = placed[printed.field_id].box.y
        return with_words_room(layout, printed, texts.text(printed.field_id), top, self._fitter)

    async def _with_warning_room(self, layout: Layout, product: Product, brief: Brief) -> Layout:
        category = self._kit.category_of(product)
        if not category.warning_area_share:
            return layout
        return await in_cpu_pool(self._make_room, layout, category, brief)

    def _setting(self, order: _Order) -> TextSetting:
        return TextSetting(
            layout=order.layout,
            texts=order.texts,
            product=order.product,
            category=self._kit.category_of(order.product),
            brief=order.brief,
            ground=self._kit.grounds[order.ground],
            scale=order.scale,
            adjustments=order.adjustments,
            printed=order.printed,
        )

    async def _cut_outs_of(self, pictures: tuple[Picture, ...]) -> dict[int, CutOut]:
        """Decoded pictures by slot."""
        found: dict[int, CutOut] = {}
        for picture in pictures:
            key = picture.asset.sha256
            with self._lock:
                cut_out = self._cut_outs.get(key)
            if cut_out is None:
                data = await self._store.get(picture.asset)
                cut_out = await in_cpu_pool(decode_cut_out, data)
                with self._lock:
                    self._cut_outs[key] = cut_out
                    if len(self._cut_outs) > CUT_OUTS_KEPT:
                        self._cut_outs.popitem(last=False)
            found[picture.slot] = cut_out
        return found


def draw_banner(setting: TextSetting, cut_outs: dict[int, CutOut], fitter: TextFitter) -> _Drawing:
    """Draw ground, pictures, plates, buttons and texts, in this order.

    Args:
        setting: Layout, texts, colours, scale and repairs.
        cut_outs: The pictures by image slot, 0-based.
        fitter: Sets the texts.
    """
    layout, scale = setting.layout, setting.scale
    canvas = Box(x=0, y=0, width=layout.width * scale, height=layout.height * scale)
    ground = draw_ground(setting.ground, layout.background, canvas.width, canvas.height)
    placed = place_texts(setting, fitter)
    pixels = ground.copy()
    objects = _lay_pictures(pixels, setting, risen_slots(layout, placed, scale=scale), cut_outs, canvas)
    _lay_plates(pixels, ground, placed, canvas)
    _lay_pills(pixels, placed, canvas)
    without_text = pixels.copy()
    text_layers = _lay_texts(pixels, placed, fitter.fonts, canvas)
    for array in (pixels, without_text, objects):
        array.flags.writeable = False
    return _Drawing(Layers(pixels, without_text, objects, text_layers), placed)


def _lay_pictures(
    pixels: Pixels, setting: TextSetting, slots: tuple[ImageSlot, ...], cut_outs: dict[int, CutOut], canvas: Box
) -> Pixels:
    """Blend every picture in and return the highest object alpha of each pixel."""
    objects = np.zeros(pixels.shape[:2], np.uint8)
    for number, slot in enumerate(slots):
        if number not in cut_outs:
            continue
        placed = place_picture(
            cut_outs[number], slot, canvas, scale=setting.scale, factor=setting.adjustments.picture_factor
        )
        if placed is None:
            continue
        blend_over(pixels, placed)
        box = placed.box
        part = objects[box.y : box.bottom, box.x : box.right]
        np.maximum(part, object_alpha(placed), out=part)
    return objects


def _lay_plates(pixels: Pixels, ground: Pixels, placed: tuple[PlacedText, ...], canvas: Box) -> None:
    for text in placed:
        if text.plate is None:
            continue
        drawn = round_rect_coverage(text.plate, text.plate.height * PLATE_RADIUS_SHARE, canvas)
        if drawn is not None:
            box, coverage = drawn
            lay_colour(pixels, box, coverage, _mean_colour(ground, box))


def _lay_pills(pixels: Pixels, placed: tuple[PlacedText, ...], canvas: Box) -> None:
    for text in placed:
        if text.pill is None:
            continue
        drawn = round_rect_coverage(text.pill.box, text.pill.box.height / 2, canvas)
        if drawn is not None:
            lay_colour(pixels, *drawn, rgb(text.pill.fill))


def _lay_texts(pixels: Pixels, placed: tuple[PlacedText, ...], fonts: FontBook, canvas: Box) -> dict[str, TextLayer]:
    layers = {}
    for text in placed:
        drawn = text_coverage(text, fonts, canvas)
        if drawn is None:
            continue
        box, coverage = drawn
        lay_colour(pixels, box, coverage, rgb(text.colour))
        pill = text.pill.box if text.pill else None
        layers[text.field_id] = TextLayer(box, coverage, rgb(text.colour), pill)
    return layers


def _mean_colour(ground: Pixels, box: Box) -> Rgb:
    part = ground[box.y : box.bottom, box.x : box.right].reshape(-1, 3)
    red, green, blue = (round(float(channel)) for channel in part.mean(axis=0))
    return red, green, blue


def _used(pictures: tuple[Picture, ...], layout: Layout) -> tuple[Picture, ...]:
    """The pictures that the layout has a slot for."""
    return tuple(picture for picture in pictures if picture.slot < len(layout.image_slots))


def _check_wishes(kit: BrandKit, layout: Layout, brief: Brief, ground: str) -> None:
    if ground not in kit.grounds:
        names = ", ".join(sorted(kit.grounds))
        raise InvalidRequest(f"Фона «{ground}» нет в\u00a0бренде. Есть: {names}.", field="ground")
    if brief.scale not in layout.scales:
        scales = ", ".join(str(scale) for scale in layout.scales)
        raise InvalidRequest(
            f"Формат «{layout.title}» не\u00a0делают в\u00a0масштабе {brief.scale}. Можно: {scales}.", field="scale"
        )
    if brief.file_format not in layout.file_formats:
        formats = ", ".join(file_format.value.upper() for file_format in layout.file_formats)
        raise InvalidRequest(f"Площадка формата «{layout.title}» принимает только {formats}.", field="file_format")


def _set_text(text: PlacedText) -> SetText:
    ink = text.ink
    assert ink is not None
    return SetText(
        field_id=text.field_id,
        size_px=round(min(block.size_px for block in text.blocks), 2),
        box=text.box,
        ink=ink,
        lines=tuple(
            SetLine(text=line.text, x=round(line.x, 2), baseline=line.baseline, width=round(line.width, 2))
            for block in text.blocks
            for line in block.placed
        ),
        colour=text.colour,
    )


def describe_banner(product: Product, texts: BannerTexts) -> str:
    """One Russian sentence for screen readers: whose banner it is and what it says."""
    said = [field.text.strip().rstrip(".").replace("«", "„").replace("»", "“") for field in texts.fields]
    quoted = ", ".join(f"«{text}»" for text in said if text)
    return f"Баннер «{product.word_mark}»: {quoted}."
