"""What cannot stand on a banner as a layout draws it: rules between boxes, sizes and roles."""

from collections.abc import Iterator
from dataclasses import dataclass

from adbanner.layout import Box, Layout, TextRole, TextStyle

SMALLEST_TEXT_PX = 8
"""Nobody reads less on a screen."""
LARGEST_RUN_OFF_SHARE = 0.1
"""A picture may leave the canvas by this share of its box's side."""
HEADLINE_ROLES = (TextRole.HEADLINE, TextRole.NUMBER)


@dataclass(frozen=True, slots=True)
class GeometryProblem:
    """One rule that a layout breaks."""

    field: str
    """Dotted name of the field at fault."""
    reason: str


@dataclass(frozen=True, slots=True)
class _NamedBox:
    field: str
    title: str
    box: Box


def geometry_problems(layout: Layout) -> tuple[GeometryProblem, ...]:
    """Everything that keeps a layout from being drawn well, in the order of its fields."""
    return (
        *_size_problems(layout),
        *_role_problems(layout),
        *_id_problems(layout),
        *_flow_problems(layout),
        *_canvas_problems(layout),
        *_overlap_problems(layout),
    )


def _styles(layout: Layout) -> Iterator[tuple[str, TextStyle]]:
    for number, field in enumerate(layout.text_fields):
        yield f"text_fields[{number}].style", field.style
    for number, static in enumerate(layout.static_fields):
        yield f"static_fields[{number}].style", static.style
    if layout.legal:
        yield "legal.style", layout.legal.style


def _size_problems(layout: Layout) -> Iterator[GeometryProblem]:
    for name, style in _styles(layout):
        if style.min_size_px > style.size_px:
            yield GeometryProblem(
                f"{name}.min_size_px", f"{style.min_size_px:g} px is more than size_px, {style.size_px:g} px"
            )
        if style.min_size_px < SMALLEST_TEXT_PX:
            yield GeometryProblem(
                f"{name}.min_size_px",
                f"{style.min_size_px:g} px cannot be read; the smallest text is {SMALLEST_TEXT_PX} px",
            )


def _role_problems(layout: Layout) -> Iterator[GeometryProblem]:
    roles = [field.role for field in layout.text_fields]
    if roles.count(TextRole.HEADLINE) > 1:
        yield GeometryProblem("text_fields", "there is more than one headline; a banner has one idea")
    if not any(role in HEADLINE_ROLES for role in roles):
        yield GeometryProblem("text_fields", "there is neither a headline nor a number; one of them leads the banner")
    if roles.count(TextRole.BUTTON) > 1:
        yield GeometryProblem("text_fields", "there is more than one button; a banner asks for one thing")
    for number, field in enumerate(layout.text_fields):
        if field.role is TextRole.BUTTON and field.button is None:
            yield GeometryProblem(f"text_fields[{number}].button", "a field of role button needs the shape of its pill")
        if field.role is not TextRole.BUTTON and field.button is not None:
            yield GeometryProblem(
                f"text_fields[{number}].button", f"only a field of role button has one, this is a {field.role}"
            )
        if field.button is not None and field.max_lines != 1:
            yield GeometryProblem(f"text_fields[{number}].max_lines", "a button has one line")


def _id_problems(layout: Layout) -> Iterator[GeometryProblem]:
    seen = {"legal": "the legal line"}
    named = [(f"text_fields[{number}].id", field.id) for number, field in enumerate(layout.text_fields)]
    named += [(f"static_fields[{number}].id", field.id) for number, field in enumerate(layout.static_fields)]
    for name, field_id in named:
        if field_id in seen:
            yield GeometryProblem(name, f"«{field_id}» is already the id of {seen[field_id]}")
        seen.setdefault(field_id, name.removesuffix(".id"))


