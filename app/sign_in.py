"""From credentials to a person, for the API and the studio alike."""

import asyncio
import base64
import binascii
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

import httpx
import jwt
from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter
from pydantic import ValidationError

from adbanner.errors import AdBannerError, ConfigError
from adbanner.person import LOCAL_PERSON, Person, Role
from adbanner.settings import Settings
from adbanner.sign_in_settings import SignInMode
from app.oidc import OidcVerifier
from app.passwords import PasswordFile

WRONG_PASSWORDS = RateLimitItemPerMinute(10, 5)
"""Of one name: ten in five minutes, in each process."""
SESSION_HOURS = 12
SESSION_AUDIENCE = "adbanner"
SESSION_ALGORITHM = "HS256"
PROXY_SECRET_HEADER = "x-proxy-secret"
LOCAL_NAMES = frozenset({"localhost"})


class SignInRequired(AdBannerError):
    """Nobody has signed in, or the credentials are not valid (any more)."""

    code = "sign_in_required"


class NotAllowed(AdBannerError):
    """The person is known and may not do this."""

    code = "not_allowed"


def check_exposure(settings: Settings, host: str) -> None:
    """Refuse to serve other machines while nobody has to sign in.

    Raises:
        ConfigError: ``host`` is not this machine's own address and sign-in is off.
    """
    if settings.sign_in.mode is SignInMode.NONE and not is_loopback(host):
        raise ConfigError(
            f"Without sign-in the servers listen on this machine only, not on {host}. Set ADBANNER_SIGN_IN__MODE to "
            "password, header or oidc, and ADBANNER_SIGN_IN__SECRET to 32 random characters or more."
        )


def is_loopback(host: str) -> bool:
    """Whether a host name or address can only be this machine."""
    if host in LOCAL_NAMES:
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def session_token(person: Person, settings: Settings) -> str:
    """A token by which the studio's server speaks to the API for a person; empty where nobody has to sign in."""
    if settings.sign_in.mode is SignInMode.NONE:
        return ""
    now = datetime.now(UTC)
    claims = {
        "sub": person.id,
        "name": person.name,
        "roles": sorted(person.roles),
        "aud": SESSION_AUDIENCE,
        "iat": now,
        "exp": now + timedelta(hours=SESSION_HOURS),
    }
    return jwt.encode(claims, settings.sign_in.secret.get_secret_value(), algorithm=SESSION_ALGORITHM)


def read_session_token(token: str, settings: Settings) -> Person:
    """The person of a session token.

    Raises:
        SignInRequired: It is forged, expired or none of ours.
    """
    secret = settings.sign_in.secret.get_secret_value()
    if not secret:
        raise SignInRequired("Sessions are off: nobody has to sign in here.")
    try:
        claims = jwt.decode(
            token,
            secret,
            algorithms=[SESSION_ALGORITHM],
            audience=SESSION_AUDIENCE,
            options={"require": ["exp", "iat", "aud", "sub"]},
        )
        return Person(
            id=claims["sub"],
            name=str(claims.get("name", "")),
            roles=frozenset(Role(role) for role in claims.get("roles", [])),
        )
    except (jwt.InvalidTokenError, ValidationError, ValueError, TypeError) as error:
        raise SignInRequired(
            "The session token is not valid or has expired. Sign in again.", told="Сеанс закончился. Войдите снова."
        ) from error


