"""Who asks."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from adbanner.frozen import Frozen

PersonId = Annotated[str, Field(pattern=r"^[^\s:/\x00-\x1f\x7f]{1,128}$")]
"""As the sign-in names people: an account name or a mail address."""


class Role(StrEnum):
    """What a person may do."""

    MARKETER = "marketer"
    DESIGNER = "designer"
    """May approve banners of others."""


class Person(Frozen):
    """A signed-in person."""

    id: PersonId
    name: str
    roles: frozenset[Role] = frozenset({Role.MARKETER})


LOCAL_PERSON = Person(id="local", name="Вы", roles=frozenset(Role))
"""Who sits at this machine, where nobody has to sign in."""
