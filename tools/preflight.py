"""The preflight: every promise about a finished banner, measured on its file and its layers."""

from collections.abc import Callable

from adbanner.banner import Check
from tools.content_checks import (
    check_character_limits,
    check_facts,
    check_file_size,
    check_forbidden_words,
    check_legal_text,
)
from tools.placement_checks import check_safe_zone, check_text_area, check_text_in_boxes, check_text_over_pictures
from tools.readability_checks import check_colour_blind_contrast, check_contrast, check_smallest_text
from tools.review_subject import Subject

CHECKS: tuple[Callable[[Subject], Check], ...] = (
    check_character_limits,
    check_text_in_boxes,
    check_text_over_pictures,
    check_contrast,
    check_colour_blind_contrast,
    check_smallest_text,
    check_facts,
    check_forbidden_words,
    check_file_size,
    check_safe_zone,
    check_legal_text,
    check_text_area,
)
"""In the order in which a person reads them."""


def measure(subject: Subject) -> tuple[Check, ...]:
    """All checks of a banner, in the order in which a person reads them."""
    return tuple(check(subject) for check in CHECKS)
