"""The refusals that every route can answer with, for the OpenAPI description."""

from typing import Any

from app.rest.schemas import ErrorBody


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Responses of one shape by status."""
    return {status: {"model": ErrorBody, "description": MEANINGS[status]} for status in statuses}


MEANINGS = {
    401: "Nobody has signed in.",
    403: "The person may not do this.",
    404: "There is nothing by that id, or it is somebody else's.",
    409: "Another task or request stands in the way.",
    413: "The body is too large.",
    422: "The request cannot be carried out as it stands; the message says what to change.",
    500: "A defect of ours.",
    503: "A service does not answer; try again.",
    507: "No room to store files.",
}
REFUSALS = refusals(*MEANINGS)
