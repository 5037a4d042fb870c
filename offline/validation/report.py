"""Reports for people, as Markdown and as one HTML file, from the same parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import numpy as np

from offline.validation.resampling import Interval
from tools.whole_file import write_whole

HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
  body {{ font: 16px/1.5 system-ui, "Segoe UI", Roboto, sans-serif; color: #1c2230; margin: 32px auto; max-width: 980px;
    padding: 0 20px; }}
  h1 {{ font-size: 26px; }} h2 {{ font-size: 19px; margin-top: 32px; }}
  table {{ border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }}
  th, td {{ text-align: left; padding: 7px 12px 7px 0; border-bottom: 1px solid #d9deea; vertical-align: top; }}
  th {{ color: #5b6478; font-weight: 600; font-size: 14px; }}
  p {{ max-width: 78ch; }}
</style>
</head>
<body>
"""


@dataclass(frozen=True)
class Section:
    """A heading, paragraphs and a table, each of which may be left out."""

    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def shown(interval: Interval, digits: int = 2) -> str:
    """An estimate with its interval, for a table."""
    if not np.isfinite([interval.low, interval.high]).all():
        return f"{interval.value:.{digits}f} (too few descriptions for an interval)"
    return f"{interval.value:.{digits}f} [{interval.low:.{digits}f}, {interval.high:.{digits}f}]"


def markdown(title: str, sections: Sequence[Section]) -> str:
    """The report as Markdown."""
    lines = [f"# {title}", ""]
    for section in sections:
        if section.heading:
            lines += [f"## {section.heading}", ""]
        for paragraph in section.paragraphs:
            lines += [paragraph, ""]
        if section.rows:
            lines += [_row(section.columns), "|" + "---|" * len(section.columns)]
            lines += [*map(_row, section.rows), ""]
    return "\n".join(lines)


def html(title: str, sections: Sequence[Section]) -> str:
    """The report as one HTML file that asks nothing of a network."""
    parts = [HEAD.format(title=escape(title)), f"<h1>{escape(title)}</h1>"]
    for section in sections:
        if section.heading:
            parts.append(f"<h2>{escape(section.heading)}</h2>")
        parts += [f"<p>{escape(paragraph)}</p>" for paragraph in section.paragraphs]
        if section.rows:
            head = "".join(f"<th>{escape(column)}</th>" for column in section.columns)
            body = "".join(f"<tr>{''.join(f'<td>{escape(c)}</td>' for c in row)}</tr>\n" for row in section.rows)
            parts.append(f"<table>\n<tr>{head}</tr>\n{body}</table>")
    return "\n".join([*parts, "</body>", "</html>", ""])


def write_report(folder: Path, stem: str, title: str, sections: Sequence[Section]) -> None:
    """Write ``<stem>.md`` and ``<stem>.html``.

    Raises:
        StorageFull: There is no room.
    """
    write_whole(folder / f"{stem}.md", markdown(title, sections).encode())
    write_whole(folder / f"{stem}.html", html(title, sections).encode())


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
