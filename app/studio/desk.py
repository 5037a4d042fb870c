"""One open page of the studio: what it shows, the turn that it follows, and what it says in the chat."""

import asyncio
import time
from typing import Any

import chainlit as cl
import httpx
from langgraph_sdk.errors import APIError, ConflictError

from adbanner.brief import Brief, ImageSource
from adbanner.commands import Command, ReplacePicture
from adbanner.errors import InvalidRequest
from adbanner.events import Detail, Event, TurnFinished, TurnOutcome, event_id, utc_now
from adbanner.images import ImageOrigin
from adbanner.person import Person
from app.studio.asked_turns import AskedTurns
from app.studio.editor import Progress, editor_props
from app.studio.parts import StudioParts
from app.studio.remote import Remote, new_event_id, turn_input
from app.studio.session_values import SessionValues
from app.studio.talk import ASSISTANT, shown, talk_id
from app.studio.view import ApprovalView
from app.studio.words import WORDS
from tools.usual_time import TURNS_LOOKED_AT, usual_time_s

LEAST_UPDATE_S = 0.15
"""Between two updates of the page while a turn runs: more of them only flicker."""
UNREACHABLE = (APIError, httpx.HTTPError)


class Desk:
    """What one connection works with.

    Args:
        parts: Brand, formats and where the API is.
        person: Who sits there.
        thread_id: The session, which is the Chainlit thread as well.
        language: ``ru`` or ``en``.
    """

    def __init__(self, parts: StudioParts, person: Person, thread_id: str, language: str) -> None:
        self.parts = parts
        self.person = person
        self.thread_id = thread_id
        self.language = language
        self.words = WORDS[language]
        self.remote: Remote = parts.remote(person)
        self.asked = AskedTurns(parts.store)
        self.values = SessionValues()
        self.title = ""
        self.read_only = False
        """Whether somebody else owns the session and shared it."""
        self.open_layout_id = ""
        self.run_id = ""
        self._asked_layout_ids: tuple[str, ...] = ()
        self._began_s = 0.0
        self._usual_s: float | None = None
        self._told = 0
        """Lines of the chat that this page shows."""
        self._tasks: set[asyncio.Task[None]] = set()
        self._canvas: cl.CustomElement | None = None

    def keep(self, task: "asyncio.Task[None]") -> None:
        """Hold a task until it ends: the event loop itself keeps only weak references."""
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def load(self) -> SessionValues:
        """Read what the session shows."""
        owner = await self.parts.records.campaigns.owner_of(self.thread_id)
        self.read_only = owner not in (None, self.person.id)
        if owner == self.person.id:
            await self.remote.ensure_thread(self.thread_id)
        self.values = await self.remote.values(self.thread_id)
        self._told = max(self._told, len(self.values.talk))
        return self.values

    async def note(self, detail: Detail) -> str:
        """Record what the person did; the id of the record."""
        event = Event(
            id=new_event_id(),
            at=utc_now(),
            person_id=self.person.id,
            campaign_id=self.thread_id,
            version=self.values.version or None,
            detail=detail,
        )
        await self.parts.records.events.add(event)
        return event.id

    async def approval(self) -> ApprovalView:
        """Where the designer's approval of the shown version stands."""
        found = await self.parts.records.approvals.of(self.thread_id, self.values.version)
        return ApprovalView(
            required=self.parts.settings.studio.approval_required,
            state=found.state.value,
            reason=found.reason,
            link=f"/approval/{found.token}" if found.token else "",
        )

    async def show(self, *, status: str = "idle", message: str = "", progress: Progress | None = None) -> None:
        """Draw the editor beside the chat."""
        props = editor_props(
            self.parts,
            self.thread_id,
            self.values,
            title=self.title,
            status=status,
            message=message,
            progress=progress,
            open_layout_id=self.open_layout_id,
            asked_layout_ids=self._asked_layout_ids,
            approval=await self.approval(),
            language=self.language,
            read_only=self.read_only,
        ).model_dump(mode="json")
        if self._canvas is None:
            self._canvas = cl.CustomElement(name="canvas", props=props, display="side")
            self._canvas.for_id = ""  # Attached to no message, so that a new message does not close it.
        self._canvas.props = props
        self._canvas.content = "{}"
        await self._canvas.update()

    async def begin(
        self, *, brief: Brief | None = None, commands: tuple[Command, ...] = (), message: str = ""
    ) -> dict[str, Any]:
        """Start a turn and follow it; what a button gets as its answer."""
        if self.read_only:
            return {"ok": False, "error": self.words.read_only}
        if brief is not None:
            self._asked_layout_ids = brief.layout_ids
        try:
            await self.parts.keep_campaign(self.thread_id, self.person)
            asked = turn_input(brief=brief, commands=commands, message=message)
            self.run_id = await self.remote.start(self.thread_id, asked)
            await self.asked.note(self.thread_id, asked, self.values)
        except InvalidRequest as error:
            return {"ok": False, "error": error.told}
        except ConflictError:
            return {"ok": False, "error": self.words.busy}
        except UNREACHABLE:
            return {"ok": False, "error": self.words.down}
        kinds = ("make_banners",) if brief else tuple(command.kind for command in commands)
        self._usual_s = await self._usual_time_s(kinds, draws(brief, commands, self.values))
        self.follow_in_background(self.run_id)
        return {"ok": True}

    async def _usual_time_s(self, kinds: tuple[str, ...], draws: bool) -> float | None:
        """How long such a turn takes here; unknown for words, which may mean anything."""
        if not kinds:
            return None
        ends = await self.parts.records.events.latest("turn_finished", TURNS_LOOKED_AT)
        return usual_time_s(ends, kinds, draws)

    def follow_in_background(self, run_id: str) -> None:
        """Follow a run beside whatever the page does; the stop button ends it."""
        self.run_id = run_id
        session = cl.context.session
        session.current_task = asyncio.create_task(self.follow(run_id))

    async def follow(self, run_id: str) -> None:
        """Show a run from its start to its end, and say what came of it."""
        await cl.context.emitter.task_start()
        try:
            progress = Progress(self.thread_id, usual_s=self._usual_s)
            self._began_s = time.monotonic()
            changed = asyncio.Event()
            changed.set()
            painter = asyncio.create_task(self._paint(progress, changed))
            try:
                async for event in self.remote.follow(self.thread_id, run_id):
                    progress.take(event)
                    changed.set()
            finally:
                painter.cancel()
            await self._finish(run_id, await self.remote.outcome(self.thread_id, run_id))
        except UNREACHABLE:
            await self.show(status="offline", message=self.words.down)
        finally:
            self.run_id, self._usual_s = "", None
            await cl.context.emitter.task_end()

    async def _paint(self, progress: Progress, changed: asyncio.Event) -> None:
        """Show every change, several together where they come quickly."""
        while True:
            await changed.wait()
            changed.clear()
            await self.show(status="running", progress=progress)
            await asyncio.sleep(LEAST_UPDATE_S)

    async def _note_end(self, run_id: str, outcome: TurnOutcome, error: str) -> None:
        """Record the end of a turn that could not do so itself; every page that follows it records the same event."""
        turn_id = f"{self.thread_id}/{self.values.turns}"
        began = self._began_s or time.monotonic()
        detail = TurnFinished(
            turn_id=turn_id,
            commands=(),
            outcome=outcome,
            seconds=time.monotonic() - began,
            error_code="" if outcome is TurnOutcome.CANCELLED else error,
        )
        event = Event(
            id=event_id("ended", run_id),
            at=utc_now(),
            person_id=self.person.id,
            campaign_id=self.thread_id,
            version=self.values.version or None,
            detail=detail,
        )
        await self.parts.records.events.add(event)

    async def _finish(self, run_id: str, outcome: str) -> None:
        earlier = self._told
        self.values = await self.remote.values(self.thread_id)
        await self.asked.forget(self.thread_id)
        if outcome == "success":
            refusal = self.values.refusal
            await self.show(status="refused" if refusal else "idle", message=refusal.message if refusal else "")
            await self.tell(earlier)
        else:
            stopped = outcome == "interrupted"
            await self._note_end(run_id, TurnOutcome.CANCELLED if stopped else TurnOutcome.FAILED, outcome)
            message = self.words.stopped if stopped else self.words.failed
            await self.show(status="idle" if stopped else "failed", message=message)
            await cl.Message(content=message, author=ASSISTANT).send()

    async def tell(self, earlier: int) -> None:
        """Say in the chat what the page has not said yet; the person's own lines stand there already."""
        for number, line in enumerate(self.values.talk):
            if number >= earlier and line.role == "assistant":
                content = shown(self.thread_id, line)
                await cl.Message(id=talk_id(self.thread_id, number), content=content, author=ASSISTANT).send()
        self._told = len(self.values.talk)

    async def stop(self) -> None:
        """Stop the running turn; the run's end is shown by whoever follows it."""
        if self.run_id and not self.read_only:
            await self.asked.forget(self.thread_id)
            await self.remote.cancel(self.thread_id, self.run_id)

    async def rejoin(self) -> None:
        """Show the session after a reload, and go on with what is under way or was left by a killed server."""
        try:
            await self.load()
            run_id = await self._run_to_rejoin()
        except UNREACHABLE:
            await self.show(status="offline", message=self.words.down)
            return
        if run_id:
            self.follow_in_background(run_id)
        elif self.values.version or self.values.talk:
            await self.show()

    async def _run_to_rejoin(self) -> str | None:
        """The run under way; where a killed server left or forgot one, its owner starts it again."""
        if self.read_only:
            return await self.remote.active(self.thread_id)
        run_id = await self.remote.active(self.thread_id) or await self.remote.resume(self.thread_id)
        if run_id:
            return run_id
        lost = await self.asked.lost(self.thread_id, self.values)
        return await self.remote.start(self.thread_id, lost) if lost is not None else None


def draws(brief: Brief | None, commands: tuple[Command, ...], values: SessionValues) -> bool:
    """Whether the image model will work."""
    if brief is not None:
        return brief.image_source is ImageSource.AI
    drawn = {picture.slot for picture in values.pictures if picture.origin is ImageOrigin.AI}
    return any(
        isinstance(command, ReplacePicture)
        and (command.source is ImageSource.AI or (command.source is None and command.slot in drawn))
        for command in commands
    )
