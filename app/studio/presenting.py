"""From what a session shows to what the editor and the form draw; pure."""

from collections.abc import Callable

from adbanner.assets import AssetRef
from adbanner.banner import Check, DeliveredBanner, RefusedBanner
from adbanner.brand_kit import BrandKit
from adbanner.images import ImageOrigin, Picture
from adbanner.layout import Layout
from adbanner.settings import Settings
from adbanner.texts import TextAuthor
from app.studio.session_values import SessionValues
from app.studio.view import (
    BannerView,
    CheckView,
    FieldView,
    FormatView,
    GroundView,
    PictureView,
    ProductView,
    TextView,
    VariantView,
    VersionView,
)
from app.studio.words import PLATFORM_IDS, Words
from tools.mending import Remedy, remedy_for
from tools.review_subject import text_titles

BYTES_PER_KB = 1024
Link = Callable[[AssetRef], str]
"""Where the browser finds a file of the session."""


def format_view(layout: Layout) -> FormatView:
    """A format as a card."""
    titles = text_titles(layout)
    return FormatView(
        id=layout.id,
        title=layout.title,
        name=format_name(layout),
        platform=PLATFORM_IDS.get(layout.platform, layout.platform),
        platform_title=layout.platform,
        width=layout.width,
        height=layout.height,
        slots=len(layout.image_slots),
        fields=tuple(
            FieldView(
                id=field.id,
                title=titles[field.id][:1].upper() + titles[field.id][1:],
                max_chars=field.max_chars,
                max_lines=field.max_lines,
                required=field.required,
            )
            for field in layout.text_fields
        ),
    )


def format_name(layout: Layout) -> str:
    """The words of a format's title without its size and its platform."""
    name = layout.title.replace(f"{layout.width}×{layout.height}", "").removeprefix(f"{layout.platform}:").strip()
    return name[:1].upper() + name[1:]


def product_views(kit: BrandKit) -> tuple[ProductView, ...]:
    """The products in the order of the kit."""
    return tuple(
        ProductView(id=product.id, name=product.name, category=kit.category_of(product).title)
        for product in kit.products
    )


def ground_views(kit: BrandKit) -> tuple[GroundView, ...]:
    """The backgrounds of the brand."""
    return tuple(GroundView(id=name, start=ground.start, end=ground.end) for name, ground in kit.grounds.items())


def generation_missing(settings: Settings, words: Words) -> str:
    """Why pictures cannot be generated here; empty where they can."""
    needs = {
        "ADBANNER_LLM__BASE_URL": settings.llm.base_url,
        "ADBANNER_IMAGE_GENERATION__BASE_URL": settings.image_generation.replicas,
        "ADBANNER_CUTOUT__BASE_URL": settings.cutout.base_url,
    }
    missing = [name for name, value in needs.items() if not value]
    return words.no_generation.format(", ".join(missing)) if missing else ""


def banner_views(values: SessionValues, layouts: dict[str, Layout], link: Link, words: Words) -> tuple[BannerView, ...]:
    """Every format of the session, in the order of its brief."""
    layout_ids = values.brief.layout_ids if values.brief else ()
    return tuple(
        banner_view(values, layouts[layout_id], link, words) for layout_id in layout_ids if layout_id in layouts
    )


def banner_view(values: SessionValues, layout: Layout, link: Link, words: Words) -> BannerView:
    """One format: its preview, its texts and its report."""
    delivered, refused = values.banners.get(layout.id), values.refused.get(layout.id)
    review = delivered.review if delivered else refused.review if refused else None
    return BannerView(
        layout_id=layout.id,
        url=link(delivered.banner.asset) if delivered else "",
        alt_text=delivered.alt_text if delivered else "",
        file_kb=round(delivered.banner.asset.size_bytes / BYTES_PER_KB) if delivered else 0,
        refused=refused.reason if refused else "",
        detail=refused.detail if refused else "",
        texts=text_views(values, layout, words),
        checks=tuple(check_view(check, words) for check in review.checks) if review else (),
        mendable=is_mendable(delivered, refused),
        note=delivered.banner.file_note if delivered else "",
    )


