"""Who gets in, by each mode of sign-in, and who does not."""

import json
import time
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from typer.testing import CliRunner

from adbanner.errors import ConfigError, InvalidRequest, ServiceUnavailable
from adbanner.person import LOCAL_PERSON, Person, Role
from adbanner.settings import Settings, load_settings
from adbanner.sign_in_settings import OidcSettings, SignInMode, SignInSettings
from app.api_auth import plain_headers
from app.cli import app
from app.passwords import PasswordFile
from app.sign_in import NotAllowed, SignIn, SignInRequired, check_exposure, read_session_token, session_token

SECRET = "s" * 40
PROXY_SECRET = "p" * 40
ISSUER = "https://login.corp.example/realms/ads"
ANNA = Person(id="anna", name="Анна")
KEY = rsa.generate_private_key(public_exponent=65_537, key_size=2_048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65_537, key_size=2_048)


def jwk(key: rsa.RSAPrivateKey, key_id: str) -> dict[str, Any]:
    return {**json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key())), "kid": key_id, "use": "sig"}


class Provider:
    """An identity provider that counts how often its keys are asked for."""

    def __init__(self) -> None:
        self.keys = [jwk(KEY, "k1")]
        self.asked = 0
        self.down = False

    def answer(self, request: httpx.Request) -> httpx.Response:
        if self.down:
            return httpx.Response(502, text="bad gateway")
        if request.url.path.endswith("/.well-known/openid-configuration"):
            return httpx.Response(200, json={"issuer": ISSUER, "jwks_uri": f"{ISSUER}/keys"})
        self.asked += 1
        return httpx.Response(200, json={"keys": self.keys})

    def client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.MockTransport(self.answer))


def id_token(key: Any = KEY, key_id: str = "k1", algorithm: str = "RS256", **changes: object) -> str:
    now = int(time.time())
    claims = {
        "iss": ISSUER,
        "aud": "adbanner-studio",
        "sub": "8f1c",
        "iat": now,
        "exp": now + 300,
        "preferred_username": "anna",
        "name": "Анна",
        "groups": ["marketing"],
        **changes,
    }
    kept = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode(kept, key, algorithm=algorithm, headers={"kid": key_id})


def oidc_sign_in(provider: Provider, **changes: Any) -> SignIn:
    oidc = OidcSettings(issuer=ISSUER, client_id="adbanner-studio")
    rules = SignInSettings(mode=SignInMode.OIDC, secret=SECRET, oidc=oidc, **changes)
    return SignIn(Settings(sign_in=rules), provider.client())


async def by_token(sign_in: SignIn, token: str) -> Person:
    return await sign_in.person_of({"authorization": f"Bearer {token}"})


async def test_id_token_of_the_provider_opens() -> None:
    sign_in = oidc_sign_in(Provider(), designer_groups=("design",))
    assert await by_token(sign_in, id_token()) == ANNA
    designer = await by_token(sign_in, id_token(groups=["design"]))
    assert designer.roles == {Role.MARKETER, Role.DESIGNER}


@pytest.mark.parametrize(
    "token",
    [
        id_token(exp=int(time.time()) - 600),
        id_token(aud="another-client"),
        id_token(iss="https://evil.example"),
        id_token(key=OTHER_KEY),
        id_token(key=OTHER_KEY, key_id="k2"),
        id_token(sub=None),
        id_token(exp=None),
        id_token(preferred_username="two words"),
        id_token(key="k" * 40, algorithm="HS256"),
        id_token(key=None, algorithm="none"),
        "nonsense",
    ],
)
async def test_other_id_tokens_do_not_open(token: str) -> None:
    with pytest.raises(SignInRequired):
        await by_token(oidc_sign_in(Provider()), token)


async def test_only_allowed_groups_get_in() -> None:
    sign_in = oidc_sign_in(Provider(), allowed_groups=("marketing",))
    assert (await by_token(sign_in, id_token())).id == "anna"
    for groups in ([], ["sales"], "marketing", None):
        with pytest.raises(NotAllowed):
            await by_token(sign_in, id_token(groups=groups))


async def test_keys_are_asked_for_once_and_not_again_for_invented_ones() -> None:
    provider = Provider()
    sign_in = oidc_sign_in(provider)
    await by_token(sign_in, id_token())
    for number in range(5):
        with pytest.raises(SignInRequired):
            await by_token(sign_in, id_token(key_id=f"invented-{number}"))
    assert provider.asked == 1


