"""Which facts of an offer a format must carry."""

from adbanner.layout import Layout, TextRole
from adbanner.texts import Fact, FactKind

DROPPABLE = frozenset(
    {FactKind.DATE, FactKind.PROMO_CODE, FactKind.CONTACT, FactKind.COUNT, FactKind.TIME, FactKind.NUMBER}
)
ROOMY_ROLES = frozenset({TextRole.BODY, TextRole.SUBHEADLINE, TextRole.CAPTION})


def required_facts(facts: tuple[Fact, ...], layout: Layout) -> tuple[Fact, ...]:
    """The facts that may not be left out of a banner of this format.

    A format with a body, subheadline or caption carries all of them. One with nothing but a headline and a button
    (a strip of 320x50) carries the benefit with its conditions; deadline, promo code and further figures are told on
    the page behind it, as is common for such strips. What stands there stands unchanged in any case.
    """
    if any(field.role in ROOMY_ROLES for field in layout.text_fields):
        return facts
    return tuple(fact for place, fact in enumerate(facts) if fact.kind not in DROPPABLE or place == 0)
