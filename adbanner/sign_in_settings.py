"""Settings of sign-in: who may use the studio and the API, and how they prove who they are."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

from pydantic import AnyHttpUrl, BaseModel, Field, SecretStr, model_validator

LEAST_SECRET_CHARS = 32
HeaderName = Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]


class SignInMode(StrEnum):
    """How people sign in."""

    NONE = "none"
    """Nobody has to: everybody who reaches this machine's own ports is its local person."""
    PASSWORD = "password"
    HEADER = "header"
    """A proxy of the company has signed the person in and says who it is."""
    OIDC = "oidc"
    """OpenID Connect, e.g. Keycloak or ADFS."""


class OidcSettings(BaseModel):
    """The company's identity provider."""

    issuer: AnyHttpUrl | None = None
    client_id: str = ""
    client_secret: SecretStr = SecretStr("")
    person_claim: str = "preferred_username"
    """The claim that names the person; it must never be given to another one later."""
    groups_claim: str = "groups"
    scopes: str = "openid profile email"
    """What the studio asks the provider for; add the one that brings the groups where it is not a default."""


class SignInSettings(BaseModel):
    """``ADBANNER_SIGN_IN__...``."""

    mode: SignInMode = SignInMode.NONE
    secret: SecretStr = SecretStr("")
    """Signs sessions; the API and the studio share it."""
    passwords: Path | None = None
    """File of ``password`` mode; ``adbanner add-person`` writes it."""
    person_header: HeaderName = "x-remote-user"
    name_header: HeaderName = "x-remote-name"
    groups_header: HeaderName = "x-remote-groups"
    """Groups, separated by commas."""
    proxy_secret: SecretStr = SecretStr("")
    """What the proxy sends as ``X-Proxy-Secret``, so that nobody else can play it."""
    oidc: OidcSettings = OidcSettings()
    allowed_groups: tuple[str, ...] = ()
    """Who may sign in by ``header`` or ``oidc``; empty means everybody whom the company lets through."""
    designer_groups: tuple[str, ...] = ()
    """Whose members may approve banners."""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.mode is SignInMode.NONE:
            return self
        missing = self._missing()
        if missing:
            raise ValueError(f"mode {self.mode.value} needs {' and '.join(missing)}")
        return self

    def _missing(self) -> list[str]:
        """What the mode cannot do without, in words."""
        strong = len(self.secret.get_secret_value()) >= LEAST_SECRET_CHARS
        missing = [] if strong else [f"ADBANNER_SIGN_IN__SECRET of at least {LEAST_SECRET_CHARS} characters"]
        if self.mode is SignInMode.PASSWORD and self.passwords is None:
            missing.append("ADBANNER_SIGN_IN__PASSWORDS")
        if self.mode is SignInMode.HEADER and len(self.proxy_secret.get_secret_value()) < LEAST_SECRET_CHARS:
            missing.append(f"ADBANNER_SIGN_IN__PROXY_SECRET of at least {LEAST_SECRET_CHARS} characters")
        if self.mode is SignInMode.OIDC:
            if self.oidc.issuer is None:
                missing.append("ADBANNER_SIGN_IN__OIDC__ISSUER")
            if not self.oidc.client_id:
                missing.append("ADBANNER_SIGN_IN__OIDC__CLIENT_ID")
        return missing