async def test_dead_provider_is_named_as_such_and_our_sessions_still_open() -> None:
    provider = Provider()
    provider.down = True
    sign_in = oidc_sign_in(provider)
    with pytest.raises(ServiceUnavailable, match="OIDC__ISSUER"):
        await by_token(sign_in, id_token())
    oidc = OidcSettings(issuer=ISSUER, client_id="adbanner-studio")
    settings = Settings(sign_in=SignInSettings(mode=SignInMode.OIDC, secret=SECRET, oidc=oidc))
    assert await by_token(sign_in, session_token(ANNA, settings)) == ANNA


def header_sign_in(**changes: Any) -> SignIn:
    rules = SignInSettings(mode=SignInMode.HEADER, secret=SECRET, proxy_secret=PROXY_SECRET, **changes)
    return SignIn(Settings(sign_in=rules), httpx.AsyncClient())


async def test_proxy_names_the_person() -> None:
    sign_in = header_sign_in(designer_groups=("design",), allowed_groups=("design", "marketing"))
    headers = {"x-proxy-secret": PROXY_SECRET, "x-remote-user": "anna", "x-remote-groups": "marketing, design"}
    person = await sign_in.person_of(headers)
    assert (person.id, person.name, person.roles) == ("anna", "anna", frozenset(Role))
    with pytest.raises(NotAllowed):
        await sign_in.person_of({**headers, "x-remote-groups": "sales"})


@pytest.mark.parametrize(
    "headers",
    [
        {"x-remote-user": "anna"},
        {"x-remote-user": "anna", "x-proxy-secret": ""},
        {"x-remote-user": "anna", "x-proxy-secret": PROXY_SECRET[:-1]},
        {"x-remote-user": "anna", "x-proxy-secret": "ü" * 40},
        {"x-proxy-secret": PROXY_SECRET},
        {"x-remote-user": "a:b", "x-proxy-secret": PROXY_SECRET},
        {"x-remote-user": "anna", "x-proxy-secret": PROXY_SECRET, "authorization": "Bearer nonsense"},
    ],
)
async def test_nobody_else_plays_the_proxy(headers: dict[str, str]) -> None:
    with pytest.raises(SignInRequired):
        await header_sign_in().person_of(headers)


@pytest.mark.parametrize("host", ["127.0.0.1:2024", "localhost:8000", "[::1]:8000", "127.0.0.1"])
async def test_without_sign_in_this_machine_is_the_local_person(host: str) -> None:
    sign_in = SignIn(Settings(sign_in=SignInSettings()), httpx.AsyncClient())
    assert await sign_in.person_of({"host": host, "origin": "http://localhost:8000"}) == LOCAL_PERSON


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": "localhost.evil.example"},
        {"host": "127.0.0.1:2024", "origin": "https://evil.example"},
        {"host": "127.0.0.1:2024", "origin": "null"},
        {"host": "192.168.0.5:2024"},
    ],
)
async def test_without_sign_in_pages_of_other_sites_are_refused(headers: dict[str, str]) -> None:
    sign_in = SignIn(Settings(sign_in=SignInSettings()), httpx.AsyncClient())
    with pytest.raises(NotAllowed):
        await sign_in.person_of(headers)


def test_without_sign_in_only_loopback_is_served() -> None:
    open_house = Settings(sign_in=SignInSettings())
    for host in ("127.0.0.1", "localhost", "::1"):
        check_exposure(open_house, host)
    for host in ("0.0.0.0", "::", "10.0.0.7", "studio.corp.example"):
        with pytest.raises(ConfigError, match="ADBANNER_SIGN_IN__MODE"):
            check_exposure(open_house, host)
    rules = SignInSettings(mode=SignInMode.HEADER, secret=SECRET, proxy_secret=PROXY_SECRET)
    check_exposure(Settings(sign_in=rules), "0.0.0.0")


def test_session_token_of_another_secret_is_not_read() -> None:
    rules = SignInSettings(mode=SignInMode.HEADER, secret=SECRET, proxy_secret=PROXY_SECRET)
    settings = Settings(sign_in=rules)
    assert read_session_token(session_token(ANNA, settings), settings) == ANNA
    other = Settings(sign_in=rules.model_copy(update={"secret": rules.proxy_secret}))
    with pytest.raises(SignInRequired):
        read_session_token(session_token(ANNA, other), settings)
    assert session_token(ANNA, Settings(sign_in=SignInSettings())) == ""


