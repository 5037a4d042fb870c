"""All findings and measurements of one picture, in a fixed order; no file is touched."""

import base64
import subprocess
from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from model_servers.shapes import Shape, shapes_in
from model_servers.writing import Row, find_rows
from offline.curation.colour_names import colour_shares
from offline.curation.currency import SignTemplates, find_signs, sign_templates
from offline.curation.examination import Examination, Measurements
from offline.curation.finding import Finding, Kind
from offline.curation.fingerprint import fingerprint
from offline.curation.foreground import Subject, find_subject
from offline.curation.logos import Logo, find_logos
from offline.curation.looks import clutter, noise, sharpness
from offline.curation.ocr import Reading, read_row, tesseract_version
from offline.curation.reading import ReadPicture, UnreadableError, read_picture
from offline.curation.settings import CurationSettings

_THUMBNAIL_SIDE_PX = 256
_THUMBNAIL_QUALITY = 80
_LEAST_SHAPE_PX = 12
_LARGEST_SHAPE_SHARE = 0.6
_MOST_ROWS_READ = 8
_MOST_SPOTS = 5


class Examiner:
    """Looks at pictures one by one.

    Args:
        settings: What counts as a fault.
        logos: What to look for, if anything.
        with_tesseract: Whether rows of letters are read where tesseract is installed.
    """

    def __init__(self, settings: CurationSettings, logos: Sequence[Logo] = (), *, with_tesseract: bool = True) -> None:
        self._settings = settings
        self._logos = tuple(logos)
        self._reads = with_tesseract and bool(tesseract_version())
        self._signs: SignTemplates = sign_templates()

    def examine(self, data: bytes) -> Examination:
        """Everything about a file's content; one that gives no picture says why."""
        settings = self._settings
        try:
            picture = read_picture(data, too_many_pixels=settings.too_many_pixels)
            subject = find_subject(picture, working_side_px=settings.working_side_px)
        except UnreadableError as error:
            return Examination(obstacle=error.obstacle, detail=error.detail)
        measured = self._measured(picture, subject, len(data))
        shapes = list(
            shapes_in(
                subject.pixels,
                subject.box,
                least_height=_LEAST_SHAPE_PX,
                most_height=round(_LARGEST_SHAPE_SHARE * max(subject.mask.shape)),
            )
        )
        findings = (
            *self._text(subject, shapes),
            *self._currency(subject, shapes),
            *self._logo(subject),
            *_looks(measured, settings),
        )
        return Examination(
            notes=picture.notes,
            measurements=measured,
            findings=findings,
            fingerprint=fingerprint(subject),
            thumbnail=_thumbnail(subject),
        )

    def _measured(self, picture: ReadPicture, subject: Subject, file_bytes: int) -> Measurements:
        settings = self._settings
        height, width = picture.pixels.shape[:2]
        return Measurements(
            width_px=width,
            height_px=height,
            file_format=picture.file_format,
            file_bytes=file_bytes,
            transparent=picture.transparent,
            own_ground=subject.own_ground,
            coverage=round(subject.coverage, 4),
            objects=subject.parts,
            object_side_px=round(subject.object_side_px, 1),
            cut_share=round(subject.cut_share, 4),
            border_level=subject.border_level,
            sharpness=round(sharpness(subject, side_px=settings.sharpness_side_px), 2),
            noise=round(noise(subject.pixels, subject.mask), 2),
            clutter=round(clutter(subject, side_px=settings.sharpness_side_px), 3),
            colours=colour_shares(subject.pixels[subject.mask]),
        )

    def _text(self, subject: Subject, shapes: Sequence[Shape]) -> Iterator[Finding]:
        rows = find_rows(subject.pixels, shapes, least_letters=self._settings.text_letters)
        readings = [_read(row) for row in rows[:_MOST_ROWS_READ]] if self._reads else []
        if None in readings or not self._reads:
            yield from self._unread(subject, rows)
            return
        least = self._settings.text_confidence
        found = [
            (reading, row)
            for reading, row in zip(readings, rows, strict=False)
            if reading and reading.confidence >= least and _letters(reading) >= self._settings.text_letters
        ]
        if found:
            words = ", ".join(f"«{reading.text}»" for reading, _ in found)
            yield Finding(
                kind=Kind.TEXT,
                score=max(reading.confidence for reading, _ in found),
                threshold=least,
                detail=f"Прочитано: {words}",
                spots=tuple(subject.spot(*row.box) for _, row in found[:_MOST_SPOTS]),
            )

    def _unread(self, subject: Subject, rows: Sequence[Row]) -> Iterator[Finding]:
        least = self._settings.unread_letters
        found = [row for row in rows if len(row.letters) >= least and row.varied]
        if found:
            yield Finding(
                kind=Kind.TEXT,
                score=len(found[0].letters),
                threshold=least,
                detail=f"Похоже на надпись: знаков подряд — {len(found[0].letters)}",
                spots=tuple(subject.spot(*row.box) for row in found[:_MOST_SPOTS]),
            )

    def _currency(self, subject: Subject, shapes: Sequence[Shape]) -> Iterator[Finding]:
        least = self._settings.currency_likeness
        least_height = round(self._settings.sign_share * max(subject.mask.shape))
        found = find_signs(shapes, self._signs, least_likeness=least, least_height=least_height)
        if found:
            signs = ", ".join(dict.fromkeys(one.sign for one in found))
            yield Finding(
                kind=Kind.CURRENCY,
                score=found[0].likeness,
                threshold=least,
                detail=f"Похоже на знак {signs}",
                spots=tuple(subject.spot(one.left, one.top, one.width, one.height) for one in found[:_MOST_SPOTS]),
            )

    def _logo(self, subject: Subject) -> Iterator[Finding]:
        least = self._settings.logo_inliers
        found = find_logos(subject.pixels, self._logos, least_agreeing=least, ratio=self._settings.logo_ratio)
        if found:
            yield Finding(
                kind=Kind.LOGO,
                score=found[0].agreeing,
                threshold=least,
                detail="Найден логотип: " + ", ".join(one.name for one in found),
                spots=tuple(subject.spot(one.left, one.top, one.width, one.height) for one in found[:_MOST_SPOTS]),
            )