def is_mendable(delivered: DeliveredBanner | None, refused: RefusedBanner | None) -> bool:
    """Whether the mend button has something to do."""
    return remedy_for(delivered, refused) not in (Remedy.NONE_NEEDED, Remedy.NONE_KNOWN)


def text_views(values: SessionValues, layout: Layout, words: Words) -> tuple[TextView, ...]:
    """The texts of one format with what is wrong with them."""
    written = values.texts.get(layout.id)
    if written is None or written.texts is None:
        return ()
    views = []
    for field in layout.text_fields:
        faults = [fault for fault in written.faults if fault.field_id == field.id]
        views.append(
            TextView(
                field_id=field.id,
                text=written.texts.text(field.id),
                author=words.authors[written.texts.author],
                locked="texts" in values.locks or f"text:{field.id}" in values.locks,
                over_px=max((fault.over_px for fault in faults), default=0),
                problem="; ".join(words.problem(fault) for fault in faults),
            )
        )
    return tuple(views)


def check_view(check: Check, words: Words) -> CheckView:
    """One line of the preflight report."""
    return CheckView(
        id=check.id.value,
        title=words.checks[check.id],
        passed=check.passed,
        blocking=check.blocking,
        message=check.message if words.is_russian else "",
        measured=words.measure(check.measured, check.unit),
        limit=words.measure(check.limit, check.unit),
        mended=check.mended if words.is_russian else "",
        field_ids=check.field_ids,
    )


def picture_views(values: SessionValues, link: Link, words: Words) -> tuple[PictureView, ...]:
    """The pictures with the reasons why they are there."""
    brief = values.brief
    return tuple(
        PictureView(
            slot=picture.slot,
            url=link(picture.asset),
            origin=picture.origin.value,
            label=picture.label,
            description=brief.image_request(picture.slot).description if brief else "",
            reasons=reasons(picture, words),
            locked=f"picture:{picture.slot}" in values.locks,
            toy=picture.toy,
        )
        for picture in values.pictures
    )


def reasons(picture: Picture, words: Words) -> tuple[str, ...]:
    """«Почему эта картинка»: what it was found by, or made from."""
    if picture.origin is ImageOrigin.OWN:
        return (words.own_picture,)
    lines = []
    hit = picture.hit
    if hit is not None:
        lines.append(words.bank_number.format(hit.image_id))
        if hit.service:
            lines.append(words.service.format(hit.service, words.number(hit.product_score, 2)))
        if hit.caption_score is not None:
            lines.append(words.likeness.format(words.number(hit.caption_score, 2)))
        if hit.caption:
            lines.append(words.on_picture.format(hit.caption))
        if hit.spare:
            lines.append(words.spare)
    if picture.prompts is not None:
        lines.append(words.description.format(picture.prompts.description))
        lines.append(words.styled.format(picture.prompts.styled))
        lines.append(words.english.format(picture.prompts.english))
    if picture.seed is not None:
        lines.append(words.seed.format(picture.seed))
    if picture.toy:
        lines.append(words.toy)
    return tuple(lines)


def variant_views(values: SessionValues, link: Link) -> tuple[VariantView, ...]:
    """What was proposed last."""
    return tuple(
        VariantView(
            number=variant.number,
            url=link(variant.delivered.banner.asset) if variant.delivered else "",
            texts=tuple(field.text for field in variant.texts.texts.fields if field.text)
            if variant.texts and variant.texts.texts
            else (),
            problem=variant.problem,
        )
        for variant in values.variants
    )


def version_views(values: SessionValues, link: Link) -> tuple[VersionView, ...]:
    """All versions, newest first."""
    return tuple(
        VersionView(
            number=entry.number,
            summary=entry.summary,
            at=entry.at,
            thumbnail_url=link(entry.thumbnail) if entry.thumbnail else "",
            current=entry.number == values.version,
        )
        for entry in reversed(values.versions)
    )


def is_edited_by_person(values: SessionValues, layout_id: str) -> bool:
    """Whether a person wrote into the texts of a format."""
    written = values.texts.get(layout_id)
    return bool(written and written.texts and written.texts.author is TextAuthor.PERSON)
