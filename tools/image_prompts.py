"""Putting pictures into words: what to search for in the bank, what to draw, and in which language."""

import re
from typing import Annotated

from pydantic import Field

from adbanner.brand_kit import Product
from adbanner.errors import ToolFailed
from adbanner.frozen import Frozen
from adbanner.prompts import PromptLibrary, Task
from tools.llm import ChatMessage, ChatModel

CYRILLIC_WORD = re.compile(r"[\w-]*[а-яё][\w-]*", re.IGNORECASE)
MAX_LEFTOVERS_SHOWN = 10


class PromptAnswer(Frozen):
    """The answer to every task here: one text."""

    text: Annotated[str, Field(min_length=1)]


class ImagePrompter:
    """Writes search queries and drawing prompts with a language model.

    Every method raises ``ServiceUnavailable`` when the model does not answer and ``ToolFailed`` when its answer
    cannot be used.

    Args:
        chat: The model.
        prompts: The instructions.
    """

    def __init__(self, chat: ChatModel, prompts: PromptLibrary) -> None:
        self._chat = chat
        self._prompts = prompts

    async def write_search_query(self, *, product: Product, offer: str, description: str, slot: int, seed: int) -> str:
        """One sentence in the words of the bank's captions.

        Args:
            product: What is advertised.
            offer: The marketer's offer.
            description: The marketer's picture; empty lets the model choose one for product and offer.
            slot: Image slot, 0-based: each slot gets its own object.
            seed: Passed to the model.
        """
        messages = self._opening(
            Task.WRITE_SEARCH_QUERY, product=product, offer=offer, description=description, slot=slot
        )
        return await self._ask(Task.WRITE_SEARCH_QUERY, messages, seed)

    async def write_image_prompt(self, *, product: Product, offer: str, slot: int, seed: int) -> str:
        """A description of the picture in Russian, for a marketer who gave none."""
        messages = self._opening(Task.WRITE_IMAGE_PROMPT, product=product, offer=offer, slot=slot)
        return await self._ask(Task.WRITE_IMAGE_PROMPT, messages, seed)

    async def rewrite_prompt(self, description: str, *, seed: int) -> str:
        """The description in the style of the captions that the image model was trained on."""
        return await self._ask(Task.REWRITE_PROMPT, self._opening(Task.REWRITE_PROMPT, description=description), seed)

    async def translate_prompt(self, styled: str, *, seed: int) -> str:
        """The description in English, without a single Cyrillic letter; asked for twice at most."""
        messages = self._opening(Task.TRANSLATE_PROMPT, description=styled)
        english = await self._ask(Task.TRANSLATE_PROMPT, messages, seed, temperature=0)
        left = CYRILLIC_WORD.findall(english)
        if not left:
            return english
        again = self._prompts.render(Task.TRANSLATE_PROMPT, "again", leftovers=", ".join(left[:MAX_LEFTOVERS_SHOWN]))
        answered = PromptAnswer(text=english).model_dump_json()
        messages = (
            *messages,
            ChatMessage(role="assistant", content=answered),
            ChatMessage(role="user", content=again),
        )
        english = await self._ask(Task.TRANSLATE_PROMPT, messages, seed, temperature=0)
        if left := CYRILLIC_WORD.findall(english):
            raise ToolFailed(f"The translation of the image prompt still holds Cyrillic: {', '.join(left)}.")
        return english

    def _opening(self, task: Task, **values: object) -> tuple[ChatMessage, ...]:
        return (
            ChatMessage(role="system", content=self._prompts.render(task, "system")),
            ChatMessage(role="user", content=self._prompts.render(task, "user", **values)),
        )

    async def _ask(
        self, task: Task, messages: tuple[ChatMessage, ...], seed: int, temperature: float | None = None
    ) -> str:
        completion = await self._chat.complete(task, messages, PromptAnswer, seed=seed, temperature=temperature)
        return " ".join(completion.value.text.split())