class SignIn:
    """Knows how people prove who they are under the given settings."""

    def __init__(self, settings: Settings, client: httpx.AsyncClient) -> None:
        self._settings = settings
        rules = settings.sign_in
        self._passwords = PasswordFile(rules.passwords) if rules.passwords else None
        self._guesses = MovingWindowRateLimiter(MemoryStorage())
        issuer = rules.oidc.issuer
        self._oidc = OidcVerifier(str(issuer), rules.oidc.client_id, client) if issuer else None

    async def person_of(self, headers: Mapping[str, str]) -> Person:
        """Who sent a request.

        Args:
            headers: Of the request, names in lower case.

        Raises:
            SignInRequired: No credentials, or wrong ones.
            NotAllowed: Right ones of somebody who may not use this; or a page of another site.
            ServiceUnavailable: The identity provider does not answer.
            ConfigError: The password file is broken.
        """
        mode = self._settings.sign_in.mode
        if mode is SignInMode.NONE:
            refuse_foreign_page(headers)
            return LOCAL_PERSON
        scheme, _, value = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return await self._bearer(value.strip())
        if mode is SignInMode.PASSWORD and scheme.lower() == "basic":
            return await self._basic(value.strip())
        if mode is SignInMode.HEADER and not scheme:
            return self._from_proxy(headers)
        raise SignInRequired("Sign in first: this request has no credentials.", told="Войдите, чтобы продолжить.")

    async def check_password(self, person_id: str, password: str) -> Person:
        """The person with this name and password; SignInRequired for any other pair."""
        if self._passwords is None:
            raise SignInRequired("Passwords are not used here.")
        if not await self._guesses.test(WRONG_PASSWORDS, person_id):
            raise SignInRequired(
                f"Too many wrong passwords for {person_id}. Wait {WRONG_PASSWORDS.get_expiry() // 60} minutes.",
                told="Слишком много неверных паролей. Подождите несколько минут.",
            )
        person = await asyncio.to_thread(self._passwords.check, person_id, password)
        if person is None:
            await self._guesses.hit(WRONG_PASSWORDS, person_id)
            raise SignInRequired("Wrong name or password.", told="Неверное имя или пароль.")
        return person

    async def check_id_token(self, token: str) -> Person:
        """The person of an ID token; SignInRequired when it is not valid, NotAllowed outside the allowed groups."""
        if self._oidc is None:
            raise SignInRequired("OpenID Connect is not used here.")
        try:
            claims = await self._oidc.claims(token)
        except jwt.PyJWTError as error:
            raise SignInRequired(f"The ID token is not valid: {error}.", told="Войдите снова.") from error
        rules = self._settings.sign_in.oidc
        groups = claims.get(rules.groups_claim, [])
        return self._admit(
            str(claims.get(rules.person_claim) or claims["sub"]),
            str(claims.get("name", "")),
            tuple(str(group) for group in groups) if isinstance(groups, list) else (),
        )

    async def _bearer(self, token: str) -> Person:
        """By our own session token or, where it is set up, by the provider's."""
        try:
            return read_session_token(token, self._settings)
        except SignInRequired:
            if self._settings.sign_in.mode is not SignInMode.OIDC:
                raise
        return await self.check_id_token(token)

    async def _basic(self, value: str) -> Person:
        try:
            person_id, _, password = base64.b64decode(value, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError) as error:
            raise SignInRequired("The Authorization header cannot be read.") from error
        return await self.check_password(person_id, password)

    def _from_proxy(self, headers: Mapping[str, str]) -> Person:
        rules = self._settings.sign_in
        sent = headers.get(PROXY_SECRET_HEADER, "").encode()
        if not hmac.compare_digest(sent, rules.proxy_secret.get_secret_value().encode()):
            raise SignInRequired("The request did not come through the company's proxy.")
        groups = tuple(group.strip() for group in headers.get(rules.groups_header, "").split(",") if group.strip())
        return self._admit(headers.get(rules.person_header, ""), headers.get(rules.name_header, ""), groups)

    def _admit(self, person_id: str, name: str, groups: tuple[str, ...]) -> Person:
        """The person with the roles of their groups."""
        rules = self._settings.sign_in
        if rules.allowed_groups and not set(groups) & set(rules.allowed_groups):
            raise NotAllowed(
                f"{person_id} is in none of the allowed groups.",
                told="У\u00a0вас нет доступа. Попросите администратора добавить вас в\u00a0группу.",
            )
        designer = {Role.DESIGNER} if set(groups) & set(rules.designer_groups) else set()
        try:
            return Person(id=person_id, name=name or person_id, roles=frozenset({Role.MARKETER, *designer}))
        except ValidationError as error:
            raise SignInRequired("The sign-in names nobody that can be told apart.") from error


def refuse_foreign_page(headers: Mapping[str, str]) -> None:
    """Keep pages of other sites, open in the same browser, from speaking for the local person.

    A page may call this machine's ports (cross-site requests) or rebind its own name to them; it can forge neither
    ``Origin`` nor ``Host``.

    Raises:
        NotAllowed: The request was sent by such a page.
    """
    host = urlsplit(f"//{headers.get('host', 'localhost')}").hostname or ""
    origin = headers.get("origin")
    from_here = origin is None or is_loopback(urlsplit(origin).hostname or "")
    if not (is_loopback(host) and from_here):
        raise NotAllowed(f"Without sign-in only this machine is served, not {origin or host}.")