@pytest.mark.parametrize(
    ("settings", "missing"),
    [
        ({"MODE": "password", "SECRET": "hush-hush"}, "ADBANNER_SIGN_IN__SECRET"),
        ({"MODE": "password", "SECRET": SECRET}, "ADBANNER_SIGN_IN__PASSWORDS"),
        ({"MODE": "header", "SECRET": SECRET, "PROXY_SECRET": "hush-hush"}, "ADBANNER_SIGN_IN__PROXY_SECRET"),
        ({"MODE": "oidc", "SECRET": SECRET}, "ADBANNER_SIGN_IN__OIDC__ISSUER"),
    ],
)
def test_half_a_sign_in_stops_the_start_and_tells_no_secret(
    settings: dict[str, str], missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(f"ADBANNER_SIGN_IN__{name}", value)
    with pytest.raises(ConfigError, match=missing) as caught:
        load_settings()
    assert "hush-hush" not in str(caught.value)
    assert SECRET not in str(caught.value)


async def test_guessing_a_password_ends_soon(tmp_path: Path) -> None:
    people = tmp_path / "people"
    PasswordFile(people).add(ANNA, "right-password")
    rules = SignInSettings(mode=SignInMode.PASSWORD, secret=SECRET, passwords=people)
    async with httpx.AsyncClient() as client:
        sign_in = SignIn(Settings(sign_in=rules), client)
        for number in range(10):
            with pytest.raises(SignInRequired, match="Wrong name or password"):
                await sign_in.check_password("anna", f"guess-{number}")
        with pytest.raises(SignInRequired, match="Too many"):
            await sign_in.check_password("anna", "right-password")
        with pytest.raises(SignInRequired, match="Wrong name or password"):
            await sign_in.check_password("boris", "guess")


def test_password_file_takes_people_and_keeps_no_password(tmp_path: Path) -> None:
    path = tmp_path / "people" / "passwords"
    people = PasswordFile(path)
    people.add(ANNA, "correct horse")
    people.add(Person(id="boris", name="Борис"), "battery staple")
    assert people.check("anna", "correct horse") == ANNA
    for name, password in (("anna", "battery staple"), ("anna", ""), ("nobody", "correct horse"), ("", "")):
        assert people.check(name, password) is None
    assert "correct horse" not in path.read_text()
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(InvalidRequest, match="already"):
        people.add(ANNA, "another one")
    with pytest.raises(InvalidRequest, match="characters"):
        people.add(Person(id="vera", name="Вера"), "short")


@pytest.mark.parametrize("line", ["anna", "anna:md5$x$y:Анна:marketer", "anna:scrypt$eA==$eA==:Анна:king"])
def test_broken_line_is_named_without_its_hash(line: str, tmp_path: Path) -> None:
    path = tmp_path / "passwords"
    path.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"passwords:2: expected user:hash:name:roles") as caught:
        PasswordFile(path).check("anna", "correct horse")
    assert "$" not in str(caught.value)


def test_command_adds_a_person_who_can_sign_in_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "passwords"
    monkeypatch.setenv("ADBANNER_SIGN_IN__PASSWORDS", str(path))
    typed = "correct horse\ncorrect horse\n"
    result = CliRunner().invoke(app, ["add-person", "anna", "--name", "Анна", "--designer"], input=typed)
    assert result.exit_code == 0, result.output
    assert "correct horse" not in result.output
    person = PasswordFile(path).check("anna", "correct horse")
    assert person == Person(id="anna", name="Анна", roles=frozenset(Role))
    differing = CliRunner().invoke(app, ["add-person", "boris"], input="correct horse\nbattery staple\n")
    assert differing.exit_code != 0
    assert PasswordFile(path).check("boris", "correct horse") is None


def test_headers_are_read_whichever_way_a_server_gives_them() -> None:
    expected = {"authorization": "Bearer x", "host": "a"}
    assert plain_headers({b"Authorization": b"Bearer x", b"host": b"a"}) == expected
    assert plain_headers({"Authorization": "Bearer x", "Host": "a"}) == expected
