"""Layout files, refused with the reason when anything is wrong.

``layouts/<id>.json`` is one banner format, ``layouts/text_ads/<id>.json`` the text form of one platform.
"""

import json
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from adbanner.errors import LayoutError
from adbanner.layout import Layout
from adbanner.layout_geometry import geometry_problems
from adbanner.text_ad import TextAd

TEXT_ADS_FOLDER = "text_ads"

Record = TypeVar("Record", Layout, TextAd)


def load_layouts(folder: Path) -> dict[str, Layout]:
    """All layouts of a folder by id, sorted.

    Raises:
        LayoutError: The folder holds no layout, or one of its files is wrong.
    """
    paths = sorted(folder.glob("*.json"), key=lambda path: path.stem)
    if not paths:
        raise LayoutError(f"{folder}: there is no layout file (*.json). Point ADBANNER_LAYOUTS at a folder with some.")
    return {layout.id: layout for layout in map(load_layout, paths)}


def load_layout(path: Path) -> Layout:
    """Read one layout file and check all of it.

    Raises:
        LayoutError: The message names the file, the line where the JSON is broken, else the field, and the reason.
    """
    layout = _read(path, Layout)
    _refuse_bad_geometry(layout, str(path))
    return layout


def load_text_ads(folder: Path) -> dict[str, TextAd]:
    """The text forms in ``text_ads`` of a layouts folder by id, sorted; empty where there is no such folder.

    Raises:
        LayoutError: One of the files is wrong; see ``load_layout``.
    """
    paths = sorted((folder / TEXT_ADS_FOLDER).glob("*.json"), key=lambda path: path.stem)
    return {text_ad.id: text_ad for text_ad in (_read(path, TextAd) for path in paths)}


def _read(path: Path, kind: type[Record]) -> Record:
    """One file as a valid record under its own name."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LayoutError(f"{path}: the layout cannot be read ({error})") from error
    try:
        json.loads(text, object_pairs_hook=_without_repetition)
    except json.JSONDecodeError as error:
        raise LayoutError(f"{path}:{error.lineno}: not valid JSON: {error.msg} (column {error.colno})") from error
    except _RepeatedKey as error:
        raise LayoutError(f"{path}: {error.key}: the key stands twice in one object") from error
    try:
        record = kind.model_validate_json(text, strict=True)
    except ValidationError as error:
        raise LayoutError(_validation_message(path, error)) from error
    if record.id != path.stem:
        raise LayoutError(f"{path}: id: «{record.id}» must equal the file's name, «{path.stem}»")
    return record


def check_geometry(layout: Layout) -> None:
    """Refuse a layout whose boxes, sizes or roles contradict each other.

    Raises:
        LayoutError: The message names the layout and every field at fault with its reason.
    """
    _refuse_bad_geometry(layout, layout.id)


def _refuse_bad_geometry(layout: Layout, place: str) -> None:
    problems = geometry_problems(layout)
    if problems:
        raise LayoutError("\n".join(f"{place}: {problem.field}: {problem.reason}" for problem in problems))


class _RepeatedKey(Exception):
    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)


def _without_repetition(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A JSON object; of a repeated key JSON itself would silently keep the last value."""
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise _RepeatedKey(key)
        found[key] = value
    return found


def _validation_message(path: Path, error: ValidationError) -> str:
    """One line for each mistake: file, dotted field, reason."""
    lines = []
    for problem in error.errors(include_url=False, include_context=False):
        reason = "unknown key" if problem["type"] == "extra_forbidden" else _lower_first(problem["msg"])
        lines.append(f"{path}: {_dotted(problem['loc'])}: {reason}")
    return "\n".join(lines)


def _dotted(parts: tuple[int | str, ...]) -> str:
    """``text_fields[0].box.width``."""
    name = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)
    return name.removeprefix(".") or "the whole file"


def _lower_first(message: str) -> str:
    return message[:1].lower() + message[1:]
