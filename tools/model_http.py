"""HTTP to the model servers: one call, and what its failures mean to us, translated here and nowhere else."""

import asyncio
import logging
import ssl
from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import TypeVar
from uuid import uuid4

import httpx
from pydantic import BaseModel, ConfigDict, ValidationError

from adbanner.contracts import Wire
from adbanner.errors import ConfigError, ServiceUnavailable, ToolFailed
from adbanner.settings import Endpoint
from tools.llm_errors import retry_after_s
from tools.service_words import SERVICES, Service, Trouble, told

CONNECT_TIMEOUT_S = 5
"""A host that does not even take the connection by then is down; another replica may be up."""
MAX_REASON_CHARS = 300
REQUEST_ID_HEADER = "X-Request-ID"
NO_HEADERS: Mapping[str, str] = MappingProxyType({})
WORTH_A_RETRY = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.CONFLICT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS)

Answer = TypeVar("Answer", bound=Wire)

logger = logging.getLogger(__name__)


def open_model_client() -> httpx.AsyncClient:
    """A client for all model servers; close it with ``async with`` or ``aclose``.

    Proxies and credentials of the environment are not used: nothing goes anywhere but to the configured
    endpoints. Certificates are judged by the system's store, where a company keeps its own authority.
    """
    return httpx.AsyncClient(
        trust_env=False,
        verify=ssl.create_default_context(),
        timeout=httpx.Timeout(None, connect=CONNECT_TIMEOUT_S),
    )


def endpoint_url(base_url: str, path: str) -> str:
    """Where a path of the contracts lies; a base URL may end in ``/v1`` as OpenAI's does, or not."""
    return base_url.rstrip("/").removesuffix("/v1") + path


def public_url(url: str) -> str:
    """A URL for messages and logs: without user name and password."""
    return str(httpx.URL(url).copy_with(userinfo=b""))


def authorization(endpoint: Endpoint) -> dict[str, str]:
    """The headers that carry an endpoint's key; none without a key."""
    key = endpoint.api_key.get_secret_value()
    return {"Authorization": f"Bearer {key}"} if key else {}


class ModelServer:
    """One model server, spoken to in the words of ``adbanner.contracts``.

    Args:
        client: Shared by all servers; see ``open_model_client``.
        base_url: Root of this server.
        endpoint: Key and time limit.
        settings: Beginning of the names of its settings, e.g. ``ADBANNER_CUTOUT``; for messages.
        url_setting: Last part of the name of the setting that holds ``base_url``.
    """

    def __init__(
        self, client: httpx.AsyncClient, base_url: str, endpoint: Endpoint, settings: str, url_setting: str = "BASE_URL"
    ) -> None:
        self._client = client
        self._base_url = base_url
        self._endpoint = endpoint
        self._settings = settings
        self._url_setting = f"{settings}__{url_setting}"
        self._service = SERVICES.get(settings, Service.OTHER)

    @property
    def name(self) -> str:
        """The server's address, for people."""
        return public_url(self._base_url)

    async def post(self, path: str, request: Wire, answer: type[Answer]) -> Answer:
        """Ask once and read the answer; cancelling closes the connection.

        Raises:
            ServiceUnavailable: Unreachable, broken, overloaded or too slow; worth a retry.
            ConfigError: Address, model name or key are wrong.
            ToolFailed: The server refuses this request, or its answer is none of the contract.
        """
        url = endpoint_url(self._base_url, path)
        return self.read(await self.send("POST", url, request.model_dump_json()), answer)

    async def send(
        self, method: str, url: str, body: str | None = None, headers: Mapping[str, str] = NO_HEADERS
    ) -> httpx.Response:
        """The server's response, whatever its status.

        Args:
            method: HTTP method.
            url: The whole address.
            body: JSON.
            headers: To send besides the key and the request's id.

        Raises:
            ServiceUnavailable: Unreachable or too slow.
        """
        own = {REQUEST_ID_HEADER: uuid4().hex, "Content-Type": "application/json"} | authorization(self._endpoint)
        request = self._client.build_request(method, url, content=body, headers=own | dict(headers))
        place = _place(request)
        logger.debug("%s %s", method, place)
        try:
            async with asyncio.timeout(self._endpoint.timeout_s):
                return await self._client.send(request)
        except TimeoutError as error:
            raise ServiceUnavailable(
                f"{place} did not answer within {self._endpoint.timeout_s:g} s. It may be overloaded; "
                f"{self._settings}__TIMEOUT_S sets how long to wait.",
                told=told(self._service, Trouble.SLOW),
            ) from error
        except httpx.RequestError as error:
            raise ServiceUnavailable(
                f"{place} cannot be reached: {str(error) or type(error).__name__}. "
                f"Check that it runs and {self._url_setting}.",
                told=told(self._service, Trouble.DOWN),
            ) from error

    def read(self, response: httpx.Response, answer: type[Answer]) -> Answer:
        """The answer in a response.

        Raises:
            ServiceUnavailable: Broken or overloaded.
            ConfigError: Address, model name or key are wrong.
            ToolFailed: The request was refused, or the body is no such answer.
        """
        self.require_success(response)
        try:
            return answer.model_validate_json(response.content)
        except ValidationError as error:
            raise ToolFailed(
                f"{_place(response.request)} answered something that is no {answer.__name__}: "
                f"{first_problem(error)}. Check {self._url_setting} and the version of the server.",
                told=told(self._service, Trouble.MUDDLES),
            ) from error

    def require_success(self, response: httpx.Response) -> None:
        """Raise our error for a status that is no success; see ``read``."""
        if response.is_success:
            return
        status, place = response.status_code, _place(response.request)
        said = f"status {status}: {_reason(response)}"
        if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
            message = f"{place} refused the key ({said}). Check {self._settings}__API_KEY."
            raise ConfigError(message, told=told(self._service, Trouble.MISCONFIGURED))
        if status in (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED) or response.has_redirect_location:
            model = f" and {self._settings}__MODEL" if self._endpoint.model else ""
            message = f"{place} does not serve this ({said}). Check {self._url_setting}{model}."
            raise ConfigError(message, told=told(self._service, Trouble.MISCONFIGURED))
        if response.is_server_error or status in WORTH_A_RETRY:
            raise ServiceUnavailable(
                f"{place} is not available ({said}). Check the server that {self._url_setting} names.",
                told=told(self._service, Trouble.BUSY),
                retry_after_s=retry_after_s(response.headers),
            )
        message = f"{place} did not accept the request ({said})."
        raise ToolFailed(message, told=told(self._service, Trouble.REFUSES))


def _place(request: httpx.Request) -> str:
    """Address and id of a request, for messages."""
    return f"{public_url(str(request.url))} (request {request.headers[REQUEST_ID_HEADER]})"


class _ErrorMessage(BaseModel):
    """The inner part of an error as OpenAI writes it."""

    model_config = ConfigDict(extra="ignore")

    message: str


class _OpenAiError(BaseModel):
    """``{"error": {"message": ...}}``."""

    model_config = ConfigDict(extra="ignore")

    error: _ErrorMessage


def _reason(response: httpx.Response) -> str:
    """The server's words, shortened."""
    try:
        text = _OpenAiError.model_validate_json(response.content).error.message
    except ValidationError:
        # Every other server words it differently ({"detail": ...}, a page of a proxy): shown as it came.
        text = " ".join(response.text.split())
    return text[:MAX_REASON_CHARS] or response.reason_phrase


def first_problem(error: ValidationError) -> str:
    """The first thing that a validator found, with its place."""
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place}: {first['msg']}" if place else first["msg"]
