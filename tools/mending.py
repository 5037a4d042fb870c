"""What can be done about a banner that did not pass its preflight, besides what repairs itself."""

from enum import StrEnum

from adbanner.banner import CheckId, DeliveredBanner, RefusedBanner, Review


class Remedy(StrEnum):
    """What a new attempt has to change."""

    NONE_NEEDED = "none_needed"
    TEXTS = "texts"
    PICTURES = "pictures"
    GROUND = "ground"
    NONE_KNOWN = "none_known"


REMEDIES = {
    CheckId.CHARACTER_LIMITS: Remedy.TEXTS,
    CheckId.TEXT_IN_BOXES: Remedy.TEXTS,
    CheckId.FACTS_KEPT: Remedy.TEXTS,
    CheckId.FORBIDDEN_WORDS: Remedy.TEXTS,
    CheckId.SMALLEST_TEXT: Remedy.TEXTS,
    CheckId.TEXT_AREA: Remedy.TEXTS,
    CheckId.TEXT_OVER_PICTURES: Remedy.PICTURES,
    CheckId.SAFE_ZONE: Remedy.PICTURES,
    CheckId.FILE_SIZE: Remedy.PICTURES,
    CheckId.CONTRAST: Remedy.GROUND,
    CheckId.COLOUR_BLIND_CONTRAST: Remedy.GROUND,
    CheckId.LEGAL_TEXT: Remedy.NONE_KNOWN,
}
"""By what failed, most urgent first."""


def remedy_for(delivered: DeliveredBanner | None, refused: RefusedBanner | None) -> Remedy:
    """What to change so that a format can pass; texts first, since they fail most.

    Args:
        delivered: The banner, where there is one: checks that do not hold it back may still have failed.
        refused: Why there is none.
    """
    review = refused.review if refused else delivered.review if delivered else None
    if review is None:
        # Refused before anything could be measured: no texts, or no picture.
        return Remedy.TEXTS
    failed = failed_checks(review, blocking_only=refused is not None)
    if not failed:
        return Remedy.NONE_NEEDED if refused is None else Remedy.NONE_KNOWN
    return next(remedy for check_id, remedy in REMEDIES.items() if check_id in failed)


def failed_checks(review: Review, *, blocking_only: bool) -> frozenset[CheckId]:
    """The checks that failed."""
    return frozenset(check.id for check in review.checks if not check.passed and (check.blocking or not blocking_only))