def _flow_problems(layout: Layout) -> Iterator[GeometryProblem]:
    above = {field.id: field for field in layout.text_fields}
    for number, field in enumerate(layout.text_fields):
        name = f"text_fields[{number}].follows"
        if field.follows is None:
            continue
        if field.follows not in above:
            known = ", ".join(above)
            yield GeometryProblem(name, f"there is no text field «{field.follows}»; known are {known}")
            continue
        leader = above[field.follows]
        if leader.id == field.id:
            yield GeometryProblem(name, "a field cannot follow itself")
        elif leader.box.bottom > field.box.y:
            yield GeometryProblem(
                name,
                f"«{leader.id}» ends at y={leader.box.bottom}, below the top of «{field.id}» at y={field.box.y}; "
                "a field follows one above it",
            )


def _canvas_problems(layout: Layout) -> Iterator[GeometryProblem]:
    canvas = layout.canvas
    for named in (*_text_boxes(layout), *_clear_boxes(layout)):
        if _overhang(named.box, canvas) != (0, 0):
            yield GeometryProblem(named.field, f"{_place(named.box)} leaves the canvas of {_size(canvas)}")
    for named in _picture_boxes(layout):
        across, down = _overhang(named.box, canvas)
        box = named.box
        if across > LARGEST_RUN_OFF_SHARE * box.width or down > LARGEST_RUN_OFF_SHARE * box.height:
            yield GeometryProblem(
                named.field,
                f"{_place(box)} leaves the canvas of {_size(canvas)} by {max(across, down)} px; "
                f"a picture may run off the edge by {LARGEST_RUN_OFF_SHARE:.0%} of its side",
            )


def _overlap_problems(layout: Layout) -> Iterator[GeometryProblem]:
    texts, pictures, clear = _text_boxes(layout), _picture_boxes(layout), _clear_boxes(layout)
    for number, text in enumerate(texts):
        for other in texts[number + 1 :]:
            yield from _overlap(text, other)
        for other in (*pictures, *clear):
            yield from _overlap(text, other)
    for picture in pictures:
        for zone in clear:
            yield from _overlap(picture, zone)


def _overlap(first: _NamedBox, second: _NamedBox) -> Iterator[GeometryProblem]:
    if first.box.intersects(second.box):
        yield GeometryProblem(
            first.field, f"{_place(first.box)} overlaps {second.title} ({second.field}, {_place(second.box)})"
        )


def _text_boxes(layout: Layout) -> tuple[_NamedBox, ...]:
    fields = [
        _NamedBox(f"text_fields[{number}].box", f"the text «{field.id}»", field.box)
        for number, field in enumerate(layout.text_fields)
    ]
    static = [
        _NamedBox(f"static_fields[{number}].box", f"the text «{field.id}»", field.box)
        for number, field in enumerate(layout.static_fields)
    ]
    legal = [_NamedBox("legal.box", "the legal line", layout.legal.box)] if layout.legal else []
    return (*fields, *static, *legal)


def _picture_boxes(layout: Layout) -> tuple[_NamedBox, ...]:
    boxes = []
    for number, slot in enumerate(layout.image_slots):
        boxes.append(_NamedBox(f"image_slots[{number}].box", f"picture {number + 1}", slot.box))
        if slot.alternative_box:
            boxes.append(
                _NamedBox(f"image_slots[{number}].alternative_box", f"picture {number + 1}", slot.alternative_box)
            )
    return tuple(boxes)


def _clear_boxes(layout: Layout) -> tuple[_NamedBox, ...]:
    return tuple(
        _NamedBox(f"keep_clear[{number}].box", f"the zone kept clear for: {zone.reason}", zone.box)
        for number, zone in enumerate(layout.keep_clear)
    )


def _overhang(box: Box, canvas: Box) -> tuple[int, int]:
    """By how much a box leaves the canvas, across and down."""
    across = max(0, canvas.x - box.x) + max(0, box.right - canvas.right)
    down = max(0, canvas.y - box.y) + max(0, box.bottom - canvas.bottom)
    return across, down


def _place(box: Box) -> str:
    return f"x={box.x} y={box.y} {_size(box)}"


def _size(box: Box) -> str:
    return f"{box.width}x{box.height} px"
