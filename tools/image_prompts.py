"""Putting pictures into words: what to search for in the bank, what to draw, and in which language."""

from collections.abc import Callable
from typing import Annotated

from pydantic import Field

from adbanner.brand_kit import Product
from adbanner.errors import ToolFailed
from adbanner.frozen import Frozen
from adbanner.prompts import PromptLibrary, Task
from tools.image_prompt_checks import (
    PromptFault,
    description_faults,
    query_faults,
    same_pictures,
    styled_faults,
    translation_faults,
)
from tools.llm import ChatMessage, ChatModel

MAX_REPEATS_CERTAIN = 2
MAX_REPEATS_DOUBTFUL = 1
"""A synonym may look like a lost object: one more question is worth its price, two are not."""


class PromptAnswer(Frozen):
    """The answer to a question for one text."""

    text: Annotated[str, Field(min_length=1)]

    @property
    def texts(self) -> tuple[str, ...]:
        """The only text, as an answer with several has them."""
        return (self.text,)


class PicturesAnswer(Frozen):
    """The answer to a question for several pictures of one banner."""

    texts: Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=1)]


Check = Callable[[tuple[str, ...]], tuple[PromptFault, ...]]
"""The faults of all the texts of an answer."""


class ImagePrompter:
    """Writes search queries and drawing prompts with a language model.

    An answer that cannot be used is asked for again, twice at most. Every method raises ``ServiceUnavailable`` when
    the model does not answer and ``ToolFailed``, with a reason in Russian, when its answers cannot be used.

    Where the model invents the pictures of several slots, it invents them in one answer, so that they differ: every
    slot asks the same question and takes its own part. The chat model pays for a question once, whoever asks, so
    slots that run in parallel need not know of each other; they have to give equal seeds.

    Args:
        chat: The model.
        prompts: The instructions.
    """

    def __init__(self, chat: ChatModel, prompts: PromptLibrary) -> None:
        self._chat = chat
        self._prompts = prompts

    async def write_search_query(
        self,
        *,
        product: Product,
        offer: str,
        description: str,
        slot: int,
        seed: int,
        descriptions: tuple[str, ...] = (),
    ) -> str:
        """One sentence in the words of the bank's captions.

        Args:
            product: What is advertised.
            offer: The marketer's offer.
            description: The marketer's picture; empty lets the model choose one for product and offer.
            slot: Image slot, 0-based: each slot gets its own object.
            seed: Passed to the model; the same for all slots.
            descriptions: As in ``write_image_prompt``.
        """
        task = Task.WRITE_SEARCH_QUERY
        if description:
            user = {"product": product, "offer": offer, "description": description, "count": 1, "taken": ()}
            return await self._settled(task, user, lambda texts: query_faults(texts[0], product, description), seed)
        return await self._invented(
            task, lambda text: query_faults(text, product), product, offer, slot, seed, descriptions
        )

    async def write_image_prompt(
        self, *, product: Product, offer: str, slot: int, seed: int, descriptions: tuple[str, ...] = ()
    ) -> str:
        """A description of the picture in Russian, for a marketer who gave none.

        Args:
            product: What is advertised.
            offer: The marketer's offer.
            slot: Image slot, 0-based.
            seed: Passed to the model; the same for all slots.
            descriptions: The marketer's words for all pictures of the banner, empty where the choice is left to us;
                none at all stands for ``slot + 1`` empty ones.
        """
        return await self._invented(
            Task.WRITE_IMAGE_PROMPT, description_faults, product, offer, slot, seed, descriptions
        )

    async def rewrite_prompt(self, description: str, *, seed: int) -> str:
        """The description in the style of the captions that the image model was trained on."""
        return await self._settled(
            Task.REWRITE_PROMPT, {"description": description}, lambda texts: styled_faults(texts[0], description), seed
        )

    async def translate_prompt(self, styled: str, *, seed: int) -> str:
        """The description in English, without a single Cyrillic letter."""
        return await self._settled(
            Task.TRANSLATE_PROMPT,
            {"description": styled},
            lambda texts: translation_faults(texts[0], styled),
            seed,
            temperature=0,
        )

    async def _invented(
        self,
        task: Task,
        check: Callable[[str], tuple[PromptFault, ...]],
        product: Product,
        offer: str,
        slot: int,
        seed: int,
        descriptions: tuple[str, ...],
    ) -> str:
        """The part of one slot in the pictures that the model invents for all slots without a description."""
        of_slots = descriptions or ("",) * (slot + 1)
        taken = tuple(description for description in of_slots if description)
        count, place = of_slots.count(""), of_slots[:slot].count("")

        def faults(texts: tuple[str, ...]) -> tuple[PromptFault, ...]:
            if len(texts) < count:
                return tuple(PromptFault(said=f"нужно описаний: {count}", picture=number) for number in range(count))
            own = (
                fault.model_copy(update={"picture": number})
                for number, text in enumerate(texts)
                for fault in check(text)
            )
            return (*own, *same_pictures(texts[:count], taken))

        user = {"product": product, "offer": offer, "description": "", "count": count, "taken": taken}
        return await self._settled(task, user, faults, seed, place=place)

    async def _settled(
        self,
        task: Task,
        user: dict[str, object],
        check: Check,
        seed: int,
        *,
        place: int = 0,
        temperature: float | None = None,
    ) -> str:
        """The text of the answer with the fewest faults, asked for until it has none or the questions are used up."""
        shape: type[PromptAnswer] | type[PicturesAnswer] = PicturesAnswer if user.get("count", 1) != 1 else PromptAnswer
        messages: tuple[ChatMessage, ...] = (
            ChatMessage(role="system", content=self._prompts.render(task, "system")),
            ChatMessage(role="user", content=self._prompts.render(task, "user", problems=(), **user)),
        )
        answers: list[tuple[tuple[str, ...], tuple[PromptFault, ...]]] = []
        while True:
            completion = await self._chat.complete(task, messages, shape, seed=seed, temperature=temperature)
            texts = tuple(" ".join(text.split()) for text in completion.value.texts)
            answers.append((texts, check(texts)))
            repeats = _repeats_worth(answers[-1][1])
            if len(answers) > repeats:
                break
            again = self._again(task, answers[-1][1], is_one=len(texts) == 1)
            answered = completion.value.model_dump_json()
            messages = (
                *messages,
                ChatMessage(role="assistant", content=answered),
                ChatMessage(role="user", content=again),
            )
        texts, faults = min(answers, key=lambda answer: _weight(answer[1]))
        if fatal := [fault.said for fault in faults if fault.certain and fault.picture == place]:
            raise ToolFailed(f"модель ответила непригодно {len(answers)} раза подряд ({'; '.join(fatal)})")
        return texts[place]

    def _again(self, task: Task, faults: tuple[PromptFault, ...], *, is_one: bool) -> str:
        """The next question: what is wrong with the last answer."""
        said = (fault.said if is_one else f"описание {fault.picture + 1}: {fault.said}" for fault in faults)
        section = "again" if task is Task.TRANSLATE_PROMPT else "user"
        return self._prompts.render(task, section, problems=tuple(dict.fromkeys(said)))


def _repeats_worth(faults: tuple[PromptFault, ...]) -> int:
    """How many more questions than one such faults are worth."""
    if any(fault.certain for fault in faults):
        return MAX_REPEATS_CERTAIN
    return MAX_REPEATS_DOUBTFUL if faults else 0


def _weight(faults: tuple[PromptFault, ...]) -> tuple[int, int]:
    """What makes an answer worse than another; the earlier of two equal ones is taken."""
    return sum(fault.certain for fault in faults), len(faults)
