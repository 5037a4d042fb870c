"""Refusals over HTTP: one shape for all of them, and never a traceback."""

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from langgraph_sdk.errors import APIStatusError
from starlette.exceptions import HTTPException

from adbanner.brief import BRIEF_PROBLEMS
from adbanner.errors import (
    AdBannerError,
    InvalidRequest,
    ServiceUnavailable,
    StorageFull,
    UnsafeContent,
)
from app.rest.schemas import ErrorBody
from app.sign_in import NotAllowed, SignInRequired

LOG = logging.getLogger(__name__)
PLACES = frozenset({"body", "query", "path", "header"})


class NotFound(AdBannerError):
    """Nothing by that id, or nothing of this person's: the two are not told apart."""

    code = "not_found"


class Conflict(AdBannerError):
    """Another task or another request stands in the way."""

    code = "conflict"


STATUS_CODES: tuple[tuple[type[AdBannerError], int], ...] = (
    (SignInRequired, 401),
    (NotAllowed, 403),
    (NotFound, 404),
    (Conflict, 409),
    (InvalidRequest, 422),
    (UnsafeContent, 422),
    (ServiceUnavailable, 503),
    (StorageFull, 507),
)
DEFECT_STATUS = 500
RETRY_AFTER_S = 10
TOLD_BY_STATUS = {
    401: ("sign_in_required", "Войдите, чтобы продолжить."),
    403: ("not_allowed", "У\u00a0вас нет прав на\u00a0это действие."),
    404: ("not_found", "Такого адреса или объекта нет."),
    405: ("method_not_allowed", "Этот адрес не\u00a0принимает такой метод."),
    409: ("conflict", "В\u00a0кампании уже идёт другая задача. Дождитесь её или остановите."),
    413: ("too_large", "Запрос слишком велик."),
}
DEFECT = ErrorBody(
    code="defect", message="Сбой на\u00a0нашей стороне. Попробуйте ещё раз; если повторится — сообщите нам."
)


def body_of(error: AdBannerError) -> ErrorBody:
    """The refusal as it is sent."""
    return ErrorBody(code=error.code, message=error.told, field=getattr(error, "field", ""), detail=error.detail)


def told_of_validation(error: RequestValidationError) -> ErrorBody:
    """The first thing that is wrong with a request, in plain words where there are any."""
    first = error.errors()[0]
    place = [str(part) for part in first["loc"] if part not in PLACES]
    name = next((part for part in reversed(place) if not part.isdigit()), "")
    known = BRIEF_PROBLEMS.get((name, first["type"]))
    field = ".".join(place)
    return ErrorBody(
        code="invalid_request",
        message=known or f"Запрос не\u00a0принят: {field or 'тело'}: {first['msg']}.",
        field=field.removeprefix("brief."),
        detail="" if known is None else str(first["msg"]),
    )


def response(status: int, body: ErrorBody) -> JSONResponse:
    """An answer that browsers and gateways do not keep."""
    headers = {"cache-control": "no-store"}
    if status == 401:
        headers["www-authenticate"] = "Bearer"
    if status == 503:
        headers["retry-after"] = str(RETRY_AFTER_S)
    return JSONResponse(body.model_dump(), status_code=status, headers=headers)


def install_error_handlers(app: FastAPI) -> None:
    """Answer every refusal, and every defect of ours, in the one shape."""

    async def refused(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, AdBannerError)
        status = next((code for kind, code in STATUS_CODES if isinstance(error, kind)), DEFECT_STATUS)
        if status >= DEFECT_STATUS:
            LOG.warning("%s %s: %s", request.method, request.url.path, error)
        return response(status, body_of(error))

    async def malformed(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        return response(422, told_of_validation(error))

    async def plain(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)
        return response(error.status_code, told_of_status(error.status_code, str(error.detail)))

    async def passed_on(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, APIStatusError)
        return response(error.status_code, told_of_status(error.status_code, ""))

    async def defect(request: Request, error: Exception) -> JSONResponse:
        LOG.error("%s %s", request.method, request.url.path, exc_info=error)
        return response(DEFECT_STATUS, DEFECT)

    app.add_exception_handler(AdBannerError, refused)
    app.add_exception_handler(RequestValidationError, malformed)
    app.add_exception_handler(HTTPException, plain)
    app.add_exception_handler(APIStatusError, passed_on)
    app.add_exception_handler(Exception, defect)


def told_of_status(status: int, detail: str) -> ErrorBody:
    """A refusal of the framework or of the LangGraph API."""
    code, message = TOLD_BY_STATUS.get(status, ("refused", "Запрос не\u00a0принят."))
    return ErrorBody(code=code, message=message, detail=detail)
