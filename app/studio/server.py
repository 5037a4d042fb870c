"""The studio's pages: Chainlit, the routes that its elements need, and nothing that loads from elsewhere."""

import asyncio
import re
import secrets
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exception_handlers import http_exception_handler

from adbanner.settings import Settings, load_settings, settle_pages, settle_process
from app.sign_in import SignIn
from app.studio.opened import OPENED
from app.studio.parts import open_parts
from tools.records.records import open_records

SOURCE = Path(__file__).parent
OUTSIDE_LINK = re.compile(r'<(?:link|script)[^>]*(?:href|src)="https?://[^>]*>(?:</script>)?')
OUTSIDE_META = re.compile(r'<meta property="og:(?:image|url)"[^>]*>')
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
    "script-src 'self' 'unsafe-inline' 'unsafe-eval'; connect-src 'self' ws: wss:; font-src 'self' data:; "
    "frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
)
"""Chainlit compiles custom elements in the browser, which needs ``unsafe-eval``; nothing is loaded from elsewhere."""
SECRET_BYTES = 48
TIMEOUT_S = 60


def create_app() -> FastAPI:
    """The whole studio, for ``uvicorn --factory``.

    Raises:
        ConfigError: A setting, the brand kit or a format is wrong.
    """
    settle_process()
    settings = load_settings()
    folder = prepare_folder(settings)
    secret = cookie_secret(settings, folder)
    settle_pages(folder, secret)

    @asynccontextmanager
    async def opened(app: FastAPI) -> AsyncIterator[None]:
        async with httpx.AsyncClient(trust_env=False, timeout=TIMEOUT_S) as client, open_records(settings) as records:
            parts = await asyncio.to_thread(open_parts, settings, records)
            OPENED.fill(parts, SignIn(settings, client), client, secret)
            yield

    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, lifespan=opened)
    from app.studio import approval_page, campaign_routes, routes
    from app.studio.signing_in import add_sign_in

    app.include_router(routes.router)
    app.include_router(approval_page.router)
    app.include_router(campaign_routes.router)
    OPENED.mode = settings.sign_in.mode
    add_sign_in(app, settings, secret)
    app.middleware("http")(Guard(settings.studio.is_https))
    app.exception_handler(HTTPException)(tell_refusal)
    mount_pages(app)
    return app


def prepare_folder(settings: Settings) -> Path:
    """A folder of the data folder with what Chainlit reads; it writes there, never beside the code."""
    folder = settings.data_dir.absolute() / "studio"
    for name in (".chainlit", "public"):
        shutil.copytree(SOURCE / name.removeprefix("."), folder / name, dirs_exist_ok=True)
    (folder / "chainlit.md").touch()  # Chainlit would write its own help page in English.
    return folder


def cookie_secret(settings: Settings, folder: Path) -> str:
    """What signs cookies: the setting, or a random one that outlives restarts."""
    given = settings.sign_in.secret.get_secret_value()
    if given:
        return given
    path = folder / "cookie_secret"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(SECRET_BYTES))
    return path.read_text()


def mount_pages(app: FastAPI) -> None:
    """Mount Chainlit at the root, its page without links to other hosts."""
    import chainlit.server
    from chainlit.utils import mount_chainlit

    stock = chainlit.server.get_html_template

    def without_outside(root_path: str) -> str:
        html = OUTSIDE_META.sub("", OUTSIDE_LINK.sub("", stock(root_path)))
        return html.replace("<head>", f'<head><meta name="adbanner-sign-in" content="{OPENED.mode.value}">', 1)

    chainlit.server.get_html_template = without_outside
    mount_chainlit(app=app, target=str(SOURCE / "chat.py"), path="/")


async def tell_refusal(request: Request, error: Exception) -> Response:
    """Say why there is no such page: as a page to a person, as JSON to a script."""
    assert isinstance(error, HTTPException)
    if request.method != "GET" or "text/html" not in request.headers.get("accept", ""):
        return await http_exception_handler(request, error)
    from app.studio.signing_in import TO_BANNERS, message_page

    return message_page(error.detail, TO_BANNERS, "/", error.status_code)


class Guard:
    """Middleware: the browser loads from here only, and sends cookies by TLS only where there is any.

    Args:
        is_https: Whether browsers reach the studio by TLS.
    """

    def __init__(self, is_https: bool) -> None:
        self._is_https = is_https

    async def __call__(self, request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        """Answer with the headers of both."""
        response = await call_next(request)
        response.headers.setdefault("content-security-policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("x-content-type-options", "nosniff")
        response.headers.setdefault("referrer-policy", "same-origin")
        if self._is_https:
            # Chainlit marks its cookie so only where other sites may send it, too.
            cookies = response.headers.getlist("set-cookie")
            del response.headers["set-cookie"]
            for cookie in cookies:
                response.headers.append("set-cookie", cookie if "secure" in cookie.lower() else f"{cookie}; Secure")
        return response
