"""Facts: are all found and no others, does no changed promise pass, and does each stay with what it belongs to?

Extraction: precision and recall over hand-tagged texts (``datasets/facts.jsonl``), a fact being right when kind, value
and bound are; micro-averaged, for ``dev`` and ``held_out`` apart, per kind in the notes. Comparison: every tagged text
that promises something is spoilt in every place (``evals.fact_mutations``) and written in other ways; measured is how
often ``compare_facts`` notices the one and stays silent at the other. Binding: precision and recall of
``misplaced_facts`` over banners (``datasets/binding.jsonl``); a banner counts as found when one of its misplaced facts
is named.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from adbanner.texts import Fact
from evals.fact_cases import SPLITS, BindingCase, FactCase, Split, TaggedFact, read_binding_cases, read_fact_cases
from evals.fact_mutations import HARMFUL, HARMLESS, mutants
from evals.scores import Metric, SuiteResult
from evals.suite import EvalOptions
from tools.fact_binding import misplaced_facts
from tools.facts import FactReport, compare_facts, extract_facts

EXTRACTION_GOAL = 0.98
NOTICED_GOAL = 0.99
SILENT_GOAL = 0.97
BINDING_GOALS = (0.95, 0.9)
"""Precision and recall: a false alarm costs a call of the model."""


@dataclass
class Tally:
    """How many were found rightly, found wrongly and overlooked."""

    right: int = 0
    wrong: int = 0
    overlooked: int = 0
    failures: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 of nothing."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found; 1 of nothing."""
        return self.right / (self.right + self.overlooked) if self.right + self.overlooked else 1.0


async def measure(options: EvalOptions) -> SuiteResult:
    """Measure extraction, comparison and binding; no language model is asked."""
    texts, banners = read_fact_cases(), read_binding_cases()
    metrics: list[Metric] = []
    notes: list[str] = []
    failures: list[str] = []
    for split in SPLITS:
        cases = [case for case in texts.cases if case.split == split]
        tally = extraction(cases)
        goal = EXTRACTION_GOAL if split == "held_out" else None
        metrics += _pair("extraction", split, tally, goal, goal)
        notes += [f"{split}, {line}" for line in by_kind(cases)]
        failures += tally.failures
    promising = [case for case in texts.cases if case.facts]
    noticed, silent = noticed_changes(promising), silent_rewrites(promising)
    for name, counts, goal in (
        ("changed promises noticed", noticed, NOTICED_GOAL),
        ("other spellings accepted", silent, SILENT_GOAL),
    ):
        metrics.append(Metric(name=name, value=counts.recall, better="higher", goal=goal))
        notes.append(f"{name}: {counts.right} of {counts.right + counts.overlooked}")
        failures += counts.failures
    for split in SPLITS:
        tally = binding([case for case in banners.cases if case.split == split])
        goals = BINDING_GOALS if split == "held_out" else (None, None)
        metrics += _pair("binding", split, tally, *goals)
        failures += tally.failures
    return SuiteResult(
        suite="facts",
        dataset=f"{texts.version}, {banners.version}",
        cases=len(texts.cases) + len(banners.cases),
        metrics=tuple(metrics),
        notes=tuple(notes),
        failures=tuple(failures),
    )


def _pair(name: str, split: Split, tally: Tally, precision: float | None, recall: float | None) -> tuple[Metric, ...]:
    part = split.replace("_", " ")
    return (
        Metric(name=f"{name} precision, {part}", value=tally.precision, better="higher", goal=precision),
        Metric(name=f"{name} recall, {part}", value=tally.recall, better="higher", goal=recall),
    )


def tagged(facts: Sequence[Fact]) -> Counter[TaggedFact]:
    """What was extracted, in the notation of the cases."""
    return Counter(TaggedFact(kind=fact.kind, value=fact.value, bound=fact.bound) for fact in facts)


def extraction(cases: Sequence[FactCase]) -> Tally:
    """Exact matches over all facts of some texts."""
    tally = Tally()
    for case in cases:
        found, expected = tagged(extract_facts(case.text, brands=case.brands)), Counter(case.facts)
        wrong, overlooked = found - expected, expected - found
        tally.right += (found & expected).total()
        tally.wrong += wrong.total()
        tally.overlooked += overlooked.total()
        if wrong or overlooked:
            marks = [*(f"+{fact}" for fact in wrong.elements()), *(f"−{fact}" for fact in overlooked.elements())]
            tally.failures.append(f"{case.id} {case.split} «{case.text}»: {' '.join(marks)}")
    return tally


def by_kind(cases: Sequence[FactCase]) -> Iterator[str]:
    """One line a kind that occurs: how many there are, precision and recall."""
    kinds = dict.fromkeys(fact.kind for case in cases for fact in case.facts)
    for kind in kinds:
        tally = Tally()
        for case in cases:
            found = tagged([fact for fact in extract_facts(case.text, brands=case.brands) if fact.kind is kind])
            expected = Counter(fact for fact in case.facts if fact.kind is kind)
            tally.right += (found & expected).total()
            tally.wrong += (found - expected).total()
            tally.overlooked += (expected - found).total()
        count = tally.right + tally.overlooked
        yield f"{kind}: precision {tally.precision:.3f}, recall {tally.recall:.3f} of {count}"


def noticed_changes(cases: Sequence[FactCase]) -> Tally:
    """How many spoilt texts are reported."""
    tally = Tally()
    for case in cases:
        for mutation in HARMFUL:
            for text in mutants(mutation, case.text):
                if compare_facts(case.text, (text,)) != FactReport():
                    tally.right += 1
                else:
                    tally.overlooked += 1
                    tally.failures.append(f"{case.id} {case.split} {mutation.name} unnoticed: «{case.text}» → «{text}»")
    return tally


def silent_rewrites(cases: Sequence[FactCase]) -> Tally:
    """How many texts written in another way pass."""
    tally = Tally()
    for case in cases:
        for mutation in HARMLESS:
            for text in mutants(mutation, case.text):
                if compare_facts(case.text, (text,)) == FactReport():
                    tally.right += 1
                else:
                    tally.overlooked += 1
                    tally.failures.append(f"{case.id} {case.split} {mutation.name} refused: «{case.text}» → «{text}»")
    return tally


def binding(cases: Sequence[BindingCase]) -> Tally:
    """How many torn banners are found; an alarm that names none of the torn facts is wrong and finds nothing."""
    tally = Tally()
    for case in cases:
        found = [fact.text for fact in misplaced_facts(case.offer, case.texts)]
        is_found = bool(set(found) & set(case.misplaced))
        tally.right += is_found
        tally.wrong += bool(found) and not is_found
        tally.overlooked += bool(case.misplaced) and not is_found
        if bool(found or case.misplaced) and not is_found:
            words = " | ".join(case.texts)
            tally.failures.append(f"{case.id} {case.split} «{case.offer}» → «{words}»: {found}, not {case.misplaced}")
    return tally
