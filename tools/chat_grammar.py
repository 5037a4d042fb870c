"""The built-in planner: a small honest grammar of requests, for where no language model is configured.

A message is cut into clauses. Each has to be understood as a whole, or nothing of the message is carried out and the
person is told which words were not understood.
"""

import re

from tools import chat_words as words
from tools.chat_planning import HELP, Plan, SessionOutline
from tools.chat_rules import Understood, understood
from tools.chat_words import Words

CLAUSE_ENDS = re.compile(r"\s*(?:[.;!?\n]+|,|\s(?:и|а также|затем|потом|and|then)\s)\s*", re.IGNORECASE)


class GrammarPlanner:
    """Understands a fixed set of requests; see ``HELP`` for what they are."""

    async def plan(self, message: str, outline: SessionOutline) -> Plan:
        """What the message asks for; asks back rather than guesses."""
        return plan_by_grammar(message, outline)


def plan_by_grammar(message: str, outline: SessionOutline) -> Plan:
    """What a message asks for, by rules alone."""
    whole = understood(message, outline)
    if not whole.is_nothing and not CLAUSE_ENDS.search(words.QUOTED.sub("Q", message).strip(" .!?")):
        return plan_of((whole,), message)
    found: list[Understood] = []
    unclear: list[str] = []
    for clause in clauses(message, outline):
        part = understood(clause, outline)
        if part.is_nothing:
            unclear.append(clause)
        else:
            found.append(part)
    if unclear:
        if not whole.is_nothing and not found:
            return plan_of((whole,), message)
        told = "», «".join(unclear)
        return Plan(question=f"Не\u00a0понимаю слов «{told}», поэтому ничего не\u00a0меняю. {HELP}")
    return plan_of(tuple(found), message)


def plan_of(found: tuple[Understood, ...], message: str) -> Plan:
    """One plan of all clauses: a question stops everything, an answer stands where nothing is to be done."""
    question = next((part.question for part in found if part.question), "")
    if question:
        return Plan(question=question)
    commands = tuple(command for part in found for command in part.commands)
    if commands:
        return Plan(commands=commands)
    return Plan(answer=next((part.answer for part in found if part.answer), HELP))


def clauses(message: str, outline: SessionOutline) -> list[str]:
    """The parts of a message that are requests of their own; what only describes goes with the part before it."""
    cuts = [match for match in CLAUSE_ENDS.finditer(message) if not inside_quotes(message, match.start())]
    parts, start = [], 0
    for cut in cuts:
        parts.append((message[start : cut.start()], cut.group()))
        start = cut.end()
    parts.append((message[start:], ""))
    joined: list[str] = []
    glue = ""
    for part, end in parts:
        if not part.strip() or (joined and is_politeness(part)):
            continue
        is_tail = joined and takes_description(joined[-1]) and understood(part, outline).is_nothing
        if is_tail:
            joined[-1] = f"{joined[-1]}{glue}{part}"
        else:
            joined.append(part.strip())
        glue = end
    return joined


def is_politeness(part: str) -> bool:
    """Whether a part says nothing by itself: «пожалуйста»."""
    lemmas = Words.of(part).lemmas
    return bool(lemmas) and all(lemma in words.SMALL_WORDS for lemma in lemmas) and not words.QUOTED.search(part)


def inside_quotes(message: str, place: int) -> bool:
    """Whether a place of a message lies in quotation marks."""
    return any(match.start() < place < match.end() for match in words.QUOTED.finditer(message))


def takes_description(clause: str) -> bool:
    """Whether what follows a clause may describe its picture."""
    said = Words.of(clause)
    return said.has(words.PICTURE, words.DRAW, words.SEARCH)
