"""What a run came to: a summary for people, a JSON report for machines."""

import json
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from adbanner.banner import DeliveredBanner, Review
from adbanner.images import ImageOrigin, Picture
from adbanner.text_ad import TextAd, TextAdField
from adbanner.texts import TextAuthor
from adbanner.usage import Usage
from app.making import MadeBanners
from graph.results import WrittenTexts
from tools.typography import NBSP
from tools.whole_file import write_whole

REPORT_FILE = "report.json"
AUTHORS = {
    TextAuthor.OFFLINE: "встроенный копирайтер без нейросети",
    TextAuthor.LLM: "языковая модель",
    TextAuthor.PERSON: "человек",
}
ORIGINS = {ImageOrigin.BANK: "банк", ImageOrigin.AI: "ИИ", ImageOrigin.OWN: "своя"}


def report_data(made: MadeBanners, seconds: float) -> dict[str, object]:
    """The whole report as JSON-like data."""
    return {
        "seconds": round(seconds, 2),
        "resumed": made.resumed,
        "facts": [fact.model_dump(mode="json") for fact in made.output.facts],
        "flags": list(made.output.flags),
        "warnings": list(made.output.warnings),
        "spending": made.output.spending.model_dump(mode="json") if made.output.spending else None,
        "banners": {
            layout_id: {"file": str(made.files[layout_id]), **delivered.model_dump(mode="json")}
            for layout_id, delivered in made.output.banners.items()
        },
        "pictures": [picture.model_dump(mode="json") for picture in made.output.pictures],
        "refused": {key: refused.model_dump(mode="json") for key, refused in made.output.refused.items()},
        "copy_pack": {key: copy_data(made.text_ads[key], copy) for key, copy in made.output.copy_pack.items()},
    }


def copy_data(text_ad: TextAd, copy: WrittenTexts) -> dict[str, object]:
    """The filled form of one platform with its limits, or the reason why it is empty."""
    fields = [
        {"id": field.id, "title": field.title, "text": text, "chars": len(text), "max_chars": field.max_chars}
        for field, text in copied_fields(text_ad, copy)
    ]
    return {
        "title": text_ad.title,
        "fields": fields,
        "problem": copy.problem,
        "detail": copy.detail,
        "was_cut": copy.was_cut,
    }


def copied_fields(text_ad: TextAd, copy: WrittenTexts) -> list[tuple[TextAdField, str]]:
    """Fields of a form with the texts as they are pasted there: spaces that do not break are the banner's."""
    if copy.texts is None:
        return []
    return [(field, copy.texts.text(field.id).replace(NBSP, " ")) for field in text_ad.fields]


def report_json(made: MadeBanners, seconds: float) -> str:
    """The report as JSON text."""
    return json.dumps(report_data(made, seconds), ensure_ascii=False, indent=2)


def write_report(made: MadeBanners, out: Path, seconds: float) -> None:
    """Leave ``report.json`` beside the banners."""
    write_whole(out / REPORT_FILE, report_json(made, seconds).encode())


def print_summary(made: MadeBanners, seconds: float) -> None:
    """Print texts, facts, checks, files and seconds."""
    console = Console(highlight=False)
    for layout_id, delivered in made.output.banners.items():
        print_banner(console, made, layout_id, delivered)
    for refused in made.output.refused.values():
        console.print(Text(f"\n✗ {refused.layout_id}: {refused.reason}", style="red"))
    for ad_id, copy in made.output.copy_pack.items():
        print_copy(console, made.text_ads[ad_id], copy)
    for picture in made.output.pictures:
        print_picture(console, picture)
    for flag in made.output.flags:
        console.print(Text(f"! Покажите человеку перед публикацией: {flag}", style="yellow"))
    for warning in made.output.warnings:
        console.print(Text(f"! Перед публикацией: {warning}", style="yellow"))
    if made.output.facts:
        facts = ", ".join(fact.text for fact in made.output.facts)
        console.print(Text(f"\nФакты оффера: {facts}"))
    authors = {delivered.banner.texts.author for delivered in made.output.banners.values()}
    for author in sorted(authors):
        console.print(f"Тексты написал: {AUTHORS[author]}")
    if made.output.spending is not None and made.output.spending.total.calls:
        console.print(spending_line(made.output.spending.total, made.currency))
    done, asked = len(made.files), len(made.files) + len(made.output.refused)
    console.print(f"Готово: {done} из {asked} за {seconds:.1f} с".replace(".", ","))


def spending_line(usage: Usage, currency: str) -> str:
    """Calls, tokens and, where prices are set, money."""
    tokens = f"{usage.prompt_tokens:,} + {usage.completion_tokens:,}".replace(",", NBSP)
    cost = f", {usage.cost.normalize():f} {currency}".replace(".", ",") if usage.cost else ""
    earlier = ", оплачено раньше" if usage.recalled else ""
    return f"Модель {usage.model}: вызовов — {usage.calls}, токенов — {tokens}{cost}{earlier}"


def print_banner(console: Console, made: MadeBanners, layout_id: str, delivered: DeliveredBanner) -> None:
    """One banner: its file, its texts and its checks."""
    banner = delivered.banner
    size_kb = banner.asset.size_bytes / 1024
    console.print(Text(f"\n{layout_id}  {banner.width}×{banner.height}, {size_kb:.0f} КБ", style="bold"))
    console.print(Text(f"  {made.files[layout_id]}"))
    if banner.file_note:
        console.print(Text(f"  {banner.file_note}", style="yellow"))
    table = Table(show_header=False, box=None, padding=(0, 1, 0, 2))
    for field in banner.texts.fields:
        table.add_row(Text(field.field_id, style="dim"), Text(field.text or "—"))
    console.print(table)
    for line in check_lines(delivered.review):
        console.print(line)


def print_picture(console: Console, picture: Picture) -> None:
    """Where a picture comes from, and a warning where it only shows the wiring."""
    reason = f": {picture.hit.service}" if picture.hit and picture.hit.service else ""
    seed = "" if picture.seed is None else f", зерно {picture.seed}"
    console.print(Text(f"\nКартинка {picture.slot + 1} ({ORIGINS[picture.origin]}{seed}): {picture.label}{reason}"))
    if picture.toy:
        console.print(Text("  ! Проба без обученной модели: такую картинку не публикуйте.", style="yellow"))


def print_copy(console: Console, text_ad: TextAd, copy: WrittenTexts) -> None:
    """The filled form of one platform as a table with its limits."""
    console.print(Text(f"\n{text_ad.title}", style="bold"))
    if copy.texts is None:
        console.print(Text(f"  ✗ {copy.problem}", style="red"))
        return
    table = Table(show_header=False, box=None, padding=(0, 1, 0, 2))
    for field, text in copied_fields(text_ad, copy):
        table.add_row(
            Text(field.title, style="dim"), Text(text or "—"), Text(f"{len(text)}/{field.max_chars}", style="dim")
        )
    console.print(table)


def check_lines(review: Review) -> list[Text]:
    """One line for all passed checks, one for each failed or mended one."""
    passed = [check for check in review.checks if check.passed and not check.mended]
    lines = [Text(f"  ✓ проверок пройдено: {len(passed)} из {len(review.checks)}", style="green")]
    for check in review.checks:
        if check.mended:
            lines.append(Text(f"  ✓ исправлено: {check.mended}", style="green"))
        elif not check.passed:
            lines.append(Text(f"  ! {check.message}", style="yellow"))
    return lines
