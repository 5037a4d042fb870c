"""The facts suite's own parts: its cases, its mutations, and what its numbers say."""

from collections import Counter

import pytest

from evals.fact_cases import SPLITS, FactCase, TaggedFact, read_binding_cases, read_fact_cases
from evals.fact_mutations import HARMFUL, HARMLESS, Mutation, mutants
from evals.suites.facts import by_kind, extraction, noticed_changes, silent_rewrites

CASES = read_fact_cases().cases
BINDINGS = read_binding_cases().cases
MUTATIONS = {mutation.name: mutation for mutation in (*HARMFUL, *HARMLESS)}


def case(text: str, *facts: str) -> FactCase:
    tagged = []
    for fact in facts:
        value, _, bound = fact.partition("<")
        kind, *values = value.split(":")
        tagged.append({"kind": kind, "value": values, "bound": bound})
    return FactCase.model_validate({"id": "x", "split": "dev", "language": "ru", "text": text, "facts": tagged})


@pytest.mark.parametrize("cases", [CASES, BINDINGS])
def test_every_case_has_an_id_of_its_own(cases: tuple[FactCase, ...]) -> None:
    assert len({one.id for one in cases}) == len(cases)


def test_no_text_is_measured_in_both_parts() -> None:
    assert len({one.text for one in CASES}) == len(CASES)
    shared = {(one.offer, one.texts) for one in BINDINGS}
    assert len(shared) == len(BINDINGS)


@pytest.mark.parametrize("split", SPLITS)
def test_each_part_has_texts_in_both_languages_and_texts_that_promise_nothing(split: str) -> None:
    of_split = [one for one in CASES if one.split == split]
    languages = Counter(one.language for one in of_split)
    assert languages["ru"] >= 100
    assert languages["en"] >= 50
    assert sum(not one.facts for one in of_split) >= 30
    assert {fact.kind for one in of_split for fact in one.facts} >= {"percent", "date", "condition", "brand", "deal"}


@pytest.mark.parametrize("split", SPLITS)
def test_each_part_has_good_banners_and_torn_ones(split: str) -> None:
    sizes = Counter(bool(one.misplaced) for one in BINDINGS if one.split == split)
    assert min(sizes[True], sizes[False]) >= 20


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("another digit", "5%", "6%"),
        ("a fact left out", "Скидка 5% новым клиентам", "Скидка 5%"),
        ("another bound", "Скидка до 5%", "Скидка от 5%"),
        ("another bound", "Save up to $5", "Save from $5"),
        ("first or every", "на первый заказ", "на каждый заказ"),
        ("another year", "до 1 мая 2027", "до 1 мая 2028"),
        ("another period", "5 ₽ в месяц", "5 ₽ в год"),
        ("other spaces", "5 000 ₽", "5\u202f000 ₽"),
        ("other digit groups", "5000 ₽", "5 000 ₽"),
        ("other spellings of a unit", "5 ₽", "5 руб."),
        ("another case", "новым клиентам", "новых клиентов"),
        ("numbers in words", "до 15%", "до пятнадцати процентов"),
    ],
)
def test_a_mutation_changes_what_its_name_says(name: str, text: str, expected: str) -> None:
    assert expected in mutants(MUTATIONS[name], text)


@pytest.mark.parametrize("mutation", [*HARMFUL, *HARMLESS], ids=lambda mutation: mutation.name)
def test_no_mutation_gives_back_the_text_itself(mutation: Mutation) -> None:
    assert mutants(mutation, "Скидка") == ()
    assert all(one.text not in mutants(mutation, one.text) for one in CASES)


def test_a_fact_with_another_bound_is_both_wrong_and_overlooked() -> None:
    tally = extraction([case("Скидка до 15% новым клиентам", "percent:15", "condition:new")])
    assert (tally.right, tally.wrong, tally.overlooked) == (1, 1, 1)
    assert (tally.precision, tally.recall) == (0.5, 0.5)
    assert tally.failures == ["x dev «Скидка до 15% новым клиентам»: +percent:15<upto −percent:15"]


def test_a_fact_found_in_a_text_that_promises_nothing_costs_precision_only() -> None:
    tally = extraction([case("Скидка 15%")])
    assert (tally.precision, tally.recall) == (0, 1)


def test_the_kinds_are_told_one_by_one() -> None:
    lines = list(by_kind([case("Скидка 15% новым клиентам", "percent:15", "condition:audience:x")]))
    assert lines == ["percent: precision 1.000, recall 1.000 of 1", "condition: precision 0.000, recall 0.000 of 1"]


def test_spoilt_texts_are_counted_apart_from_rewritten_ones() -> None:
    cases = [case("Скидка до 15%", "percent:15<upto")]
    noticed, silent = noticed_changes(cases), silent_rewrites(cases)
    assert (noticed.right, noticed.overlooked) == (6, 0)
    assert silent.right >= 4
    assert silent.overlooked == 0


def test_an_unnoticed_change_is_named() -> None:
    tally = noticed_changes([case("Дом 5G", "number:5")])
    assert tally.right == 0
    assert "x dev another digit unnoticed: «Дом 5G» → «Дом 6G»" in tally.failures


def test_a_tagged_fact_reads_like_the_notation() -> None:
    assert (
        str(TaggedFact.model_validate({"kind": "money", "value": ["5", "RUB"], "bound": "upto"})) == "money:5:RUB<upto"
    )
