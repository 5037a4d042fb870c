"""How well the built-in grammar understands chat messages, and whether it ever does what nobody asked for.

The messages were written before the grammar was run on them; on that first look 0.84 of the requests were understood
and one message was acted on wrongly («кнопку не делай синей»). The grammar was mended by them since, so expect less on
fresh ones. Those without commands are unclear, impossible, negated or attacks: the right thing is to ask or to answer.
Descriptions of pictures are compared by their words.
"""

from adbanner.brand_kit_files import load_brand_kit
from adbanner.commands import COMMAND, Command, ReplacePicture
from adbanner.frozen import Frozen
from adbanner.layout_files import load_layouts
from evals.cases import read_cases
from evals.scores import Metric, SuiteResult
from evals.suite import EvalOptions
from tools.chat_grammar import plan_by_grammar
from tools.chat_planning import SessionOutline
from tools.lemmas import content_lemmas

SHOWN = ("square_1080x1080", "ya_300x250")
UNDERSTOOD_GOAL = 0.75
WRONG_GOAL = 0.05


class ChatCase(Frozen):
    """One message to a session of two formats with one picture, three versions and three variants."""

    id: str
    message: str
    commands: tuple[Command, ...]
    """What is asked for; empty where the right thing is to ask or to answer."""


async def measure(options: EvalOptions) -> SuiteResult:
    """Share of requests that become exactly their commands, and share of all messages with a wrong action."""
    dataset = read_cases("chat", ChatCase)
    outline = session(options)
    right = wrong = requests = 0
    failures = []
    for number, case in enumerate(dataset.cases):
        plan = plan_by_grammar(case.message, outline)
        is_right = same(plan.commands, case.commands)
        requests += bool(case.commands)
        right += is_right and bool(case.commands)
        wrong += bool(plan.commands) and not is_right
        if not is_right:
            done = [COMMAND.dump_python(command, exclude_defaults=True) for command in plan.commands]
            failures.append(f"{case.id} «{case.message}»: {done or plan.question or plan.answer}")
        options.progress(number + 1, len(dataset.cases))
    return SuiteResult(
        suite="chat",
        dataset=dataset.version,
        cases=len(dataset.cases),
        metrics=(
            Metric(name="requests understood", value=right / requests, better="higher", goal=UNDERSTOOD_GOAL),
            Metric(name="messages acted on wrongly", value=wrong / len(dataset.cases), better="lower", goal=WRONG_GOAL),
        ),
        failures=tuple(failures),
    )


def session(options: EvalOptions) -> SessionOutline:
    """The session that all messages are about."""
    kit = load_brand_kit(options.settings.brand_kit)
    return SessionOutline(
        product_name=kit.products[0].name,
        offer="Скидка 15% на первый заказ",
        layout_ids=SHOWN,
        layouts=tuple(load_layouts(options.settings.layouts).values()),
        texts={},
        pictures=("скутер",),
        grounds=kit.grounds,
        ground="green",
        button_colours=kit.button_colours,
        versions=3,
        variants=3,
        can_generate=True,
        seed=0,
    )


def same(done: tuple[Command, ...], asked: tuple[Command, ...]) -> bool:
    """Whether the commands are those that were asked for, in whatever order."""
    return sorted(map(plain, done)) == sorted(map(plain, asked))


def plain(command: Command) -> str:
    """A command with its description as a set of words."""
    if isinstance(command, ReplacePicture) and command.description:
        command = command.model_copy(update={"description": " ".join(sorted(content_lemmas(command.description)))})
    return command.model_dump_json()
