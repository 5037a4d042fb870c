"""The findings to look at: one HTML file with everything in it, which asks nothing of any network."""

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path

from offline.curation.decisions import COLUMNS, DELIMITER, Decision
from offline.curation.examination import Picture
from offline.curation.finding import METHODS, Finding, Kind
from offline.curation.plots import bar_chart, histogram, number
from offline.curation.statistics import Statistics

_HERE = Path(__file__).parent
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
"""Even a mistake of ours could not fetch anything."""
_MOST_SIZES = 10


def report_page(
    title: str, pictures: Sequence[Picture], rows: Sequence[Decision], statistics: Statistics, *, reader: str
) -> str:
    """The page.

    Args:
        title: What the folder is called.
        pictures: In the order in which they are shown; ``rows`` has the same order.
        rows: What stands about each.
        statistics: About all.
        reader: Version of tesseract, empty without it.
    """
    cards = "\n".join(_card(i, picture, row) for i, (picture, row) in enumerate(zip(pictures, rows, strict=True)))
    return f"""<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Отбор картинок: {escape(title)}</title>
<style>{(_HERE / "report_page.css").read_text(encoding="utf-8")}</style>
</head>
<body>
<header>
<h1>Отбор картинок: {escape(title)}</h1>
<p>Программа нашла, что в\u00a0картинках может мешать, и\u00a0предложила решение. Последнее слово за вами: нажмите
«Принять» или «Отклонить», затем скачайте <b>decisions.csv</b> и\u00a0положите его в\u00a0папку отчёта вместо прежнего.
Нажатая ещё раз кнопка возвращает предложение программы.</p>
{_reader_note(reader)}
</header>
<div class="bar-top"><div>{_filters(rows)}<button id="download" type="button">Скачать decisions.csv</button></div>
<div><span id="state"></span></div></div>
<section class="cards">
{cards}
</section>
<section>
<details><summary>Статистика</summary>{_statistics(statistics)}</details>
<details><summary>Как проверяли</summary>{_methods(reader)}</details>
</section>
<script type="application/json" id="rows">{_embedded(rows)}</script>
<script>{(_HERE / "report_page.js").read_text(encoding="utf-8")}</script>
</body>
</html>
"""


def _reader_note(reader: str) -> str:
    if reader:
        return ""
    return (
        '<p class="note">Tesseract не\u00a0установлен: надписи найдены только по\u00a0форме знаков, без чтения. Слова '
        "короче пяти букв и\u00a0числа так не\u00a0находятся.</p>"
    )


def _filters(rows: Sequence[Decision]) -> str:
    names = [("all", "Все", len(rows)), ("clean", "Без замечаний", sum(not row.kinds for row in rows))]
    for kind in Kind:
        count = sum(kind.value in row.kinds.split() for row in rows)
        if count:
            names.append((kind.value, METHODS[kind].title, count))
    filters = [(key, f"{label} · {count}") for key, label, count in names]
    filters += [("accept", "Принятые"), ("reject", "Отклонённые"), ("person", "Решённые человеком")]
    return "".join(
        f'<button type="button" data-filter="{key}" aria-pressed="{str(key == "all").lower()}">{label}</button>'
        for key, label in filters
    )


def _card(i: int, picture: Picture, row: Decision) -> str:
    examined = picture.examination
    spots = "".join(_outlines(finding) for finding in picture.findings)
    shot = (
        f'<div class="shot"><img src="{examined.thumbnail}" alt="{escape(picture.name)}">{spots}</div>'
        if examined.thumbnail
        else '<p class="none">Картинку показать нельзя</p>'
    )
    findings = "".join(_finding(finding) for finding in picture.findings)
    notes = "".join(f'<p class="note">{escape(note.value)}</p>' for note in examined.notes)
    choice = (
        ""
        if examined.obstacle is not None
        else '<div class="choice"><button type="button" class="accept" value="accept">Принять</button>'
        '<button type="button" class="reject" value="reject">Отклонить</button><span></span></div>'
    )
    rejected = "" if row.accepted else ' class="rejected"'
    return (
        f'<article data-row="{i}"{rejected}>{shot}<h2>{escape(picture.name)}</h2>{_facts(picture)}{notes}'
        f"<ul>{findings}</ul>{choice}</article>"
    )


def _facts(picture: Picture) -> str:
    measured = picture.examination.measurements
    if measured is None:
        return ""
    ground = "прозрачный фон" if measured.transparent else "ровный фон" if measured.own_ground else "без своего фона"
    colours = ", ".join(colour.name for colour in measured.colours[:3])
    return (
        f'<p class="facts">{measured.width_px}×{measured.height_px}, {escape(measured.file_format)}, {ground}; '
        f"предмет\u00a0— {100 * measured.coverage:.0f}\u00a0% картинки; {colours}</p>"
    )


def _finding(finding: Finding) -> str:
    method = METHODS[finding.kind]
    scores = ""
    if finding.kind is not Kind.UNREADABLE:
        bound = "больше" if finding.more_is_worse else "меньше"
        scores = f"оценка {number(finding.score)}, порог {number(finding.threshold)} (плохо, когда {bound}). "
    return (
        f"<li><b>{method.title}.</b> {escape(finding.detail)}<small>{scores}Метод: {escape(method.source)}</small></li>"
    )


def _outlines(finding: Finding) -> str:
    title = METHODS[finding.kind].title
    return "".join(
        f'<i title="{title}" style="left:{100 * spot.left:.1f}%;top:{100 * spot.top:.1f}%;'
        f'width:{100 * spot.width:.1f}%;height:{100 * spot.height:.1f}%"></i>'
        for spot in finding.spots
    )


def _statistics(statistics: Statistics) -> str:
    plots = "".join(
        f"<figure><figcaption>{one.title}<small>от {number(one.least)} до {number(one.most)}, медиана "
        f"{number(one.median)}, среднее {number(one.mean)}{_limit(one.threshold)}</small></figcaption>"
        f"{histogram(one)}</figure>"
        for one in statistics.distributions
    )
    charts = "".join(
        f"<figure><figcaption>{title}</figcaption>{bar_chart(counts)}</figure>"
        for title, counts in (
            ("Картинок с\u00a0замечаниями", statistics.findings),
            ("Картинок с\u00a0цветом", statistics.colours),
            ("Форматы файлов", statistics.formats),
            ("Размеры, пиксели", statistics.sizes_px[:_MOST_SIZES]),
        )
    )
    return (
        f"<p>Картинок: {statistics.pictures}, не\u00a0читается: {statistics.unreadable}, без замечаний: "
        f"{statistics.without_findings}, с\u00a0прозрачностью: {statistics.transparent}, квадратных: "
        f'{statistics.square}.</p><div class="plots">{charts}{plots}</div>'
    )


def _limit(threshold: float | None) -> str:
    return "" if threshold is None else f", порог {number(threshold)}"


def _methods(reader: str) -> str:
    rows = "".join(f"<tr><td>{one.title}</td><td>{escape(one.source)}</td></tr>" for one in METHODS.values())
    read_by = escape(reader) or "tesseract не\u00a0установлен"
    return f"<table><tr><th>Что ищем</th><th>Метод</th></tr>{rows}</table><p>Чтение надписей: {read_by}.</p>"


def _embedded(rows: Sequence[Decision]) -> str:
    """The rows for the script; no text of theirs can end the element."""
    values = [{name: value or "" for name, value in row.model_dump(mode="json").items()} for row in rows]
    text = json.dumps({"columns": COLUMNS, "delimiter": DELIMITER, "rows": values}, ensure_ascii=False)
    return text.replace("<", "\\u003c")
