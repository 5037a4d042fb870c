"""A banner session over the real graph, driven turn by turn."""

from dataclasses import fields
from typing import Any

from langgraph.checkpoint.memory import InMemorySaver

from adbanner.brand_kit import BrandKit
from adbanner.brief import Brief
from adbanner.commands import Command
from adbanner.images import BankHit
from adbanner.progress import ProgressEvent
from graph.checkpoints import checkpoint_serializer
from graph.context import Context
from graph.graph import build_graph
from graph.services import Services
from graph.session import Content
from graph.state import OutputState
from graph.versions import entry_of, read_content

OFFER = "Скидка 15% на первый заказ до 31 декабря по промокоду ЕДА15"


class Session:
    """One thread of the graph."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.graph = build_graph(services, checkpointer=InMemorySaver(serde=checkpoint_serializer()))
        self.events: list[ProgressEvent] = []
        self.config: Any = {"configurable": {"thread_id": "1"}}

    async def make(self, *layout_ids: str, **changes: Any) -> OutputState:
        brief = {"product_id": "delivery", "offer": OFFER, "layout_ids": layout_ids, "seed": 7, **changes}
        return await self.turn({"brief": Brief(**brief)})

    async def do(self, *commands: Command) -> OutputState:
        return await self.turn({"commands": [command.model_dump(mode="json") for command in commands]})

    async def say(self, message: str) -> OutputState:
        return await self.turn({"message": message})

    async def turn(self, asked: dict[str, Any]) -> OutputState:
        empty = {"brief": None, "commands": [], "message": ""}
        self.events.clear()
        async for mode, value in self.graph.astream(
            {**empty, **asked}, self.config, context=Context(), stream_mode=["custom", "values"]
        ):
            if mode == "custom":
                self.events.append(ProgressEvent.model_validate(value))
        return await self.state()

    async def state(self) -> OutputState:
        values = (await self.graph.aget_state(self.config)).values
        given = {field.name: values[field.name] for field in fields(OutputState) if field.name in values}
        # A checkpoint brings tuples back as lists.
        return OutputState(**{key: tuple(value) if isinstance(value, list) else value for key, value in given.items()})

    async def version(self, number: int) -> Content:
        return await read_content(entry_of((await self.state()).versions, number), self.services.store)


def bank_hits(kit: BrandKit, count: int = 5) -> tuple[BankHit, ...]:
    return tuple(
        BankHit(image_id=image.id, file=image.file, score=0.9, product_score=0.9) for image in kit.images[:count]
    )


class SteadyBank:
    """Finds the same pictures in the same order, whatever is asked."""

    def __init__(self, hits: tuple[BankHit, ...]) -> None:
        self.hits = hits
        self.descriptions: list[str] = []

    async def get_ready(self) -> None:
        pass

    async def search(self, query: object) -> tuple[BankHit, ...]:
        self.descriptions.append(query.description)  # type: ignore[attr-defined]
        return self.hits
