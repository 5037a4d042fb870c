"""What the exceptions of Qdrant's client mean to us: translated here and nowhere else."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from adbanner.errors import ConfigError, ServiceUnavailable
from tools.service_words import Service, Trouble, told

MAX_REASON_CHARS = 300


@contextmanager
def translated_qdrant_errors(place: str) -> Iterator[None]:
    """Raise our errors for what goes wrong with Qdrant.

    Args:
        place: Address of the server, for the message.

    Raises:
        ServiceUnavailable: Unreachable, overloaded or broken; worth a retry.
        ConfigError: Wrong key, or a request that this server does not know.
    """
    from qdrant_client.common.client_exceptions import ResourceExhaustedResponse
    from qdrant_client.http.exceptions import ResponseHandlingException, UnexpectedResponse

    try:
        yield
    except ResponseHandlingException as error:
        raise ServiceUnavailable(
            f"Qdrant at {place} does not answer: {str(error.source) or type(error.source).__name__}. "
            "Check that it runs and ADBANNER_QDRANT__URL.",
            told=told(Service.QDRANT, Trouble.DOWN),
        ) from error
    except ResourceExhaustedResponse as error:
        raise ServiceUnavailable(
            f"Qdrant at {place} is overloaded.",
            told=told(Service.QDRANT, Trouble.BUSY),
            retry_after_s=error.retry_after_s,
        ) from error
    except UnexpectedResponse as error:
        status = error.status_code or 0
        said = f"status {status}: {error.content[:MAX_REASON_CHARS].decode(errors='replace')}"
        if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
            raise ConfigError(
                f"Qdrant at {place} refused the key ({said}). Check ADBANNER_QDRANT__API_KEY.",
                told=told(Service.QDRANT, Trouble.MISCONFIGURED),
            ) from error
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.TOO_MANY_REQUESTS:
            raise ServiceUnavailable(
                f"Qdrant at {place} is not available ({said}). Check the server that ADBANNER_QDRANT__URL names.",
                told=told(Service.QDRANT, Trouble.BUSY),
            ) from error
        raise ConfigError(
            f"Qdrant at {place} refused a request ({said}). Check ADBANNER_QDRANT__URL, "
            "ADBANNER_QDRANT__COLLECTION and that the server is version 1.16 or newer.",
            told=told(Service.QDRANT, Trouble.MISCONFIGURED),
        ) from error
