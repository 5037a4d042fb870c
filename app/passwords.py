"""People and their passwords in one file, a line each: ``user:hash:name:roles``."""

import base64
import hashlib
import hmac
import secrets
from pathlib import Path

from pydantic import ValidationError

from adbanner.errors import ConfigError, InvalidRequest
from adbanner.person import Person, Role

SCRYPT = "scrypt"
COST, BLOCK_SIZE, PARALLELISM = 2**15, 8, 1
"""scrypt (RFC 7914) with 32 MiB: about 0.1 s a try."""
MAX_MEMORY_BYTES = 128 * 1024**2
SALT_BYTES = 16
KEY_BYTES = 32
LEAST_PASSWORD_CHARS = 8
MAX_PASSWORD_CHARS = 256


def hash_password(password: str, salt: bytes) -> str:
    """``scrypt$salt$key`` in base64."""
    key = _derive(password, salt)
    return "$".join((SCRYPT, base64.b64encode(salt).decode(), base64.b64encode(key).decode()))


def _derive(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(
        password.encode(), salt=salt, n=COST, r=BLOCK_SIZE, p=PARALLELISM, maxmem=MAX_MEMORY_BYTES, dklen=KEY_BYTES
    )


class PasswordFile:
    """Reads the file anew whenever it has changed, so that a new person needs no restart."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read_at: tuple[int, int] | None = None
        self._people: dict[str, tuple[str, Person]] = {}

    def check(self, person_id: str, password: str) -> Person | None:
        """The person, or None; an unknown name takes as long as a wrong password.

        Raises:
            ConfigError: The file cannot be read or a line of it is wrong.
        """
        stored, person = self._load().get(person_id, ("", None))
        salt, key = _parse_hash(stored) if stored else (b"-" * SALT_BYTES, b"-" * KEY_BYTES)
        matches = hmac.compare_digest(_derive(password[:MAX_PASSWORD_CHARS], salt), key)
        return person if matches else None

    def add(self, person: Person, password: str) -> None:
        """Append a person.

        Raises:
            InvalidRequest: The person is there already, or the password is too short or too long.
            ConfigError: The file cannot be written.
        """
        if not LEAST_PASSWORD_CHARS <= len(password) <= MAX_PASSWORD_CHARS:
            raise InvalidRequest(f"A password has {LEAST_PASSWORD_CHARS} to {MAX_PASSWORD_CHARS} characters.")
        if self._path.exists() and person.id in self._load():
            raise InvalidRequest(f"{person.id} is in {self._path} already; delete the line to set a new password.")
        roles = ",".join(sorted(role.value for role in person.roles))
        line = f"{person.id}:{hash_password(password, secrets.token_bytes(SALT_BYTES))}:{person.name}:{roles}\n"
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.touch(mode=0o600)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(line)
        except OSError as error:
            raise ConfigError(f"Cannot write {self._path}: {error.strerror}.") from error

    def _load(self) -> dict[str, tuple[str, Person]]:
        try:
            stat = self._path.stat()
            if (changed := (stat.st_mtime_ns, stat.st_size)) != self._read_at:
                lines = self._path.read_text(encoding="utf-8").splitlines()
                self._people = dict(
                    _parse_line(line, f"{self._path}:{number}") for number, line in enumerate(lines, 1) if line.strip()
                )
                self._read_at = changed
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(
                f"Cannot read {self._path}: {error}. Add people by `adbanner add-person` or mend "
                "ADBANNER_SIGN_IN__PASSWORDS."
            ) from error
        return self._people


def _parse_line(line: str, place: str) -> tuple[str, tuple[str, Person]]:
    parts = line.split(":")
    try:
        person_id, stored, name, roles = parts
        _parse_hash(stored)
        person = Person(id=person_id, name=name, roles=frozenset(Role(role) for role in roles.split(",")))
    except (ValueError, ValidationError) as error:
        # The line holds a hash: it is not repeated in the message.
        raise ConfigError(f"{place}: expected user:hash:name:roles, as `adbanner add-person` writes it.") from error
    return person_id, (stored, person)


def _parse_hash(stored: str) -> tuple[bytes, bytes]:
    """Salt and key; ValueError when it is no hash of ours."""
    scheme, salt, key = stored.split("$")
    if scheme != SCRYPT:
        raise ValueError(scheme)
    return base64.b64decode(salt, validate=True), base64.b64decode(key, validate=True)
