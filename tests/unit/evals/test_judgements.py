from pathlib import Path

import pytest

from adbanner.errors import ConfigError
from adbanner.texts import BannerTexts, FaultKind, FieldText, TextAuthor, TextFault
from evals.judgements import Verdict, judgement_of, read_judgements, read_marks, write_reading_matter
from evals.offer_cases import OfferCase
from evals.written_banners import WrittenBanner

CASE = OfferCase(id="ru-1", split="dev", product_id="taxi", language="ru", offer="Поездки за 99 ₽", facts=())


def banner(headline: str = "Поездки за\u00a099\u00a0₽", *faults: TextFault) -> WrittenBanner:
    texts = BannerTexts(
        layout_id="strip", author=TextAuthor.OFFLINE, fields=(FieldText(field_id="headline", text=headline),)
    )
    return WrittenBanner(case=CASE, layout_id="strip", texts=texts, faults=faults)


def reading(tmp_path: Path, *banners: WrittenBanner) -> str:
    write_reading_matter(banners, tmp_path)
    return (tmp_path / "texts.md").read_text()


def test_a_mark_becomes_a_judgement_of_exactly_those_texts(tmp_path: Path) -> None:
    marked = reading(tmp_path, banner()).replace(
        "- send strip: Поездки за 99 ₽", "- edit strip: Поездки за 99 ₽ <- dry"
    )

    (judgement,) = read_marks(marked, read_judgements(tmp_path / "texts.jsonl"))

    assert (judgement.verdict, judgement.reason) == (Verdict.EDIT, "dry")
    judgements = {("ru-1", "strip"): judgement}
    assert judgement_of(banner(), judgements) == judgement
    assert judgement_of(banner("Поездки за 98 ₽"), judgements) is None


def test_a_banner_that_is_not_delivered_counts_as_rejected(tmp_path: Path) -> None:
    lossy = banner("Поездки", TextFault(kind=FaultKind.LOST_FACT, detail="99 ₽"))
    marked = reading(tmp_path, lossy)

    (judgement,) = read_marks(marked, read_judgements(tmp_path / "texts.jsonl"))

    assert judgement.verdict is Verdict.REJECT
    assert judgement_of(lossy, {("ru-1", "strip"): judgement}) == judgement


def test_a_mark_other_than_send_needs_a_reason(tmp_path: Path) -> None:
    marked = reading(tmp_path, banner()).replace("- send", "- reject")

    with pytest.raises(ConfigError, match="why"):
        list(read_marks(marked, read_judgements(tmp_path / "texts.jsonl")))


def test_an_unmarked_line_is_refused(tmp_path: Path) -> None:
    marked = reading(tmp_path, banner()).replace("- send", "- good")

    with pytest.raises(ConfigError, match="begins with"):
        list(read_marks(marked, read_judgements(tmp_path / "texts.jsonl")))
