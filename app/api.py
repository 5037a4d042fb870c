"""The REST API, which ``langgraph.json`` adds to the LangGraph API."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

import httpx
from fastapi import FastAPI, Request, Response
from starlette.routing import Route

from adbanner.errors import AdBannerError
from adbanner.settings import load_settings
from app.one_run import SERVED_APP
from app.rest import campaigns, files, previews, tasks
from app.rest.errors import install_error_handlers, response, told_of_status
from app.rest.kept_records import KeptRecords
from app.rest.limits import BodyLimit
from app.rest.parts import Parts
from app.sign_in import SignIn
from graph.server import SERVED
from tools.records.records import open_records

LOG = logging.getLogger(__name__)
METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})


@asynccontextmanager
async def opened(app: FastAPI) -> AsyncIterator[None]:
    """Open what the routes work with, for the life of the server."""
    settings = await asyncio.to_thread(load_settings)
    async with httpx.AsyncClient(trust_env=False) as client, open_records(settings) as records:
        app.state.parts = Parts(
            settings=settings,
            sign_in=SignIn(settings, client),
            records=KeptRecords(records),
            services=SERVED.services,
        )
        SERVED_APP.app = app
        connecting = asyncio.create_task(connect_early())
        yield
        connecting.cancel()
        await asyncio.wait([connecting])
        await SERVED.close()


async def connect_early() -> None:
    """Connect the graph's services while nobody waits; the first brief of the day finds them ready."""
    try:
        services = await SERVED.services()
        await services.image_bank.get_ready()
    except AdBannerError:
        LOG.exception("the services cannot be connected; every run will say so")


def create_app() -> FastAPI:
    """The routes, without anything opened yet."""
    api = FastAPI(
        title="AdBanner",
        description="Finished, checked ad banners out of a product and an offer.",
        version="1",
        lifespan=opened,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # Their pages load scripts from outside.
        redoc_url=None,
    )
    for module in (campaigns, tasks, files, previews):
        # As plain routes: the server wraps each in its own sign-in, and an included router is none it could wrap.
        api.router.routes.extend(module.router.routes)
    api.add_middleware(BodyLimit)
    install_error_handlers(api)
    refuse_other_methods(api)
    return api


def refuse_other_methods(api: FastAPI) -> None:
    """Answer 405 for our own paths; the server would look on among its routes and answer 404."""
    allowed: dict[str, set[str]] = {}
    for route in api.routes:
        if isinstance(route, Route):
            allowed.setdefault(route.path, set()).update(route.methods or ())
    for path, methods in allowed.items():
        refuse = partial(refuse_method, allowed=", ".join(sorted(methods)))
        api.router.routes.append(Route(path, refuse, methods=sorted(METHODS - methods), include_in_schema=False))


async def refuse_method(request: Request, allowed: str) -> Response:
    """Answer 405 and say which methods there are."""
    answer = response(405, told_of_status(405, ""))
    answer.headers["allow"] = allowed
    return answer


app = create_app()
