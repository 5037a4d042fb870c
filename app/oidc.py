"""Tokens of the company's identity provider, checked by the keys that it publishes (OpenID Connect Discovery 1.0)."""

import asyncio
import time

import httpx
import jwt
from pydantic import AnyHttpUrl, BaseModel, ValidationError

from adbanner.errors import ServiceUnavailable

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""Asymmetric ones only: a published key must never serve as a shared secret."""
LEEWAY_S = 30
TIMEOUT_S = 5
KEYS_KEPT_S = 3_600
LEAST_RELOAD_S = 30
"""Tokens with invented key ids do not make us ask the provider more often."""


class _Discovery(BaseModel):
    issuer: str
    jwks_uri: AnyHttpUrl


class OidcVerifier:
    """Checks ID tokens.

    Args:
        issuer: Root of the provider, as its tokens name it.
        client_id: The audience that a token must be for.
        client: Carries the requests.
    """

    def __init__(self, issuer: str, client_id: str, client: httpx.AsyncClient) -> None:
        self._issuer = issuer.rstrip("/")
        self._client_id = client_id
        self._client = client
        self._keys: dict[str, jwt.PyJWK] = {}
        self._loaded_at_s: float | None = None
        self._lock = asyncio.Lock()

    async def claims(self, token: str) -> dict[str, object]:
        """The claims of a valid token.

        Raises:
            jwt.InvalidTokenError: It is malformed, expired, for somebody else or not signed by the provider.
            ServiceUnavailable: The provider's keys cannot be read.
        """
        header = jwt.get_unverified_header(token)
        key = await self._key(str(header.get("kid", "")))
        if key is None:
            raise jwt.InvalidKeyError("signed by an unknown key")
        claims: dict[str, object] = jwt.decode(
            token,
            key,
            algorithms=list(ALGORITHMS),
            audience=self._client_id,
            leeway=LEEWAY_S,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
        if str(claims["iss"]).rstrip("/") != self._issuer:
            raise jwt.InvalidIssuerError("issued by somebody else")
        return claims

    async def _key(self, key_id: str) -> jwt.PyJWK | None:
        async with self._lock:
            age_s = float("inf") if self._loaded_at_s is None else time.monotonic() - self._loaded_at_s
            if age_s > KEYS_KEPT_S or (key_id not in self._keys and age_s > LEAST_RELOAD_S):
                self._keys = await self._load_keys()
                self._loaded_at_s = time.monotonic()
        return self._keys.get(key_id)

    async def _load_keys(self) -> dict[str, jwt.PyJWK]:
        url = f"{self._issuer}/.well-known/openid-configuration"
        try:
            answer = await self._client.get(url, timeout=TIMEOUT_S)
            discovery = _Discovery.model_validate(answer.raise_for_status().json())
            answer = await self._client.get(str(discovery.jwks_uri), timeout=TIMEOUT_S)
            keys = jwt.PyJWKSet.from_dict(answer.raise_for_status().json()).keys
        except (httpx.HTTPError, ValueError, ValidationError, jwt.PyJWTError, AttributeError, TypeError) as error:
            # What a provider that answers something else makes of the parsers, besides what httpx raises.
            raise ServiceUnavailable(
                f"The keys of {self._issuer} cannot be read: {error}. Check ADBANNER_SIGN_IN__OIDC__ISSUER.",
                told="Сервер входа компании не\u00a0отвечает. Попробуйте через минуту.",
            ) from error
        return {key.key_id or "": key for key in keys}
