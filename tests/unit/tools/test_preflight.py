"""Each check passes on a sound synthetic banner and fails when exactly its promise is broken."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
import pytest

from adbanner.assets import AssetRef, MediaType
from adbanner.banner import Adjustments, Check, CheckId, ComposedBanner, SetLine, SetText
from adbanner.brand_kit import BrandKit, Category
from adbanner.brief import Brief
from adbanner.colour import Rgb, hex_colour
from adbanner.layout import (
    Box,
    ButtonShape,
    FontRole,
    ImageSlot,
    KeepClear,
    Layout,
    LegalSlot,
    StaticField,
    TextField,
    TextRole,
    TextStyle,
)
from adbanner.texts import BannerTexts, FieldText, TextAuthor
from tools.facts import extract_facts
from tools.layers import Layers, Pixels, TextLayer
from tools.preflight import measure
from tools.review_subject import Subject, text_titles

WHITE, NIGHT, GREEN = (255, 255, 255), (11, 27, 58), (0x12, 0xA1, 0x50)
OFFER = "Скидка 15% на первый заказ до 31 декабря по промокоду ЕДА15"
WORDS = {
    "headline": "Скидка 15% на первый заказ",
    "body": "До 31 декабря по промокоду ЕДА15",
    "button": "Заказать",
}
LEGAL_WORDS = "Реклама. ООО «Орбита», ИНН 7700000000. erid: 2Vtz9. 16+"
CATEGORY = Category(title="Еда", advertiser="ООО «Орбита», ИНН 7700000000", age_mark="16+", button_verbs=("Заказать",))


def text_field(field_id: str, role: TextRole, box: Box, max_chars: int, button: ButtonShape | None = None) -> TextField:
    style = TextStyle(font=FontRole.BODY, size_px=20, min_size_px=10)
    return TextField(id=field_id, role=role, purpose="проба", max_chars=max_chars, box=box, style=style, button=button)


LAYOUT = Layout(
    id="probe_400x400",
    title="Проба",
    platform="проба",
    width=400,
    height=400,
    max_kb=100,
    text_fields=(
        text_field("headline", TextRole.HEADLINE, Box(x=20, y=50, width=300, height=60), 40),
        text_field("body", TextRole.BODY, Box(x=20, y=130, width=160, height=40), 60),
        text_field("button", TextRole.BUTTON, Box(x=20, y=300, width=120, height=40), 14, ButtonShape()),
    ),
    static_fields=(
        StaticField(
            id="mark",
            text="{word_mark}",
            box=Box(x=20, y=10, width=100, height=24),
            style=TextStyle(font=FontRole.WORD_MARK, size_px=16, min_size_px=10),
        ),
    ),
    image_slots=(ImageSlot(box=Box(x=220, y=180, width=150, height=150)),),
    legal=LegalSlot(
        box=Box(x=20, y=370, width=300, height=20), style=TextStyle(font=FontRole.LEGAL, size_px=10, min_size_px=8)
    ),
    keep_clear=(KeepClear(box=Box(x=340, y=0, width=60, height=24), reason="метка «Реклама»"),),
)


@dataclass(frozen=True)
class Drawn:
    """One text of the scene: bars instead of letters."""

    box: Box
    """Where the bars are."""
    colour: Rgb = WHITE
    size_px: float = 16
    pill: Box | None = None
    pill_colour: Rgb = GREEN
    words: str = ""


SOUND = {
    "headline": Drawn(Box(x=24, y=54, width=280, height=50), size_px=26),
    "body": Drawn(Box(x=24, y=134, width=140, height=30)),
    "button": Drawn(Box(x=44, y=310, width=60, height=20), colour=NIGHT, pill=Box(x=20, y=300, width=110, height=40)),
    "mark": Drawn(Box(x=22, y=12, width=60, height=16)),
    "legal": Drawn(Box(x=22, y=372, width=200, height=12), size_px=9, words=LEGAL_WORDS),
}


OBJECT_BOX = Box(x=240, y=200, width=120, height=120)


@dataclass(frozen=True)
class Scene:
    """A banner out of rectangles that keeps every promise until something is replaced."""

    texts: dict[str, Drawn] = field(default_factory=lambda: dict(SOUND))
    words: dict[str, str] = field(default_factory=lambda: dict(WORDS))
    object_box: Box = OBJECT_BOX
    ground: Rgb = NIGHT
    blot: Box | None = None
    layout: Layout = LAYOUT
    category: Category = CATEGORY
    size_bytes: int = 50_000
    warning_share: float = 0.0
    erid: str = "2Vtz9"
    offer: str = OFFER

    def with_text(self, field_id: str, **changes: object) -> "Scene":
        return replace(self, texts={**self.texts, field_id: replace(self.texts[field_id], **changes)})  # type: ignore[arg-type]

    def with_words(self, **words: str) -> "Scene":
        return replace(self, words={**self.words, **words})

    def subject(self, kit: BrandKit) -> Subject:
        layers = self._layers()
        return Subject(
            banner=self._banner(),
            layers=layers,
            file_pixels=layers.pixels,
            layout=self.layout,
            kit=kit,
            category=self.category,
            brief=Brief(product_id="food", offer=self.offer, layout_ids=(self.layout.id,), erid=self.erid),
            facts=extract_facts(self.offer),
            context="Доставка еды. Привозим за 30 минут.",
            warning_share=self.warning_share,
        )

    def _layers(self) -> Layers:
        pixels = np.empty((self.layout.height, self.layout.width, 3), np.uint8)
        pixels[:] = self.ground
        objects = np.zeros(pixels.shape[:2], np.uint8)
        paint(objects, self.object_box, 255)
        paint(pixels, self.object_box, (200, 60, 60))
        if self.blot is not None:
            paint(pixels, self.blot, WHITE)
        for drawn in self.texts.values():
            if drawn.pill is not None:
                paint(pixels, drawn.pill, drawn.pill_colour)
        without_text, texts = pixels.copy(), {}
        for field_id, drawn in self.texts.items():
            box, coverage = bars(drawn.box, self.layout.canvas)
            pixels[box.y : box.bottom, box.x : box.right][coverage > 0] = drawn.colour
            texts[field_id] = TextLayer(box, coverage, drawn.colour, drawn.pill)
        return Layers(pixels, without_text, objects, texts)

    def _banner(self) -> ComposedBanner:
        rooms = {found.id: found.box for found in self.layout.text_fields}
        rooms |= {found.id: found.box for found in self.layout.static_fields}
        if self.layout.legal:
            rooms["legal"] = self.layout.legal.box
        set_texts = tuple(
            SetText(
                field_id=field_id,
                size_px=drawn.size_px,
                box=rooms[field_id],
                # The claim is always sound: what is wrong must be seen in the coverage.
                ink=rooms[field_id],
                lines=(SetLine(text=drawn.words, x=drawn.box.x, baseline=drawn.box.bottom, width=drawn.box.width),),
                colour=hex_colour(drawn.colour),
            )
            for field_id, drawn in self.texts.items()
        )
        return ComposedBanner(
            layout_id=self.layout.id,
            asset=AssetRef(sha256="0" * 64, media_type=MediaType.PNG, size_bytes=self.size_bytes),
            width=self.layout.width,
            height=self.layout.height,
            ground="night",
            texts=BannerTexts(
                layout_id=self.layout.id,
                author=TextAuthor.PERSON,
                fields=tuple(FieldText(field_id=key, text=text) for key, text in self.words.items()),
            ),
            set_texts=set_texts,
            picture_sha256s=(),
            adjustments=Adjustments(),
        )


def bars(box: Box, canvas: Box) -> tuple[Box, Pixels]:
    """Strokes of two columns, six columns apart, cropped to the canvas with a margin of two pixels."""
    coverage = np.zeros((canvas.height + 200, canvas.width + 200), np.uint8)
    for column in range(box.x, box.right, 6):
        coverage[box.y : box.bottom, column : min(box.right, column + 2)] = 255
    coverage[box.y : box.bottom, box.right - 1] = 255
    right, bottom = min(canvas.right, box.right + 2), min(canvas.bottom, box.bottom + 2)
    x, y = max(0, box.x - 2), max(0, box.y - 2)
    return Box(x=x, y=y, width=right - x, height=bottom - y), coverage[y:bottom, x:right]


def paint(pixels: Pixels, box: Box, colour: Rgb | int) -> None:
    pixels[box.y : box.bottom, box.x : box.right] = colour


@pytest.fixture(scope="module")
def kit(demo_kit: BrandKit) -> BrandKit:
    return demo_kit.model_copy(update={"forbidden_words": ("лучший", "гарантировать")})


@pytest.fixture
def checked(kit: BrandKit) -> Callable[[Scene], dict[CheckId, Check]]:
    return lambda scene: {check.id: check for check in measure(scene.subject(kit))}


Checked = Callable[[Scene], dict[CheckId, Check]]


def only_failure(checks: dict[CheckId, Check]) -> Check:
    failed = [check for check in checks.values() if not check.passed and check.blocking]
    assert len(failed) == 1, [check.message for check in failed]
    return failed[0]


def test_a_sound_banner_passes_every_check_with_a_number(checked: Checked) -> None:
    checks = checked(Scene())
    assert [check.message for check in checks.values() if not check.passed] == []
    assert set(checks) == set(CheckId)
    assert checks[CheckId.FILE_SIZE].measured == pytest.approx(48.8)
    assert checks[CheckId.SMALLEST_TEXT].measured == 9
    assert (checks[CheckId.FACTS_KEPT].measured, checks[CheckId.FACTS_KEPT].limit) == (4, 4)


def test_a_text_over_its_limit_fails_with_its_excess(checked: Checked) -> None:
    check = only_failure(checked(Scene().with_words(headline="Скидка 15% на первый заказ" + " и ещё" * 4)))
    assert (check.id, check.measured, check.field_ids) == (CheckId.CHARACTER_LIMITS, 10, ("headline",))
    assert "заголовок" in check.message


@pytest.mark.parametrize(
    ("field_id", "box", "px"),
    [
        ("body", Box(x=24, y=134, width=163, height=30), 7),
        ("body", Box(x=24, y=134, width=140, height=41), 5),
        ("body", Box(x=16, y=134, width=100, height=30), 4),
        ("headline", Box(x=24, y=44, width=280, height=50), 6),
    ],
)
def test_ink_that_leaves_its_box_is_measured_on_the_coverage(
    checked: Checked, field_id: str, box: Box, px: int
) -> None:
    check = only_failure(checked(Scene().with_text(field_id, box=box)))
    assert (check.id, check.measured, check.field_ids) == (CheckId.TEXT_IN_BOXES, px, (field_id,))


def test_a_soft_edge_may_touch_the_next_pixel(checked: Checked) -> None:
    checks = checked(Scene().with_text("body", box=Box(x=24, y=134, width=157, height=30)))
    assert checks[CheckId.TEXT_IN_BOXES].passed
    assert checks[CheckId.TEXT_IN_BOXES].measured == 1


def test_a_buttons_text_must_stay_on_its_pill(checked: Checked) -> None:
    pill = Box(x=20, y=300, width=80, height=40)
    check = checked(Scene().with_text("button", pill=pill))[CheckId.TEXT_IN_BOXES]
    assert (check.passed, check.measured, check.field_ids) == (False, 4, ("button",))


def test_a_text_that_was_not_drawn_at_all_fails(kit: BrandKit) -> None:
    subject = Scene().subject(kit)
    drawn = {key: layer for key, layer in subject.layers.texts.items() if key != "body"}
    hidden = replace(subject, layers=replace(subject.layers, texts=drawn))
    check = next(check for check in measure(hidden) if check.id is CheckId.TEXT_IN_BOXES)
    assert (check.passed, check.measured, check.field_ids) == (False, 160, ("body",))


def test_a_text_over_an_object_is_found_by_alpha(checked: Checked) -> None:
    check = checked(replace(Scene(), object_box=Box(x=94, y=120, width=60, height=60)))[CheckId.TEXT_OVER_PICTURES]
    assert not check.passed
    assert check.field_ids == ("body",)
    assert check.measured == pytest.approx(43, abs=3)
    assert "основной текст" in check.message


def test_a_button_over_an_object_is_found_by_its_pill(checked: Checked) -> None:
    check = checked(replace(Scene(), object_box=Box(x=118, y=310, width=60, height=20)))[CheckId.TEXT_OVER_PICTURES]
    assert (check.passed, check.field_ids) == (False, ("button",))


def test_the_round_end_of_a_pill_hides_nothing(checked: Checked) -> None:
    corner = Box(x=128, y=337, width=60, height=30)
    assert checked(replace(Scene(), object_box=corner))[CheckId.TEXT_OVER_PICTURES].passed


def test_a_shadow_is_no_object(kit: BrandKit) -> None:
    subject = Scene().subject(kit)
    shadow = np.full((400, 400), 100, np.uint8)
    shaded = replace(subject, layers=replace(subject.layers, object_alpha=shadow))
    checks = {check.id: check for check in measure(shaded)}
    assert checks[CheckId.TEXT_OVER_PICTURES].passed
    assert checks[CheckId.SAFE_ZONE].passed


def test_the_distance_to_the_picture_is_told_and_does_not_block(checked: Checked) -> None:
    near = checked(replace(Scene(), object_box=Box(x=169, y=130, width=60, height=60)))[CheckId.TEXT_OVER_PICTURES]
    assert near.passed
    assert "основной текст, 6\u00a0px, спокойнее от\u00a08\u00a0px" in near.message
    far = checked(Scene())[CheckId.TEXT_OVER_PICTURES]
    assert "спокойнее" not in far.message


def test_white_on_the_green_button_fails(checked: Checked) -> None:
    check = only_failure(checked(Scene().with_text("button", colour=WHITE)))
    assert (check.id, check.measured, check.limit, check.field_ids) == (CheckId.CONTRAST, 3.36, 4.5, ("button",))
    assert "кнопка" in check.message


def test_large_text_may_have_less_contrast(checked: Checked) -> None:
    scene = Scene().with_text("button", colour=WHITE)
    assert checked(scene.with_text("button", size_px=24))[CheckId.CONTRAST].passed
    assert not checked(scene.with_text("button", size_px=23.9))[CheckId.CONTRAST].passed


def test_contrast_is_measured_where_the_text_stands(checked: Checked) -> None:
    check = only_failure(checked(replace(Scene(), blot=Box(x=100, y=120, width=70, height=55))))
    assert (check.id, check.field_ids) == (CheckId.CONTRAST, ("body",))
    assert check.measured == pytest.approx(1)


def test_contrast_is_measured_on_the_files_pixels_not_on_the_plan(kit: BrandKit) -> None:
    subject = Scene().subject(kit)
    washed = replace(subject, file_pixels=np.full_like(subject.file_pixels, 200))
    check = next(check for check in measure(washed) if check.id is CheckId.CONTRAST)
    assert not check.passed
    assert set(check.field_ids) == {"headline", "body", "mark", "legal"}


def test_a_failed_contrast_never_reads_as_if_it_were_kept(checked: Checked) -> None:
    check = only_failure(checked(replace(Scene().with_text("body", colour=(116, 116, 116)), ground=(0, 0, 0))))
    assert check.id is CheckId.CONTRAST
    assert "контраст 4,4:1 при норме 4,5:1" in check.message


def test_colour_blindness_is_told_and_does_not_block(checked: Checked) -> None:
    checks = checked(replace(Scene().with_text("headline", colour=(230, 30, 0)), ground=(20, 0, 0)))
    assert checks[CheckId.CONTRAST].passed
    check = checks[CheckId.COLOUR_BLIND_CONTRAST]
    assert (check.passed, check.blocking, check.field_ids) == (False, False, ("headline",))
    assert "протанопия" in check.message


def test_text_below_eight_pixels_fails_legal_included(checked: Checked) -> None:
    check = only_failure(checked(Scene().with_text("legal", size_px=7.9)))
    assert (check.id, check.measured, check.field_ids) == (CheckId.SMALLEST_TEXT, 7.9, ("legal",))


def test_sizes_count_at_scale_one(kit: BrandKit) -> None:
    subject = Scene().with_text("legal", size_px=15).subject(kit)
    half = LAYOUT.model_copy(update={"width": 200, "height": 200, "keep_clear": ()})
    check = next(check for check in measure(replace(subject, layout=half)) if check.id is CheckId.SMALLEST_TEXT)
    assert (check.passed, check.measured) == (False, 7.5)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"body": "До 31 декабря"}, "Потеряно: «промокоду ЕДА15»"),
        ({"headline": "Скидка до 15% на первый заказ"}, "Изменено: «15%»"),
        ({"headline": "Скидка 20% на первый заказ"}, "Потеряно: «15%»"),
        ({"body": "До 31 декабря по промокоду ЕДА15 и 500 ₽ в подарок"}, "Этого нет в\u00a0оффере: «500 ₽»"),
    ],
)
def test_lost_altered_and_invented_facts_fail(checked: Checked, words: dict[str, str], told: str) -> None:
    check = only_failure(checked(Scene().with_words(**words)))
    assert check.id is CheckId.FACTS_KEPT
    assert told in check.message


def test_facts_of_the_product_may_be_told(checked: Checked) -> None:
    scene = Scene().with_words(body="За 30 минут. До 31 декабря по промокоду ЕДА15")
    assert checked(scene)[CheckId.FACTS_KEPT].passed


def test_a_strip_may_leave_out_the_code_but_not_change_the_date(checked: Checked) -> None:
    fields = tuple(found for found in LAYOUT.text_fields if found.role is not TextRole.BODY)
    texts = {key: drawn for key, drawn in SOUND.items() if key != "body"}
    words = {key: text for key, text in WORDS.items() if key != "body"}
    strip = replace(Scene(), layout=LAYOUT.model_copy(update={"text_fields": fields}), texts=texts, words=words)
    kept = checked(strip)[CheckId.FACTS_KEPT]
    assert (kept.passed, kept.measured, kept.limit) == (True, 2, 2)
    assert "2 из\u00a04, остальные" in kept.message
    altered = checked(strip.with_words(headline="Скидка 15% на первый заказ с 31 декабря"))[CheckId.FACTS_KEPT]
    assert not altered.passed
    assert "Изменено" in altered.message


def test_forbidden_words_are_found_in_any_form(checked: Checked) -> None:
    scene = Scene().with_words(body="Гарантируем: до 31 декабря по промокоду ЕДА15")
    check = only_failure(checked(scene))
    assert (check.id, check.measured) == (CheckId.FORBIDDEN_WORDS, 1)
    assert "«Гарантируем»" in check.message


def test_a_file_over_its_budget_fails(checked: Checked) -> None:
    assert checked(replace(Scene(), size_bytes=100 * 1024))[CheckId.FILE_SIZE].passed
    check = only_failure(checked(replace(Scene(), size_bytes=100 * 1024 + 512)))
    assert (check.id, check.measured, check.limit) == (CheckId.FILE_SIZE, 100.5, 100)


def test_a_picture_in_the_platforms_place_fails(checked: Checked) -> None:
    check = only_failure(checked(replace(Scene(), object_box=Box(x=350, y=20, width=50, height=100))))
    assert (check.id, check.measured, check.field_ids) == (CheckId.SAFE_ZONE, 200, ())
    assert "картинка" in check.message
    assert "метка «Реклама»" in check.message


def test_a_text_in_the_platforms_place_fails_by_name(checked: Checked) -> None:
    check = checked(Scene().with_text("mark", box=Box(x=300, y=12, width=60, height=16)))[CheckId.SAFE_ZONE]
    assert (check.passed, check.field_ids) == (False, ("mark",))
    assert "логотип" in check.message


@pytest.mark.parametrize(
    ("printed", "missing"),
    [
        ("Реклама. erid: 2Vtz9. 16+", "ООО «Орбита», ИНН 7700000000"),
        ("Реклама. ООО «Орбита», ИНН 7700000000. 16+", "2Vtz9"),
        ("Реклама. ООО «Орбита», ИНН 7700000000. erid: 2Vtz9. 16", "16+"),
        ("ООО «Орбита», ИНН 7700000000. erid: 2Vtz9. 16+", "Реклама"),
    ],
)
def test_each_legal_word_must_be_printed(checked: Checked, printed: str, missing: str) -> None:
    check = only_failure(checked(Scene().with_text("legal", words=printed)))
    assert check.id is CheckId.LEGAL_TEXT
    assert f"Не\u00a0напечатано: {missing}." in check.message


def test_a_warning_must_have_its_share_of_the_area(checked: Checked) -> None:
    loan = CATEGORY.model_copy(update={"warning": "Оцените риски", "warning_area_share": 0.05})
    scene = replace(Scene().with_text("legal", words=f"Оцените риски {LEGAL_WORDS}"), category=loan)
    assert checked(replace(scene, warning_share=0.051))[CheckId.LEGAL_TEXT].passed
    check = only_failure(checked(replace(scene, warning_share=0.031)))
    assert (check.id, check.measured, check.limit) == (CheckId.LEGAL_TEXT, 3.1, 5)
    assert "5\u00a0% площади, а\u00a0здесь 3,1\u00a0%" in check.message


def test_a_missing_token_is_told_and_stops_nothing(checked: Checked) -> None:
    scene = Scene()
    with_token = checked(scene)[CheckId.LEGAL_TEXT]
    assert "erid" not in with_token.message
    check = checked(replace(scene, erid=""))[CheckId.LEGAL_TEXT]
    assert check.passed
    assert "Токен erid не\u00a0задан: без него баннер нельзя публиковать" in check.message


def test_without_a_legal_slot_products_with_a_warning_are_blocked(checked: Checked) -> None:
    texts = {key: drawn for key, drawn in SOUND.items() if key != "legal"}
    scene = replace(Scene(), layout=LAYOUT.model_copy(update={"legal": None}), texts=texts)
    marked = checked(scene)[CheckId.LEGAL_TEXT]
    assert marked.passed
    assert "16+" in marked.message
    loan = CATEGORY.model_copy(update={"warning": "Оцените риски"})
    check = only_failure(checked(replace(scene, category=loan)))
    assert check.id is CheckId.LEGAL_TEXT


def test_text_area_blocks_only_where_the_platform_limits_it(checked: Checked) -> None:
    free = checked(Scene())[CheckId.TEXT_AREA]
    assert (free.passed, free.blocking, free.measured) == (True, False, 15.2)
    strict = replace(Scene(), layout=LAYOUT.model_copy(update={"max_text_area_share": 0.15}))
    check = only_failure(checked(strict))
    assert (check.id, check.blocking, check.field_ids) == (CheckId.TEXT_AREA, True, ("headline", "body"))
    assert "15,2\u00a0%" in check.message


def test_texts_of_one_role_are_told_apart() -> None:
    box = Box(x=0, y=0, width=10, height=10)
    fields = (
        text_field("promo", TextRole.CAPTION, box, 9),
        text_field("deadline", TextRole.CAPTION, box, 9),
        text_field("headline", TextRole.HEADLINE, box, 9),
    )
    titles = text_titles(LAYOUT.model_copy(update={"text_fields": fields}))
    assert [titles[key] for key in ("promo", "deadline", "headline", "mark")] == [
        "подпись\u00a01", "подпись\u00a02", "заголовок", "логотип",
    ]  # fmt: skip