def _looks(measured: Measurements, settings: CurationSettings) -> Iterator[Finding]:
    """What the numbers say; a fault that only follows from another is left out."""
    noisy, tiny = measured.noise > settings.most_noise, measured.object_side_px < settings.least_object_side_px
    if measured.objects > settings.most_objects:
        detail = f"Отдельных предметов: {measured.objects}"
        yield _above(Kind.CLUTTER, measured.objects, settings.most_objects, detail)
    elif measured.clutter > settings.most_complexity and not noisy:  # grain is edges everywhere
        detail = "Много цветов и мелких граней: в 2–4 предложениях не описать"
        yield _above(Kind.CLUTTER, measured.clutter, settings.most_complexity, detail)
    if measured.sharpness < settings.least_sharpness and not tiny:  # whatever is enlarged is soft
        yield _below(Kind.BLUR, measured.sharpness, settings.least_sharpness, "Контуры нерезкие")
    if noisy:
        yield _above(Kind.NOISE, measured.noise, settings.most_noise, "На ровных местах видно зерно")
    if tiny:
        detail = f"Предмет всего {measured.object_side_px:.0f}\u00a0пикселей"
        yield _below(Kind.TINY, measured.object_side_px, settings.least_object_side_px, detail)
    if measured.cut_share > settings.most_cut_share:
        detail = f"Предмет уходит за край: {100 * measured.cut_share:.0f}\u00a0% стороны"
        yield _above(Kind.CUT_OFF, measured.cut_share, settings.most_cut_share, detail)
    if measured.border_level < settings.least_white:
        detail = "Предмет стоит не на белом: вырежьте его или возьмите другую картинку"
        yield _below(Kind.GROUND, measured.border_level, settings.least_white, detail)


def _above(kind: Kind, score: float, threshold: float, detail: str) -> Finding:
    return Finding(kind=kind, score=score, threshold=threshold, detail=detail)


def _below(kind: Kind, score: float, threshold: float, detail: str) -> Finding:
    return Finding(kind=kind, score=score, threshold=threshold, more_is_worse=False, detail=detail)


def _read(row: Row) -> Reading | None:
    """What a row says; None where tesseract failed on it, so that it is judged unread."""
    try:
        return read_row(row.drawn)
    except (OSError, subprocess.SubprocessError):
        return None


def _letters(reading: Reading) -> int:
    return sum(letter.isalnum() for letter in reading.text)


def _thumbnail(subject: Subject) -> str:
    height, width = subject.pixels.shape[:2]
    factor = min(1.0, _THUMBNAIL_SIDE_PX / max(height, width))
    size = max(1, round(width * factor)), max(1, round(height * factor))
    small = np.asarray(cv2.resize(subject.pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    _, data = cv2.imencode(
        ".webp", cv2.cvtColor(small, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_WEBP_QUALITY, _THUMBNAIL_QUALITY]
    )
    return f"data:image/webp;base64,{base64.b64encode(data.tobytes()).decode()}"
