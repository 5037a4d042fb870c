"""The words the law demands on an advertisement, set so that the law is kept."""

from dataclasses import dataclass

from adbanner.banner import DeliveredBanner
from adbanner.brand_kit import Category
from adbanner.brief import Brief
from adbanner.layout import Box, Layout, LegalSlot, TextStyle
from adbanner.texts import FactKind
from tools.facts import extract_facts
from tools.text_fitting import SIZE_STEP, FittedText, TextFitter

WARNING_GAP_EM = 0.8
"""Space between the warning and the advertiser's line, in multiples of the line's size."""
LARGEST_WARNING_EM = 12.0
"""No warning is set larger than this many times the legal line's size."""


@dataclass(frozen=True, slots=True)
class LegalSetting:
    """The legal texts in their place, in pixels of the file."""

    blocks: tuple[FittedText, ...]
    """The advertiser's line and, when the law asks for an area of its own, the warning above it."""
    warning: FittedText | None
    """The warning when it is a block of its own."""

    @property
    def overflow_px(self) -> int:
        """By how much the worst block exceeds its room."""
        return max((block.overflow_px for block in self.blocks), default=0)


@dataclass(frozen=True, slots=True)
class LegalWarning:
    """What the law makes a banner say besides the advertiser."""

    text: str
    """Empty where nothing is demanded."""
    area_share: float
    """Least share of the banner's area; 0 where any legible size will do."""


NO_TOKEN = (
    "Токен erid не\u00a0задан: без него баннер нельзя публиковать в\u00a0России. Директ и\u00a0VK присвоят его сами; "
    "для других площадок получите токен у\u00a0оператора рекламных данных и\u00a0сделайте баннер с\u00a0ним."
)
"""Federal law 38-FZ, article 18.1: advertising on the internet carries a token."""
TERMS = frozenset({FactKind.PERCENT, FactKind.MONEY, FactKind.COUNT, FactKind.FREE})
"""Facts that are terms of the price of a credit: rate, sum, period."""


def publishing_warnings(brief: Brief, banners: dict[str, DeliveredBanner]) -> tuple[str, ...]:
    """What is still to be done before these banners are published, in Russian."""
    return (NO_TOKEN,) if banners and not brief.erid else ()


def legal_warning(category: Category, brief: Brief) -> LegalWarning:
    """The warnings of a category for an offer.

    Federal law 38-FZ, article 28 (2025): an offer of credit that names one term of its price also calls on the reader
    to study them all, and each of the two sentences takes its share of the area.
    """
    warnings = [category.warning] if category.warning else []
    if category.terms_warning and any(fact.kind in TERMS for fact in extract_facts(brief.offer)):
        warnings.append(category.terms_warning)
    return LegalWarning(". ".join(warnings), category.warning_area_share * len(warnings))


def legal_texts(category: Category, brief: Brief) -> tuple[str, str]:
    """The advertiser's line, and the warning where it needs an area of its own (else empty).

    Federal law 38-FZ: «Реклама», the advertiser and the token of the advertisement; the age mark and the warning of
    the product's category where there is one.
    """
    advertiser = category.advertiser.rstrip(".")
    parts = [f"Реклама. {advertiser}."]
    if brief.erid:
        parts.append(f"erid:\u00a0{brief.erid}.")
    warning = legal_warning(category, brief)
    own_block = bool(warning.text) and warning.area_share > 0
    if warning.text and not own_block:
        parts.append(warning.text.rstrip(".") + ".")
    if category.age_mark:
        parts.append(category.age_mark)
    line = " ".join(parts)
    return line.removesuffix("."), warning.text if own_block else ""


def legal_lines(layout: Layout, category: Category, brief: Brief, fitter: TextFitter, *, scale: int) -> LegalSetting:
    """Set the legal texts of a banner; empty where the platform prints them in its own label.

    A warning that must cover a share of the banner is set above the advertiser's line: at the smallest size that
    covers the share, or at the largest that the slot takes.
    """
    slot = layout.legal
    if slot is None:
        return LegalSetting((), None)
    line, warning = legal_texts(category, brief)
    if not warning:
        return LegalSetting((fitter.fit(line, slot.style, slot.box, slot.max_lines, scale=scale),), None)
    needed = legal_warning(category, brief).area_share * layout.width * layout.height * scale * scale
    best: LegalSetting | None = None
    for factor in _factors(slot.style):
        setting = _with_warning(line, warning, slot, fitter, scale, factor, needed)
        if setting is None:
            continue
        if best is None or _area(setting) > _area(best):
            best = setting
        if _area(setting) >= needed:
            return setting
    if best is not None:
        return best
    return LegalSetting((fitter.fit(f"{line}. {warning}", slot.style, slot.box, slot.max_lines, scale=scale),), None)


def legal_area_share(layout: Layout, category: Category, brief: Brief, fitter: TextFitter, *, scale: int = 1) -> float:
    """Share of the banner's area that the warning's lines take (width of each line times its height)."""
    setting = legal_lines(layout, category, brief, fitter, scale=scale)
    return _area(setting) / (layout.width * layout.height * scale * scale)


def _area(setting: LegalSetting) -> float:
    """Area of the warning's line block in square pixels of the file."""
    if setting.warning is None:
        return 0.0
    return sum(line.width for line in setting.warning.placed) * setting.warning.line_pitch_px


def _factors(style: TextStyle) -> tuple[float, ...]:
    """Sizes of the advertiser's line to try, as factors on its largest, largest first."""
    factors, factor, smallest = [1.0], SIZE_STEP, style.min_size_px / style.size_px
    while factor > smallest:
        factors.append(factor)
        factor *= SIZE_STEP
    return (*factors, smallest)


def _with_warning(
    line: str, warning: str, slot: LegalSlot, fitter: TextFitter, scale: int, factor: float, needed: float
) -> LegalSetting | None:
    """The advertiser's line at one size with the warning in the room above it; None when either does not fit."""
    size_px = slot.style.size_px * factor
    style = slot.style.model_copy(
        update={"size_px": size_px, "min_size_px": min(size_px, slot.style.min_size_px), "vertical_align": "bottom"}
    )
    below = fitter.fit(line, style, slot.box, slot.max_lines, scale=scale)
    if below.overflow_px or below.ink is None:
        return None
    room_height = int(below.ink.y / scale - WARNING_GAP_EM * size_px) - slot.box.y
    if room_height < slot.style.min_size_px:
        return None
    room = Box(x=slot.box.x, y=slot.box.y, width=slot.box.width, height=room_height)
    above = _warning(warning, style, room, fitter, scale, needed)
    return LegalSetting((above, below), above) if above else None


def _warning(
    text: str, style: TextStyle, room: Box, fitter: TextFitter, scale: int, needed: float
) -> FittedText | None:
    """The warning at the smallest size that takes the area, else at the largest that fits the room."""
    size_px, best = style.min_size_px, None
    while size_px <= style.size_px * LARGEST_WARNING_EM:
        fixed = style.model_copy(update={"size_px": size_px, "min_size_px": size_px})
        most_lines = max(1, int(room.height / (size_px * style.line_height)) + 1)
        fitted = fitter.fit(text, fixed, room, most_lines, scale=scale)
        if fitted.overflow_px:
            break
        best = fitted
        if _area(LegalSetting((fitted,), fitted)) >= needed:
            break
        size_px /= SIZE_STEP
    return best
