import json
from pathlib import Path

import pytest

from adbanner.errors import InvalidRequest
from offline.validation.blind_page import PageKey
from offline.validation.page_answers import complete_cases, read_judgements

KEY = PageKey(page="p1", places={"d1": ("a", "b"), "d2": ("b", "a")})
ALLOWED = {"place": (1, 2)}


def answer(description: str, place: int, value: int, question: str = "place") -> dict[str, object]:
    return {"description": description, "place": place, "question": question, "value": value}


def file(path: Path, *answers: dict[str, object], person: str = "Анна", page: str = "p1") -> Path:
    path.write_text(json.dumps({"page": page, "person": person, "answers": answers}), encoding="utf-8")
    return path


def test_answers_get_their_sources_back(tmp_path: Path) -> None:
    path = file(tmp_path / "a.json", answer("d1", 0, 1), answer("d1", 1, 2), answer("d2", 0, 1), answer("d2", 1, 1))
    cases = complete_cases(read_judgements([path], KEY, ALLOWED), "place", ("a", "b"))
    assert cases == {("Анна", "d1"): {"a": 1, "b": 2}, ("Анна", "d2"): {"a": 1, "b": 1}}


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_table_says_the_same(tmp_path: Path, delimiter: str) -> None:
    rows = [
        ("page", "person", "description", "place", "question", "value"),
        ("p1", "Борис", "d2", "0", "place", "2"),
        ("p1", "Борис", "d2", "1", "place", "1"),
    ]
    path = tmp_path / "b.csv"
    path.write_text(
        "\ufeff" + "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows), encoding="utf-8"
    )
    cases = complete_cases(read_judgements([path], KEY, ALLOWED), "place", ("a", "b"))
    assert cases == {("Борис", "d2"): {"b": 2, "a": 1}}


def test_half_a_ranking_is_left_out(tmp_path: Path) -> None:
    judgements = read_judgements([file(tmp_path / "a.json", answer("d1", 0, 1))], KEY, ALLOWED)
    assert len(judgements) == 1
    assert complete_cases(judgements, "place", ("a", "b")) == {}


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([answer("d9", 0, 1)], "no picture 0 of d9"),
        ([answer("d1", 2, 1)], "no picture 2 of d1"),
        ([answer("d1", 0, 3)], "3 is no value of 'place'"),
        ([answer("d1", 0, 1, "taste")], "1 is no value of 'taste'"),
        ([answer("d1", 0, 1), answer("d1", 0, 2)], "judged twice"),
        ([], "not a single answer"),
        ([{"description": "d1"}], "no file of answers"),
    ],
)
def test_wrong_answers_are_named(tmp_path: Path, answers: list[dict[str, object]], said: str) -> None:
    with pytest.raises(InvalidRequest, match=said):
        read_judgements([file(tmp_path / "a.json", *answers)], KEY, ALLOWED)


def test_answers_of_another_page_or_twice_of_one_person_do_not_count(tmp_path: Path) -> None:
    good = file(tmp_path / "a.json", answer("d1", 0, 1))
    with pytest.raises(InvalidRequest, match="another page"):
        read_judgements([file(tmp_path / "b.json", answer("d1", 0, 1), page="old")], KEY, ALLOWED)
    with pytest.raises(InvalidRequest, match=r"answered in .*a.json already"):
        read_judgements([good, file(tmp_path / "c.json", answer("d2", 0, 1))], KEY, ALLOWED)


@pytest.mark.parametrize("text", ["", "[]", "page,person\n", "\ufeffa;b\n1;2"])
def test_files_that_are_no_answers_are_named(tmp_path: Path, text: str) -> None:
    for name in ("x.json", "x.csv"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        with pytest.raises(InvalidRequest, match=name):
            read_judgements([tmp_path / name], KEY, ALLOWED)
