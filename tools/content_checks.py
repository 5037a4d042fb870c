"""What a banner says and weighs: limits, the offer's facts, the brand's and the law's words, bytes."""

from collections.abc import Sequence

from adbanner.banner import Check, CheckId
from adbanner.texts import Fact
from tools.fact_policy import required_facts
from tools.facts import compare_facts
from tools.legal_line import NO_TOKEN, legal_warning
from tools.lemmas import forbidden_words_in
from tools.printed_words import names_percentage
from tools.review_subject import Subject, decimal
from tools.text_placing import LEGAL_ID

KIB = 1024
SIZE_TOLERANCE_PX = 0.1


def check_character_limits(subject: Subject) -> Check:
    """No text is longer than its field allows."""
    excess = {
        field.field_id: len(field.text) - subject.layout.text_field(field.field_id).max_chars
        for field in subject.banner.texts.fields
    }
    worst = max(excess.values(), default=0)
    over = tuple(field_id for field_id, count in excess.items() if count > 0)
    message = (
        f"Длиннее лимита на\u00a0{worst}\u00a0зн.: {subject.named(over)}. Сократите текст."
        if over
        else "Все тексты в\u00a0лимитах."
    )
    return Check(
        id=CheckId.CHARACTER_LIMITS, passed=not over, measured=max(worst, 0), limit=0, unit="зн.", message=message,
        field_ids=over,
    )  # fmt: skip


def check_facts(subject: Subject) -> Check:
    """The offer's numbers and conditions stand on the banner as they are, and none is invented."""
    required = required_facts(subject.facts, subject.layout, subject.brief.offer)
    report = compare_facts(subject.brief.offer, subject.field_texts, subject.context)
    missing = [fact for fact in report.missing if fact in required]
    lost = [*missing, *report.altered]
    kept = sum(fact not in lost for fact in required)
    if missing:
        message = f"Потеряно: {_told(missing)}. Верните в\u00a0текст или выберите формат крупнее."
    elif report.altered:
        message = f"Изменено: {_told(report.altered)}. Напишите, как в\u00a0оффере."
    elif report.invented:
        message = f"Этого нет в\u00a0оффере: {_told(report.invented)}. Уберите из\u00a0текста."
    else:
        told = len(subject.facts) - len(report.missing)
        rest = ", остальные\u00a0— на\u00a0странице по\u00a0ссылке" if report.missing else ""
        message = f"Условия оффера на\u00a0месте: {told} из\u00a0{len(subject.facts)}{rest}."
    return Check(
        id=CheckId.FACTS_KEPT, passed=not lost and not report.invented, measured=kept, limit=len(required), unit="шт.",
        message=message,
    )  # fmt: skip


def _told(facts: Sequence[Fact]) -> str:
    return ", ".join(f"«{fact.text}»" for fact in facts)


def check_forbidden_words(subject: Subject) -> Check:
    """No word of the brand's stop list, in any form."""
    found = forbidden_words_in(" ".join(subject.field_texts), subject.kit.forbidden_words)
    words = ", ".join(f"«{word}»" for word in found)
    message = f"Бренд не\u00a0использует слова: {words}. Замените их." if found else "Запрещённых слов нет."
    return Check(
        id=CheckId.FORBIDDEN_WORDS, passed=not found, measured=len(found), limit=0, unit="шт.", message=message
    )


def check_file_size(subject: Subject) -> Check:
    """The file keeps the platform's byte budget."""
    size_kb, limit_kb = subject.banner.asset.size_bytes / KIB, subject.layout.max_kb
    passed = size_kb <= limit_kb
    message = f"Файл {decimal(size_kb)}\u00a0КБ при лимите {limit_kb}\u00a0КБ."
    if not passed:
        message += " Выберите JPG."
    return Check(
        id=CheckId.FILE_SIZE, passed=passed, measured=round(size_kb, 1), limit=limit_kb, unit="КБ", message=message
    )


def check_legal_text(subject: Subject) -> Check:
    """The advertiser, the token and the category's warning are printed, the warning large enough."""
    category, warning = subject.category, legal_warning(subject.category, subject.brief)
    if failed := _check_printed_words(subject):
        return failed
    if subject.layout.legal is None:
        return _check_without_legal_slot(subject)
    printed = " ".join(
        line.text for text in subject.banner.set_texts if text.field_id == LEGAL_ID for line in text.lines
    )
    wanted = ("Реклама", category.advertiser, warning.text, subject.brief.erid, category.age_mark or "")
    missing = [words for words in wanted if _squeezed(words) not in _squeezed(printed)]
    small = subject.warning_share < warning.area_share
    if missing:
        message = f"Не\u00a0напечатано: {'; '.join(missing)}. Выберите формат крупнее."
    elif small:
        taken = f"{decimal(subject.warning_share * 100)}\u00a0%" if subject.warning_share else "меньше"
        message = (
            f"Предупреждение должно занимать {warning.area_share * 100:.0f}\u00a0% площади, а\u00a0здесь {taken}. "
            "Для этого продукта выберите формат крупнее."
        )
    else:
        message = "Рекламодатель и\u00a0обязательные слова напечатаны."
        if not subject.brief.erid:
            message += f" {NO_TOKEN}"
    return Check(
        id=CheckId.LEGAL_TEXT, passed=not missing and not small, measured=round(subject.warning_share * 100, 1),
        limit=warning.area_share * 100, unit="%", message=message, field_ids=(LEGAL_ID,) if missing or small else (),
    )  # fmt: skip


def _check_printed_words(subject: Subject) -> Check | None:
    """The failure of words that a rule wants before a rate, and no smaller; None where they are as they should be."""
    printed, texts = subject.printed, subject.banner.texts
    if printed is None:
        return None
    drawn = {text.field_id: text for text in subject.banner.set_texts}
    lines = drawn[printed.field_id].lines if printed.field_id in drawn else ()
    is_printed = _squeezed(" ".join(line.text for line in lines)).startswith(_squeezed(printed.words))
    rates = [
        drawn[field.field_id] for field in texts.fields if field.field_id in drawn and names_percentage(field.text)
    ]
    if is_printed and all(rate.size_px <= drawn[printed.field_id].size_px + SIZE_TOLERANCE_PX for rate in rates):
        return None
    message = (
        f"Правило «{'», «'.join(printed.rules)}»: слова «{printed.words}» стоят перед ставкой и\u00a0не\u00a0мельче её,"
        " а\u00a0здесь для них нет места. Выберите формат крупнее или уберите ставку из\u00a0оффера."
    )
    return Check(
        id=CheckId.LEGAL_TEXT, passed=False, measured=0, limit=0, unit="", message=message,
        field_ids=(printed.field_id,),
    )  # fmt: skip


def _check_without_legal_slot(subject: Subject) -> Check:
    """Formats whose platform prints the advertiser: fine for all products but those with a warning."""
    category, warning = subject.category, legal_warning(subject.category, subject.brief)
    if warning.text:
        message = f"В\u00a0этом формате негде напечатать «{warning.text}». Для этого продукта выберите формат крупнее."
    elif category.age_mark:
        message = f"Рекламодателя указывает площадка; метку {category.age_mark} задайте в\u00a0её кабинете."
    else:
        message = "Рекламодателя указывает площадка."
    return Check(
        id=CheckId.LEGAL_TEXT, passed=not warning.text, measured=0, limit=warning.area_share * 100,
        unit="%", message=message,
    )  # fmt: skip


def _squeezed(text: str) -> str:
    """Letters, digits and the plus of an age mark: line breaks and spaces do not matter."""
    return "".join(character for character in text.lower() if character.isalnum() or character == "+")
