"""How a browser signs in: every page is given to a known person, whom Chainlit's cookie then names to all routes."""

import re
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Annotated
from urllib.parse import quote

import chainlit as cl
import httpx
import jwt
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.starlette_client import OAuth, StarletteOAuth2App
from chainlit.auth import create_jwt, get_token_from_cookies, set_auth_cookie
from chainlit.auth.jwt import decode_jwt
from fastapi import APIRouter, FastAPI, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from joserfc.errors import JoseError
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from adbanner.errors import AdBannerError, ServiceUnavailable
from adbanner.events import Event, SignedIn, utc_now
from adbanner.person import Person, Role
from adbanner.settings import Settings
from adbanner.sign_in_settings import SignInMode
from app.sign_in import NotAllowed, SignInRequired
from app.studio.opened import OPENED
from app.studio.pages import rendered
from app.studio.remote import new_event_id

router = APIRouter()
START, CALLBACK, AGAIN = "/sign-in", "/sign-in/callback", "/sign-in/again"
PASSWORD_PAGE = "/login"
NOT_PAGES = (START, "/ws/", "/public/", "/assets/", "/files/", "/download/")
SESSION_PAGE = re.compile(r"/thread/([0-9a-f-]{36})")
NEXT = "next"
PROVIDER_COOKIE = "adbanner_sign_in"
PROVIDER_LIMIT_S = 600
"""How long a person may take at the provider's page."""
TIMEOUT_S = 10
REFUSED_STATUS = {SignInRequired: 401, NotAllowed: 403, ServiceUnavailable: 503}
NO_SIGN_IN = "Вход не\u00a0завершён: сервер входа компании не\u00a0подтвердил его. Попробуйте ещё раз."
NOT_YOURS = "Такого баннера нет, или его вам не\u00a0открыли."
NO_PROVIDER = "Сервер входа компании не\u00a0отвечает. Попробуйте через минуту."
TO_BANNERS = "К\u00a0баннерам"
PERSON: ContextVar[Person | None] = ContextVar("person", default=None)


def add_sign_in(app: FastAPI, settings: Settings, secret: str) -> None:
    """Put the sign-in of the settings in front of every page of an app.

    Args:
        app: The studio.
        settings: The mode of sign-in and what it needs.
        secret: Signs what the browser keeps while it is at the provider's page.
    """
    app.include_router(router)
    app.middleware("http")(admit_page)
    app.add_middleware(KnowPerson)
    if settings.sign_in.mode is SignInMode.OIDC:
        app.state.provider = open_provider(settings)
        app.add_middleware(
            SessionMiddleware,
            secret_key=secret,
            session_cookie=PROVIDER_COOKIE,
            max_age=PROVIDER_LIMIT_S,
            https_only=settings.studio.is_https,
        )


def open_provider(settings: Settings) -> StarletteOAuth2App:
    """The company's identity provider; nothing is asked of it before the first person signs in."""
    rules = settings.sign_in.oidc
    found = OAuth().register(
        "company",
        server_metadata_url=f"{str(rules.issuer).rstrip('/')}/.well-known/openid-configuration",
        client_id=rules.client_id,
        client_secret=rules.client_secret.get_secret_value() or None,
        client_kwargs={
            "scope": rules.scopes,
            "code_challenge_method": "S256",
            "trust_env": False,
            "timeout": TIMEOUT_S,
        },
    )
    assert isinstance(found, StarletteOAuth2App)
    return found


class KnowPerson:
    """Middleware: what a request or a WebSocket calls can ask ``person_of_request`` who is behind it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on with the cookie's person in the context."""
        if scope["type"] in ("http", "websocket"):
            PERSON.set(person_of_cookies(HTTPConnection(scope).cookies))
        await self._app(scope, receive, send)


def person_of_request() -> Person | None:
    """Whose request is being answered; None outside of one, and for whoever has not signed in."""
    return PERSON.get()


