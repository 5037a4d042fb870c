"""Answers «почему не прошла проверка?» from the reports that there are."""

from adbanner.banner import DeliveredBanner, RefusedBanner
from adbanner.commands import ExplainReview
from adbanner.errors import InvalidRequest
from graph.services import Services
from graph.session import Content


def explain_review(command: ExplainReview, content: Content | None, services: Services) -> str:
    """What was measured on one format or on all, failures first, in plain words.

    Raises:
        InvalidRequest: There are no banners yet, or no such format among them.
    """
    if content is None:
        raise InvalidRequest("Баннеров ещё нет, проверять нечего.")
    layout_ids = content.brief.layout_ids
    if command.layout_id:
        if command.layout_id not in layout_ids:
            raise InvalidRequest(f"Формата «{command.layout_id}» среди ваших баннеров нет.", field="layout_id")
        layout_ids = (command.layout_id,)
    lines = []
    for layout_id in layout_ids:
        told = reasons(content.banners.get(layout_id), content.refused.get(layout_id))
        if told:
            lines.append(f"{services.layouts[layout_id].title}: {told}")
    if lines:
        return "\n".join(lines)
    checks = sum(len(content.banners[key].review.checks) for key in layout_ids if key in content.banners)
    return f"Все проверки пройдены: {checks}. Подробности\u00a0— в\u00a0отчёте о\u00a0проверке рядом с\u00a0баннером."


def reasons(delivered: DeliveredBanner | None, refused: RefusedBanner | None) -> str:
    """Why a format did not pass, or what failed without holding it back; empty when nothing did."""
    if refused is not None:
        return refused.reason
    if delivered is None:
        return ""
    return " ".join(check.message for check in delivered.review.checks if not check.passed)
