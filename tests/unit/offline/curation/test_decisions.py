from pathlib import Path

import pytest

from adbanner.errors import InvalidRequest
from offline.curation.decisions import COLUMNS, Choice, Decision, merge, read_decisions, write_decisions


def row(file: str, *, sha256: str = "1", decision: Choice | None = None) -> Decision:
    return Decision(
        file=file, sha256=sha256, suggested=Choice.ACCEPT, decision=decision, reasons='он; «сказал» "да"\nвот'
    )


def test_a_person_has_the_last_word() -> None:
    assert row("a").accepted
    assert not row("a", decision=Choice.REJECT).accepted


def test_what_is_written_is_read(tmp_path: Path) -> None:
    rows = (row("папка/кот; и пёс.png"), row("b.png", decision=Choice.REJECT))
    write_decisions(tmp_path / "d.csv", rows)
    assert read_decisions(tmp_path / "d.csv") == rows


def test_no_table_holds_no_rows(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / "d.csv") == ()


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8"), ("\t", "utf-8-sig"), (";", "cp1251")])
def test_tables_of_spreadsheets_are_read(tmp_path: Path, delimiter: str, encoding: str) -> None:
    lines = [COLUMNS, ("кот.png", "1", "Accept", "REJECT ", "", "нет")]
    (tmp_path / "d.csv").write_bytes("\r\n".join(delimiter.join(line) for line in lines).encode(encoding))
    (found,) = read_decisions(tmp_path / "d.csv")
    assert (found.file, found.decision) == ("кот.png", Choice.REJECT)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ":1: columns are missing: file"),
        ("file;sha256;suggested\n", ":1: columns are missing: decision"),
        (
            ";".join(COLUMNS) + "\na;1;accept;;;\nb;1;accept;maybe;;\n",
            ":3: decision is 'maybe', expected is accept, reject",
        ),
        (";".join(COLUMNS) + "\na;1;;;;\n", ":2: suggested is ''"),
        (";".join(COLUMNS) + "\na;1\n", ":2: 2 columns instead of 6"),
        (";".join(COLUMNS) + "\n;1;accept;;;\n", ":2: the file's name is missing"),
        (";".join(COLUMNS) + '\na;1;accept;;;"open\n', ":2: unexpected end"),
        (";".join(COLUMNS) + "\na;1;accept;;;\na;1;accept;;;\n", "a stands in it twice"),
    ],
)
def test_broken_table_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "d.csv").write_text(text)
    with pytest.raises(InvalidRequest) as caught:
        read_decisions(tmp_path / "d.csv")
    assert told in str(caught.value)


def test_decisions_stay_with_unchanged_files_only() -> None:
    old = [
        row("same", decision=Choice.REJECT),
        row("changed", decision=Choice.REJECT),
        row("gone", decision=Choice.ACCEPT),
    ]
    merged = merge([row("same"), row("changed", sha256="2"), row("new")], old)
    assert [one.decision for one in merged.rows] == [Choice.REJECT, None, None]
    assert merged.forgotten == ("changed",)
    assert merged.gone == ("gone",)
