"""How far a run is, read from the thread's checkpoints: whoever asks, after any restart."""

import re
from datetime import UTC, datetime
from uuid import UUID

from langgraph_sdk.client import LangGraphClient
from langgraph_sdk.errors import NotFoundError
from langgraph_sdk.schema import Run, ThreadState

from adbanner.artifact_store import ArtifactStore
from adbanner.banner import DeliveredBanner, RefusedBanner
from adbanner.errors import AdBannerError, ServiceUnavailable, StorageFull, ToolFailed, UnsafeContent
from adbanner.progress import Step
from app.rest.errors import NotFound
from app.rest.schemas import BannerFile, ErrorBody, FormatReport, RefusedFormat, Task, TaskStatus
from app.rest.session import SessionValues, earlier_values, run_state, values_in

STAGES: tuple[tuple[str, Step, str, float], ...] = (
    ("start_turn", Step.SCREEN_REQUEST, "Читаем запрос", 0.02),
    ("plan_step", Step.PLAN_STEP, "Читаем сообщение", 0.03),
    ("prepare_turn", Step.SCREEN_REQUEST, "Решаем, что менять", 0.04),
    ("note_start", Step.SCREEN_REQUEST, "Проверяем запрос", 0.05),
    ("screen_request", Step.SCREEN_REQUEST, "Проверяем запрос", 0.05),
    ("gather_context", Step.WRITE_TEXTS, "Разбираем оффер", 0.1),
    ("write_layout_texts", Step.WRITE_TEXTS, "Пишем тексты и\u00a0подбираем картинки", 0.2),
    ("find_picture", Step.SEARCH_BANK, "Подбираем картинки", 0.3),
    ("make_variant", Step.COMPOSE_BANNER, "Готовим варианты", 0.3),
    ("choose_images", Step.CHOOSE_IMAGES, "Выбираем картинки и\u00a0фон", 0.6),
    ("make_banner", Step.COMPOSE_BANNER, "Собираем и\u00a0проверяем баннеры", 0.7),
    ("deliver", Step.DELIVER, "Готовим файлы", 0.95),
    ("show_version", Step.DELIVER, "Показываем версию", 0.95),
    ("reply", Step.DELIVER, "Готовим ответ", 0.95),
    ("refuse", Step.REFUSE, "Готовим ответ", 0.95),
    ("record_turn", Step.DELIVER, "Записываем", 0.98),
)
"""Step, words and share of the work by the node that comes next."""
WORKING = "Работаем"
LEAST_PROGRESS_TO_ESTIMATE = 0.2
ENDED_BADLY = {
    "error": ErrorBody(code="defect", message="Задача не\u00a0выполнена из-за сбоя. Отправьте запрос ещё раз."),
    "timeout": ErrorBody(
        code="timeout", message="Задача не\u00a0уложилась в\u00a0отведённое время. Отправьте её ещё раз."
    ),
    "interrupted": ErrorBody(code="cancelled", message="Задача остановлена."),
}
RESTARTED = ErrorBody(
    code="interrupted",
    message="Сервер перезапускался и\u00a0не\u00a0закончил задачу. Отправьте запрос ещё раз.",
)
NO_TASK = "Такой задачи нет."
FAILURES = (ServiceUnavailable, StorageFull, ToolFailed, UnsafeContent)
TOLD_BY_KIND = {
    ServiceUnavailable: "Один из\u00a0сервисов не\u00a0отвечает. Попробуйте через минуту.",
    StorageFull: "На\u00a0сервере закончилось место. Сообщите администратору.",
    ToolFailed: "Один из\u00a0шагов не\u00a0удался. Попробуйте ещё раз или измените бриф.",
    UnsafeContent: "Запрос отклонён проверкой безопасности.",
}


async def read_task(campaign_id: UUID, run_id: UUID, langgraph: LangGraphClient, store: ArtifactStore) -> Task:
    """The task of one run.

    Raises:
        NotFound: No such task, or not the person's.
    """
    state = await run_state(langgraph, campaign_id, run_id)
    run = await run_or_none(langgraph, campaign_id, run_id)
    task = Task(task_id=f"{campaign_id}.{run_id}", campaign_id=campaign_id, status=TaskStatus.PENDING)
    if state is None and (run is None or run["status"] not in ("pending", "running")):
        earlier = await earlier_values(langgraph, campaign_id, run_id, store)
        if earlier is not None:
            return ended(task, earlier, run_id)
        if run is None:
            raise NotFound(NO_TASK)
    status = run["status"] if run is not None else "success" if state is not None and not state["next"] else "lost"
    if status == "pending":
        return task
    if status == "running":
        return under_way(task, run, state)
    if status == "success":
        return ended(task, SessionValues.model_validate(values_in(state) if state is not None else {}), run_id)
    return failed(task, failure_of(status, state))


