"""What the exceptions of the OpenAI client mean to us: translated here and nowhere else."""

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from adbanner.errors import AdBannerError, ConfigError, ServiceUnavailable, ToolFailed
from tools.service_words import Service, Trouble, told

if TYPE_CHECKING:
    from openai import APIError, APIStatusError

FORMAT_WORDS = (
    "response_format",
    "json_schema",
    "json_object",
    "guided",
    "grammar",
    "structured output",
    "tool_choice",
    "tool use",
    "tool call",
    "tools",
    "function call",
)
"""How endpoints name what they cannot do when they refuse a way of asking for JSON."""
REFUSING_STATUSES = (HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.NOT_IMPLEMENTED)
FORMAT_STATUSES = (
    *REFUSING_STATUSES,
    HTTPStatus.INTERNAL_SERVER_ERROR,  # llama_cpp.server fails on a type that it does not know
    HTTPStatus.NOT_FOUND,  # gateways find no model that can do it
)
NOT_TAKEN = re.compile(
    r"not support|unsupported|unrecogni[sz]ed|unknown|not allowed|not permitted|extra inputs|unexpected|input should be"
)
"""How endpoints say that they do not take a parameter; a value that is too large is worded otherwise."""
SETTING_OF_STATUS: dict[int, str] = {
    HTTPStatus.UNAUTHORIZED: "{group}__API_KEY",
    HTTPStatus.FORBIDDEN: "{group}__API_KEY",
    HTTPStatus.NOT_FOUND: "{group}__BASE_URL and {group}__MODEL",
}


def refuses_format(error: "APIError") -> bool:
    """Whether the endpoint said that it cannot do the response format it was asked for."""
    from openai import APIStatusError

    if not isinstance(error, APIStatusError) or error.status_code not in FORMAT_STATUSES:
        return False
    return any(word in str(error).lower() for word in FORMAT_WORDS)


def refuses_request(error: "APIError") -> bool:
    """Whether a harmless question was refused as it stood: by its form, for want of anything else in it."""
    from openai import APIStatusError

    return isinstance(error, APIStatusError) and error.status_code in (
        *REFUSING_STATUSES,
        HTTPStatus.INTERNAL_SERVER_ERROR,
    )


def refuses_parameter(error: "APIError", parameter: str) -> bool:
    """Whether the endpoint said that it does not take a parameter, or not with such a value.

    Args:
        error: What the client raised.
        parameter: Its name on the wire.
    """
    from openai import APIStatusError

    if not isinstance(error, APIStatusError) or error.status_code not in FORMAT_STATUSES:
        return False
    said = str(error).lower()
    return bool(re.search(rf"\b{parameter}\b", said) and NOT_TAKEN.search(said))


def translated(error: "APIError", endpoint: str, group: str) -> AdBannerError:
    """Our error for an exception of the OpenAI client.

    Args:
        error: What the client raised.
        endpoint: Model and address, for the message.
        group: Beginning of the names of its settings.
    """
    from openai import APIConnectionError, APIStatusError, APITimeoutError

    if isinstance(error, APITimeoutError):
        return too_slow(endpoint, group)
    if isinstance(error, APIConnectionError):
        message = f"{endpoint} cannot be reached. Check that it runs and {group}__BASE_URL."
        return ServiceUnavailable(message, told=told(Service.LLM, Trouble.DOWN))
    if not isinstance(error, APIStatusError):
        message = f"{endpoint} broke off its answer: {error.message}"
        return ServiceUnavailable(message, told=told(Service.LLM, Trouble.BREAKS_OFF))
    said = f"status {error.status_code}: {error.message}"
    if setting := SETTING_OF_STATUS.get(error.status_code):
        message = f"{endpoint} refused the call ({said}). Check {setting.format(group=group)}."
        return ConfigError(message, told=told(Service.LLM, Trouble.MISCONFIGURED))
    if is_passing(error):
        return ServiceUnavailable(
            f"{endpoint} is not available ({said}).",
            told=told(Service.LLM, Trouble.BUSY),
            retry_after_s=retry_after_s(error.response.headers),
        )
    message = f"{endpoint} did not accept the request ({said})."
    return ToolFailed(message, told=told(Service.LLM, Trouble.REFUSES))


def is_passing(error: "APIStatusError") -> bool:
    """Whether the endpoint is expected to answer later."""
    return error.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR or error.status_code in (
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.REQUEST_TIMEOUT,
        HTTPStatus.CONFLICT,
    )


def too_slow(endpoint: str, group: str) -> ServiceUnavailable:
    """The error for an endpoint whose time is up."""
    return ServiceUnavailable(
        f"{endpoint} did not answer in time. It may be overloaded; {group}__TIMEOUT_S sets how long to wait.",
        told=told(Service.LLM, Trouble.SLOW),
    )


def retry_after_s(headers: Mapping[str, str]) -> float | None:
    """Seconds of a ``Retry-After`` header, which holds seconds or a date (RFC 9110, 10.2.3); None without one."""
    value = headers.get("retry-after")
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        pass
    else:
        return max(0.0, seconds) if math.isfinite(seconds) else None
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (moment.astimezone(UTC) - datetime.now(UTC)).total_seconds())
