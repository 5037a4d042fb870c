"""Describes one picture: asks, checks the words, and asks again with what was wrong; nothing is ever made up here."""

from adbanner.artifact_store import content_key
from adbanner.errors import ServiceUnavailable, ToolFailed
from adbanner.prompts import PromptLibrary, Task
from adbanner.usage import Usage, total
from offline.captioning.journal import Verdict
from offline.captioning.picture_files import PREPARATION_VERSION, PictureFile
from offline.captioning.picture_words import PictureWords
from offline.captioning.word_checks import problems_of
from offline.patience import Patience
from tools.llm import ChatMessage, ChatModel
from tools.llm_answers import wire_schema
from tools.usage_meter import metered, record

MAX_REASKS = 2
VERSION_CHARS = 12


class Unanswered(Exception):
    """The endpoint gave no answer for this picture, so there is no verdict on it.

    Args:
        error: What happened.
    """

    def __init__(self, error: ServiceUnavailable | ToolFailed) -> None:
        self.error = error
        super().__init__(str(error))


class Captioner:
    """Asks one vision model about pictures.

    Args:
        chat: The model.
        prompts: How it is asked.
        model: Its name, part of what a verdict is found by.
        patience: How long a broken endpoint is waited for.
    """

    def __init__(self, chat: ChatModel, prompts: PromptLibrary, model: str, patience: Patience) -> None:
        self._chat = chat
        self._prompts = prompts
        self.model = model
        self._patience = patience
        self._system = ChatMessage(role="system", content=prompts.render(Task.CAPTION_PICTURE, "system"))
        self._question = prompts.render(Task.CAPTION_PICTURE, "user")
        asked = (self._system.content, self._question, str(wire_schema(PictureWords)), PREPARATION_VERSION)
        self.prompt_version = content_key(*asked)[:VERSION_CHARS]
        """Changes with the prompt, the shape of the answer and the preparation of pictures."""

    def key(self, file: PictureFile) -> str:
        """What the verdict on a picture is found by."""
        return content_key(file.sha256, self.model, self.prompt_version)

    async def describe(self, file: PictureFile, url: str, *, tries: int) -> Verdict:
        """The verdict on a picture.

        Args:
            file: The picture.
            url: The same as a data URL.
            tries: How often it ended badly before; every try gets other answers.

        Raises:
            Unanswered: The endpoint is not available, or takes no question about this picture.
            ConfigError: The address, the model's name or the key is wrong.
            StorageFull: There is no room to keep what was paid for.
        """
        usages: list[Usage] = []
        try:
            with metered() as usages:
                words, problems = await self._ask_until_good(url, tries, usages)
        finally:
            for usage in usages:
                record(usage)  # on the meter of the whole run, too
        whole = total(usage.model_copy(update={"recalled": False}) for usage in usages)
        return Verdict(
            key=self.key(file),
            file=file.name,
            sha256=file.sha256,
            model=self.model,
            prompt_version=self.prompt_version,
            words=words,
            problems=problems,
            usage=whole,
        )

    async def _ask_until_good(
        self, url: str, tries: int, usages: list[Usage]
    ) -> tuple[PictureWords | None, tuple[str, ...]]:
        """The last answer and what is wrong with it; ``usages`` is the open meter."""
        question = ChatMessage(role="user", content=self._question, images=(url,))
        messages: tuple[ChatMessage, ...] = (self._system, question)
        words: PictureWords | None = None
        problems: tuple[str, ...] = ()
        for _ in range(1 + MAX_REASKS):
            try:
                words = await self._ask(messages, tries)
            except ServiceUnavailable as error:
                raise Unanswered(error) from error
            except ToolFailed as error:
                if not usages:  # Not even a bad answer: the request itself was refused.
                    raise Unanswered(error) from error
                return words, (*problems, str(error))
            if not (problems := problems_of(words)):
                break
            mend = self._prompts.render(Task.CAPTION_PICTURE, "again", problems=problems)
            answered = ChatMessage(role="assistant", content=words.model_dump_json())
            messages = (*messages, answered, ChatMessage(role="user", content=mend))
        return words, problems

    async def _ask(self, messages: tuple[ChatMessage, ...], tries: int) -> PictureWords:
        async def ask() -> PictureWords:
            return (await self._chat.complete(Task.CAPTION_PICTURE, messages, PictureWords, seed=tries)).value

        return await self._patience.during(ask)