async def run_or_none(langgraph: LangGraphClient, campaign_id: UUID, run_id: UUID) -> Run | None:
    """The server's record of a run; an in-memory server can lose the last seconds before it was killed."""
    try:
        return await langgraph.runs.get(str(campaign_id), str(run_id))
    except NotFoundError:
        return None


def under_way(task: Task, run: Run | None, state: ThreadState | None) -> Task:
    """The stage that the run has come to."""
    step, message, progress = "", WORKING, 0.0
    following = state["next"] if state is not None else []
    for node, its_step, words, share in STAGES:
        if node in following:
            step, message, progress = its_step.value, words, share
            break
    return task.model_copy(
        update={
            "status": TaskStatus.PROCESSING,
            "step": step,
            "message": message,
            "progress": progress,
            "estimate_s": estimate_s(run, progress),
        }
    )


def estimate_s(run: Run | None, progress: float) -> int | None:
    """Seconds that are left if the rest goes as the run has gone so far."""
    if run is None or progress < LEAST_PROGRESS_TO_ESTIMATE:
        return None
    begun = datetime.fromisoformat(str(run["created_at"]))
    passed_s = (datetime.now(UTC) - begun).total_seconds()
    return max(0, round(passed_s * (1 - progress) / progress))


def ended(task: Task, values: SessionValues, run_id: UUID) -> Task:
    """What a finished turn made, or why it made nothing."""
    if values.refusal is not None:
        refusal = values.refusal
        return failed(task, ErrorBody(code=refusal.code, message=refusal.message, field=refusal.field))
    refused = tuple(
        RefusedFormat(layout_id=banner.layout_id, reason=banner.reason, detail=banner.detail)
        for banner in values.refused.values()
    )
    if refused and not values.banners:
        first = refused[0]
        nothing = failed(task, ErrorBody(code="nothing_delivered", message=first.reason, detail=first.detail))
        return nothing.model_copy(update={"refused": refused, "report": reports(values)})
    return task.model_copy(
        update={
            "status": TaskStatus.COMPLETED,
            "message": values.answer or f"Готово баннеров: {len(values.banners)}",
            "progress": 1.0,
            "files": tuple(banner_file(task.campaign_id, run_id, banner) for banner in values.banners.values()),
            "refused": refused,
            "report": reports(values),
            "warnings": values.warnings,
            "flags": values.flags,
        }
    )


def reports(values: SessionValues) -> tuple[FormatReport, ...]:
    """The preflight reports of all formats that were measured."""
    measured: tuple[DeliveredBanner | RefusedBanner, ...] = (*values.banners.values(), *values.refused.values())
    return tuple(
        FormatReport(layout_id=banner.review.layout_id, passed=banner.review.passed, checks=banner.review.checks)
        for banner in measured
        if banner.review is not None
    )


def banner_file(campaign_id: UUID, run_id: UUID, delivered: DeliveredBanner) -> BannerFile:
    """A finished banner with the address of its file."""
    banner = delivered.banner
    return BannerFile(
        layout_id=banner.layout_id,
        url=f"/api/v1/campaigns/{campaign_id}/files/{banner.asset.sha256}?run={run_id}",
        width=banner.width,
        height=banner.height,
        media_type=banner.asset.media_type,
        size_bytes=banner.asset.size_bytes,
        alt_text=delivered.alt_text,
    )


def failed(task: Task, failure: ErrorBody) -> Task:
    """A task that came to nothing."""
    return task.model_copy(
        update={"status": TaskStatus.FAILED, "message": failure.message, "progress": 1.0, "failure": failure}
    )


def failure_of(status: str, state: ThreadState | None) -> ErrorBody:
    """Why a run did not end: by the error that its checkpoint keeps, where there is one."""
    errors = [str(task["error"]) for task in (state["tasks"] if state is not None else []) if task.get("error")]
    kind = error_kind(errors[0]) if errors else None
    if status == "error" and kind is not None:
        return ErrorBody(code=kind.code, message=TOLD_BY_KIND[kind], detail=errors[0])
    if status == "error" and errors:
        return ENDED_BADLY["error"].model_copy(update={"detail": re.split(r"[(:]", errors[0], maxsplit=1)[0]})
    return ENDED_BADLY.get(status, RESTARTED)


def error_kind(error: str) -> type[AdBannerError] | None:
    """Which of our failures an error's representation begins with."""
    return next((kind for kind in FAILURES if error.startswith(kind.__name__)), None)