async def admit_page(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """Give pages to people who have signed in, and send everybody else to the sign-in and back.

    Only navigation is met here; every route that gives data asks for the cookie itself.
    """
    path = request.url.path
    wanted = "text/html" in request.headers.get("accept", "")
    if request.method != "GET" or not wanted or path.startswith(NOT_PAGES):
        return await call_next(request)
    known = person_of_cookies(request.cookies)
    if OPENED.mode in (SignInMode.NONE, SignInMode.HEADER):
        return await admit_by_headers(request, known, call_next)
    if known is not None:
        return await given(request, known, call_next)
    if OPENED.mode is SignInMode.PASSWORD and path == PASSWORD_PAGE:
        return await call_next(request)
    start = PASSWORD_PAGE if OPENED.mode is SignInMode.PASSWORD else START
    return RedirectResponse(f"{start}?{NEXT}={quote(own_path(request), safe='')}", status_code=303)


async def admit_by_headers(
    request: Request, known: Person | None, call_next: Callable[[Request], Awaitable[Response]]
) -> Response:
    """Let the person of the headers in; a cookie of whoever sat here before does not count."""
    try:
        person = await OPENED.sign_in.person_of(request.headers)
    except (SignInRequired, NotAllowed, ServiceUnavailable) as error:
        return refused(error)
    if known != person:
        return await signed_in(request, person, own_path(request))
    return await given(request, person, call_next)


async def given(request: Request, person: Person, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """The page, unless it is a session of somebody who has not shared it: Chainlit would try to connect for ever."""
    session = SESSION_PAGE.fullmatch(request.url.path)
    campaigns = OPENED.parts.records.campaigns
    if session:
        owner = await campaigns.owner_of(session.group(1))
        if owner not in (None, person.id) and person.id not in await campaigns.shares(session.group(1)):
            return message_page(NOT_YOURS, TO_BANNERS, "/", status=404)
    return await call_next(request)


def own_path(request: Request) -> str:
    """Where the person wanted to go; the sign-in page itself is no such place."""
    path = request.url.path
    query = f"?{request.url.query}" if request.url.query else ""
    return "/" if path.startswith(PASSWORD_PAGE) else f"{path}{query}"


def person_of_cookies(cookies: dict[str, str]) -> Person | None:
    """Whose cookie it is; None without one that is valid. What the sign-in said of the person is in the cookie."""
    token = get_token_from_cookies(cookies)
    try:
        user = decode_jwt(token) if token else None
    except jwt.InvalidTokenError:
        user = None
    return person_of_user(user) if user else None


def person_of_user(user: cl.User) -> Person:
    """The person whom Chainlit keeps as its user."""
    roles = frozenset(Role(role) for role in user.metadata.get("roles", ()))
    return Person(id=user.identifier, name=user.display_name or user.identifier, roles=roles)


async def user_of(person: Person) -> cl.User:
    """A person who has just signed in, as Chainlit's cookie keeps one; the sign-in goes on record."""
    event = Event(id=new_event_id(), at=utc_now(), person_id=person.id, detail=SignedIn())
    await OPENED.parts.records.events.add(event)
    return cl.User(identifier=person.id, display_name=person.name, metadata={"roles": sorted(person.roles)})


async def signed_in(request: Request, person: Person, path: str) -> Response:
    """Go to a page of the studio as this person."""
    response = RedirectResponse(path, status_code=303, headers={"cache-control": "no-store"})
    set_auth_cookie(request, response, create_jwt(await user_of(person)))
    return response


@router.get(START)
async def start(request: Request, path: Annotated[str, Query(alias=NEXT, max_length=500)] = "/") -> Response:
    """Send the browser to the company's provider."""
    provider = provider_of(request)
    if provider is None:
        return RedirectResponse(PASSWORD_PAGE, status_code=303)
    # Only a path of our own: «//host» and «/\host» are other hosts to a browser.
    request.session[NEXT] = path if path.startswith("/") and path[1:2] not in ("/", "\\") else "/"
    try:
        redirect: RedirectResponse = await provider.authorize_redirect(request, callback_url(request))
    except (httpx.HTTPError, AuthlibBaseError, RuntimeError, ValueError) as error:
        # RuntimeError and ValueError: a discovery document without endpoints, or one that is no JSON.
        return refused(ServiceUnavailable(f"{error}. Check ADBANNER_SIGN_IN__OIDC__ISSUER.", told=NO_PROVIDER))
    return redirect


@router.get(CALLBACK)
async def callback(request: Request) -> Response:
    """Take the person whom the provider names."""
    provider = provider_of(request)
    if provider is None:
        return RedirectResponse(PASSWORD_PAGE, status_code=303)
    try:
        token = await provider.authorize_access_token(request)
        person = await OPENED.sign_in.check_id_token(str(token.get("id_token", "")))
    except (AuthlibBaseError, JoseError, ValueError) as error:
        return refused(SignInRequired(f"The provider's answer is not valid: {error}.", told=NO_SIGN_IN))
    except httpx.HTTPError as error:
        return refused(ServiceUnavailable(f"{error}. Check ADBANNER_SIGN_IN__OIDC__ISSUER.", told=NO_PROVIDER))
    except (SignInRequired, NotAllowed, ServiceUnavailable) as error:
        return refused(error)
    return await signed_in(request, person, str(request.session.pop(NEXT, "/")))


@router.get(AGAIN, response_class=HTMLResponse)
async def again(path: Annotated[str, Query(alias=NEXT, max_length=500)] = "/") -> HTMLResponse:
    """What a person sees who has signed out, or whose session is over."""
    return sign_in_page("Вы вышли из\u00a0студии.", path)


def provider_of(request: Request) -> StarletteOAuth2App | None:
    """The identity provider; None where people sign in otherwise."""
    found = getattr(request.app.state, "provider", None)
    return found if isinstance(found, StarletteOAuth2App) else None


def callback_url(request: Request) -> str:
    """Where the provider sends the browser back; it has to be registered there."""
    public = OPENED.parts.settings.studio.public_url
    root = str(public) if public else str(request.base_url)
    return f"{root.rstrip('/')}{CALLBACK}"


def refused(error: AdBannerError) -> HTMLResponse:
    """A page that says why nobody was let in."""
    return sign_in_page(error.told or NO_SIGN_IN, "/", status=REFUSED_STATUS[type(error)])


def sign_in_page(message: str, path: str, status: int = 200) -> HTMLResponse:
    """A page with one sentence and the way to sign in."""
    start = PASSWORD_PAGE if OPENED.mode is SignInMode.PASSWORD else START
    if OPENED.mode in (SignInMode.NONE, SignInMode.HEADER):
        start = "/"
    return message_page(message, "Войти", f"{start}?{NEXT}={quote(path, safe='')}", status)


def message_page(message: str, link: str, href: str, status: int) -> HTMLResponse:
    """A page with one sentence and one way on."""
    html = rendered("message.html", message=message, link=link, href=href)
    return HTMLResponse(html, status_code=status, headers={"cache-control": "no-store"})
