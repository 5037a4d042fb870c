"""The lines of a session's talk as Chainlit shows them."""

import re
from collections.abc import Iterable
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from app.studio.parts import file_link
from app.studio.session_values import SessionValues
from graph.session import TalkLine

ASSISTANT = "AdBanner"
MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|<>~])")


def escaped(text: str) -> str:
    """Text that Markdown shows as it is: words of a person must not become pictures or links."""
    return MARKDOWN.sub(r"\\\1", text)


def talk_id(thread_id: str, number: int) -> str:
    """The id of a line of the chat: the same after every reload, so that nothing shows twice."""
    return str(uuid5(NAMESPACE_URL, f"{thread_id}/{number}"))


def shown(thread_id: str, line: TalkLine) -> str:
    """One line as Markdown, with the picture of what it tells."""
    content = escaped(line.text) if line.role == "assistant" else line.text
    if line.thumbnail is not None:
        content += f"\n\n![]({file_link(thread_id, line.thumbnail)})"
    return content


def steps_of(thread_id: str, values: SessionValues) -> Iterable[dict[str, Any]]:
    """The chat so far as Chainlit's steps."""
    for number, line in enumerate(values.talk):
        yield {
            "id": talk_id(thread_id, number),
            "threadId": thread_id,
            "type": "user_message" if line.role == "person" else "assistant_message",
            "name": ASSISTANT if line.role == "assistant" else "",
            "output": shown(thread_id, line),
            "input": "",
            "createdAt": line.at,
            "streaming": False,
            "isError": False,
            "metadata": {},
        }
