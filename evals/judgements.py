"""How a person judged the texts of banners, line by line; a judgement holds for exactly the texts that were read.

    python -m evals.run texts --details out     # writes out/texts.md, every banner marked "send"
    python -m evals.judgements out/texts.md     # after a person changed marks to "edit" or "reject"

A mark that is not ``send`` needs a reason at the end of its line, after ``<-``.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path

from adbanner.errors import ConfigError
from adbanner.frozen import Frozen
from adbanner.texts import FieldText
from evals.written_banners import WrittenBanner

HEADING = re.compile(r"^## (?P<offer_id>\S+)")
MARK = re.compile(r"^- (?P<verdict>send|edit|reject) (?P<layout_id>\w+): .*?(?: <- (?P<reason>.+))?$")
JUDGEMENTS = Path(__file__).parent / "judgements" / "texts.jsonl"


class Verdict(StrEnum):
    """What a marketer would do with the texts."""

    SEND = "send"
    EDIT = "edit"
    """Send after a light edit: nothing is wrong, something reads clumsily."""
    REJECT = "reject"


class Judgement(Frozen):
    """One banner as a person read it."""

    offer_id: str
    layout_id: str
    texts: tuple[FieldText, ...]
    """Empty when the copywriter refused."""
    verdict: Verdict
    reason: str = ""
    """Why it cannot go out as it is."""


def read_judgements(path: Path = JUDGEMENTS) -> dict[tuple[str, str], Judgement]:
    """Judgements by offer and layout; empty when nobody has judged yet."""
    if not path.exists():
        return {}
    judgements = (Judgement.model_validate_json(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {(judgement.offer_id, judgement.layout_id): judgement for judgement in judgements}


def judgement_of(banner: WrittenBanner, judgements: dict[tuple[str, str], Judgement]) -> Judgement | None:
    """The judgement of exactly these texts; None when they changed since, or nobody read them."""
    judgement = judgements.get((banner.case.id, banner.layout_id))
    fields = banner.texts.fields if banner.is_delivered and banner.texts else ()
    return judgement if judgement is not None and judgement.texts == fields else None


def write_reading_matter(banners: Iterable[WrittenBanner], folder: Path) -> None:
    """Leave every banner's texts for a person to read (``texts.md``), and exactly (``texts.jsonl``)."""
    folder.mkdir(parents=True, exist_ok=True)
    lines: list[str] = []
    exact: list[str] = []
    offer_id = ""
    for banner in banners:
        if banner.case.id != offer_id:
            offer_id = banner.case.id
            lines.append(f"\n## {offer_id} ({banner.case.product_id})\n{banner.case.offer}\n")
        texts = banner.texts.fields if banner.is_delivered and banner.texts else ()
        told = " | ".join(field.text or "—" for field in texts) or f"✗ {banner.told_problem}"
        verdict = Verdict.SEND if texts else Verdict.REJECT
        reason = "" if texts else " <- not delivered"
        lines.append(f"- {verdict} {banner.layout_id}: {told}{reason}".replace("\u00a0", " "))
        judged = Judgement(offer_id=offer_id, layout_id=banner.layout_id, texts=texts, verdict=verdict)
        exact.append(judged.model_dump_json())
    (folder / "texts.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "texts.jsonl").write_text("\n".join(exact) + "\n", encoding="utf-8")


def read_marks(marked: str, exact: dict[tuple[str, str], Judgement]) -> Iterator[Judgement]:
    """The judgements that a person wrote into the reading matter.

    Raises:
        ConfigError: A line has no mark, or its mark has no reason.
    """
    offer_id = ""
    for number, line in enumerate(marked.splitlines(), start=1):
        if heading := HEADING.match(line):
            offer_id = heading["offer_id"]
        elif line.startswith("- "):
            mark = MARK.match(line)
            if mark is None:
                raise ConfigError(f"line {number}: a line begins with `- send`, `- edit` or `- reject`")
            verdict, reason = Verdict(mark["verdict"]), mark["reason"] or ""
            if verdict is not Verdict.SEND and not reason:
                raise ConfigError(f"line {number}: say after `<-` why it cannot go out as it is")
            yield exact[offer_id, mark["layout_id"]].model_copy(update={"verdict": verdict, "reason": reason})


def main(marked: Path) -> None:
    """Keep the marks of a read file as the judgements."""
    exact = read_judgements(marked.with_suffix(".jsonl"))
    judgements = list(read_marks(marked.read_text(encoding="utf-8"), exact))
    JUDGEMENTS.parent.mkdir(exist_ok=True)
    JUDGEMENTS.write_text("\n".join(item.model_dump_json() for item in judgements) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(judgements)} judgements in {JUDGEMENTS}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
