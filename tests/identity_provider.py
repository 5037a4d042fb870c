"""A company's OpenID Connect provider on loopback: it signs everybody in as the person that the test names."""

import asyncio
import base64
import hashlib
import json
import secrets
import threading
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import jwt
import uvicorn
from cryptography.hazmat.primitives.asymmetric import rsa
from fastapi import FastAPI, Form, HTTPException, Request
from fastapi.responses import RedirectResponse

from tests.loopback import free_port

CLIENT_ID, CLIENT_SECRET = "adbanner-studio", "the-client-secret"
KEY_ID = "k1"


@dataclass
class IdentityProvider:
    """Serves discovery, keys, the authorization code flow with PKCE, and nothing else."""

    person: str = "anna"
    groups: tuple[str, ...] = ("marketing",)
    nonce: str = ""
    """Put into tokens in place of the one that was asked for, where it is set."""
    port: int = field(default_factory=free_port)
    asked: list[dict[str, str]] = field(default_factory=list)
    """What the studio asked the authorization page for."""

    def __post_init__(self) -> None:
        self._key = rsa.generate_private_key(public_exponent=65_537, key_size=2_048)
        self._codes: dict[str, dict[str, str]] = {}
        app = FastAPI()
        app.get("/.well-known/openid-configuration")(self._discovery)
        app.get("/keys")(self._keys)
        app.get("/authorize")(self._authorize)
        app.post("/token")(self._token)
        config = uvicorn.Config(app, host="127.0.0.1", port=self.port, log_level="error")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=lambda: asyncio.run(self._server.serve()), daemon=True)

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def settings(self) -> dict[str, str]:
        """What the studio has to know."""
        return {
            "ADBANNER_SIGN_IN__MODE": "oidc",
            "ADBANNER_SIGN_IN__SECRET": "s" * 40,
            "ADBANNER_SIGN_IN__OIDC__ISSUER": self.issuer,
            "ADBANNER_SIGN_IN__OIDC__CLIENT_ID": CLIENT_ID,
            "ADBANNER_SIGN_IN__OIDC__CLIENT_SECRET": CLIENT_SECRET,
        }

    def start(self) -> "IdentityProvider":
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        return self

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(10)

    def _discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def _keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self._key.public_key()))
        return {"keys": [{**public, "kid": KEY_ID, "use": "sig"}]}

    def _authorize(self, request: Request) -> RedirectResponse:
        asked = dict(request.query_params)
        self.asked.append(asked)
        code = secrets.token_urlsafe(16)
        self._codes[code] = asked
        query = urlencode({"code": code, "state": asked["state"]})
        return RedirectResponse(f"{asked['redirect_uri']}?{query}", status_code=302)

    def _token(
        self,
        request: Request,
        code: str = Form(),
        redirect_uri: str = Form(),
        code_verifier: str = Form(),
    ) -> dict[str, Any]:
        asked = self._codes.pop(code, None)
        client = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        digest = hashlib.sha256(code_verifier.encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        right_client = request.headers.get("authorization") == f"Basic {client}"
        if asked is None or not right_client:
            raise HTTPException(400, "invalid_grant")
        if asked["code_challenge"] != challenge or asked["redirect_uri"] != redirect_uri:
            raise HTTPException(400, "invalid_grant")
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "sub": f"id-of-{self.person}",
            "iat": now,
            "exp": now + 300,
            "nonce": self.nonce or asked["nonce"],
            "preferred_username": self.person,
            "name": self.person.title(),
            "groups": list(self.groups),
        }
        token = jwt.encode(claims, self._key, algorithm="RS256", headers={"kid": KEY_ID})
        return {"access_token": secrets.token_urlsafe(16), "token_type": "Bearer", "id_token": token}
