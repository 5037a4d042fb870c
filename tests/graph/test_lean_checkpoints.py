"""A thread's checkpoints do not grow with its turns, in SQLite and in Postgres, and it goes on all the same."""

from pathlib import Path
from typing import Any

import pytest
from langgraph.graph import END, START, StateGraph
from pydantic import SecretStr
from typing_extensions import TypedDict

from adbanner.settings import Settings
from graph.checkpoints import open_checkpointer

TURNS = 6


class Count(TypedDict):
    asked: int
    total: int


async def add(state: Count) -> dict[str, int]:
    return {"total": state.get("total", 0) + state["asked"]}


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
async def test_only_the_latest_turn_is_kept(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    url = SecretStr(request.getfixturevalue("postgres_url")) if kind == "postgres" else None
    settings = Settings(data_dir=tmp_path, postgres_url=url)
    async with open_checkpointer(settings) as saver:
        inner = StateGraph(Count).add_node("add", add).add_edge(START, "add").add_edge("add", END).compile()
        builder = StateGraph(Count).add_node("inner", inner).add_edge(START, "inner").add_edge("inner", END)
        graph = builder.compile(checkpointer=saver)
        config: Any = {"configurable": {"thread_id": f"lean-{kind}"}}
        other: Any = {"configurable": {"thread_id": f"other-{kind}"}}
        await graph.ainvoke({"asked": 5}, other)
        kept = []
        for turn in range(1, TURNS + 1):
            values = await graph.ainvoke({"asked": 1}, config)
            assert values["total"] == turn
            kept.append(len([entry async for entry in saver.alist(config)]))
        assert kept[1:] == [kept[1]] * (TURNS - 1)
        assert (await graph.aget_state(other)).values["total"] == 5
        await saver.acopy_thread(f"lean-{kind}", f"copy-{kind}")
        copy: Any = {"configurable": {"thread_id": f"copy-{kind}"}}
        assert (await graph.ainvoke({"asked": 10}, copy))["total"] == TURNS + 10
        assert (await graph.aget_state(config)).values["total"] == TURNS
