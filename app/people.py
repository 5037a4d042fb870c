"""``adbanner add-person``: a line in the password file."""

import sys

from pydantic import ValidationError

from adbanner.errors import ConfigError, InvalidRequest
from adbanner.person import Person, Role
from adbanner.settings import load_settings
from app.passwords import PasswordFile


def add_person(user: str, name: str, password: str, *, designer: bool) -> None:
    """Append a person to the configured file.

    Raises:
        ConfigError: No file is configured, or it cannot be written.
        InvalidRequest: The name or the password cannot be used, or the person is there already.
    """
    path = load_settings().sign_in.passwords
    if path is None:
        raise ConfigError("Set ADBANNER_SIGN_IN__PASSWORDS to the file that keeps people and hashes.")
    roles = {Role.MARKETER, Role.DESIGNER} if designer else {Role.MARKETER}
    shown = name or user
    if not shown.isprintable() or ":" in shown:
        raise InvalidRequest("A shown name has neither colons nor line breaks.")
    try:
        person = Person(id=user, name=shown, roles=frozenset(roles))
    except ValidationError as error:
        raise InvalidRequest("A user name has 1 to 128 characters, no spaces, colons or slashes.") from error
    PasswordFile(path).add(person, password)
    sys.stdout.write(f"{user} can sign in now.\n")
