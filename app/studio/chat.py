"""The Chainlit app: one callback a control, each a few lines over ``Desk``."""

import asyncio
from typing import Any
from urllib.parse import urlencode

import chainlit as cl
from chainlit.data.base import BaseDataLayer
from chainlit.session import WebsocketSession
from pydantic import ValidationError

from adbanner.brief import MAX_DESCRIPTION_CHARS, MAX_OFFER_CHARS
from adbanner.commands import COMMAND, MAX_MESSAGE_CHARS
from adbanner.errors import InvalidRequest
from adbanner.events import ApprovalAsked, ProblemReported, Shared
from adbanner.person import Person
from adbanner.sign_in_settings import SignInMode
from app.sign_in import SignInRequired
from app.studio.campaign_layer import CampaignLayer
from app.studio.desk import Desk
from app.studio.drafts import brief_of, read_draft
from app.studio.opened import OPENED
from app.studio.presenting import generation_missing, product_views
from app.studio.signing_in import person_of_request, person_of_user, user_of
from app.studio.talk import ASSISTANT
from app.studio.view import BriefDraft, BriefFormProps

Answer = dict[str, Any]
MAX_UPLOAD_MB = 10
MAX_TITLE_CHARS = 120
MAX_PROBLEM_CHARS = 2_000
RESUME_PAUSE_S = 0.7
"""What is sent inside ``on_chat_resume`` is overwritten by Chainlit's own restoring."""
SEEDS = 2**32


@cl.data_layer
def data_layer() -> BaseDataLayer:
    """History of the LangGraph API's threads; nothing is stored by Chainlit."""
    return CampaignLayer(OPENED.parts, person_of_request)


async def sign_in_by_headers(headers: Any) -> cl.User | None:
    """The person of a page whose cookie is gone; pages themselves are given with one."""
    person = await OPENED.person_of(headers)
    return await user_of(person) if person else None


async def sign_in_by_password(name: str, password: str) -> cl.User | None:
    """The person of the sign-in page."""
    try:
        return await user_of(await OPENED.sign_in.check_password(name, password))
    except SignInRequired:
        return None


if OPENED.mode is SignInMode.PASSWORD:
    cl.password_auth_callback(sign_in_by_password)
else:
    cl.header_auth_callback(sign_in_by_headers)


def person_here() -> Person:
    """Who sits at this page."""
    user = cl.context.session.user
    assert user is not None
    return person_of_user(user)


def language_here() -> str:
    """``ru`` for a browser that wants Russian, and ``en`` for every other."""
    session = cl.context.session
    wanted = session.language if isinstance(session, WebsocketSession) else ""
    return "ru" if (wanted or "ru").lower().startswith("ru") else "en"


def desk() -> Desk:
    """The page's own desk."""
    found = cl.user_session.get("desk")
    if not isinstance(found, Desk):
        found = Desk(OPENED.parts, person_here(), cl.context.session.thread_id, language_here())
        cl.user_session.set("desk", found)
    return found


@cl.on_chat_start
async def start() -> None:
    """A new page begins with the brief."""
    await show_form(BriefDraft())


async def show_form(draft: BriefDraft) -> None:
    """Send the brief form with the person's earlier banners."""
    here = desk()
    props = BriefFormProps(
        language=here.language,
        campaign_id=here.thread_id,
        products=product_views(here.parts.kit),
        formats=tuple(here.parts.formats.values()),
        max_offer_chars=MAX_OFFER_CHARS,
        max_description_chars=MAX_DESCRIPTION_CHARS,
        max_upload_mb=MAX_UPLOAD_MB,
        generation_missing=generation_missing(here.parts.settings, here.words),
        draft=draft,
        campaigns=await here.parts.campaigns(here.person),
    )
    form = cl.CustomElement(name="BriefForm", props=props.model_dump(mode="json"))
    cl.user_session.set("form", form)
    await cl.Message(content=here.words.greeting, author=ASSISTANT, elements=[form]).send()


@cl.on_chat_resume
async def resume(thread: Any) -> None:
    """Show a session again, and rejoin what is under way."""
    here = desk()
    here.title = str(thread.get("name") or "")
    here.keep(asyncio.create_task(rejoin_later(here)))


async def rejoin_later(here: Desk) -> None:
    """Rejoin once Chainlit has restored what it restores by itself."""
    await asyncio.sleep(RESUME_PAUSE_S)
    await here.rejoin()


@cl.on_message
async def on_message(message: cl.Message) -> None:
    """Free words become a turn."""
    text = message.content.strip()
    if not text:
        return
    answer = await desk().begin(message=text[:MAX_MESSAGE_CHARS])
    if not answer["ok"]:
        await cl.Message(content=answer["error"], author=ASSISTANT).send()


@cl.on_stop
async def on_stop() -> None:
    """The stop button ends the turn on the server."""
    await desk().stop()


@cl.action_callback("generate")
async def generate(action: cl.Action) -> Answer:
    """Make the banners of the form."""
    here = desk()
    try:
        brief = brief_of(action.payload)
    except (InvalidRequest, ValidationError) as error:
        return {"ok": False, "error": error.told if isinstance(error, InvalidRequest) else here.words.check_brief}
    answer = await here.begin(brief=brief)
    if answer["ok"]:
        here.title = f"{here.parts.kit.product(brief.product_id).name}: {brief.offer}"[:80]
        await fold_form(action.payload)
    return answer


async def fold_form(payload: Answer) -> None:
    """Remember what was submitted: the first action remounts the page, and what it holds itself is lost."""
    form = cl.user_session.get("form")
    if isinstance(form, cl.CustomElement):
        draft = read_draft(payload)
        form.props = {**form.props, "draft": draft.model_dump(mode="json"), "submitted": True}
        form.content = "{}"
        await form.update()


@cl.action_callback("command")
async def command(action: cl.Action) -> Answer:
    """Carry out what a control of the editor asks for."""
    try:
        wanted = COMMAND.validate_python(action.payload.get("command"))
    except ValidationError:
        return {"ok": False, "error": desk().words.unknown_command}
    return await desk().begin(commands=(wanted,))


@cl.action_callback("stop")
async def stop(action: cl.Action) -> Answer:
    """Stop the running turn from the editor."""
    await desk().stop()
    return {"ok": True}


@cl.action_callback("open_format")
async def open_format(action: cl.Action) -> Answer:
    """Remember which tab is open, so that a reload shows it again."""
    desk().open_layout_id = str(action.payload.get("layout_id", ""))[:64]
    return {"ok": True}


@cl.action_callback("rename")
async def rename(action: cl.Action) -> Answer:
    """Call the session something else."""
    here = desk()
    title = " ".join(str(action.payload.get("title", "")).split())[:MAX_TITLE_CHARS]
    if not title:
        return {"ok": False, "error": here.words.no_title}
    try:
        await here.parts.records.campaigns.rename(here.thread_id, here.person.id, title)
    except InvalidRequest as error:
        return {"ok": False, "error": error.told}
    here.title = title
    await here.show()
    return {"ok": True}


@cl.action_callback("share")
async def share(action: cl.Action) -> Answer:
    """Let another person look at the session."""
    here = desk()
    with_person = str(action.payload.get("person", "")).strip()
    if not with_person:
        return {"ok": False, "error": here.words.no_colleague}
    try:
        await here.parts.records.campaigns.share(here.thread_id, here.person.id, with_person)
    except InvalidRequest as error:
        return {"ok": False, "error": error.told}
    await here.remote.share(here.thread_id, await here.parts.records.campaigns.shares(here.thread_id))
    await here.note(Shared(with_person=with_person))
    return {"ok": True}


@cl.action_callback("report_problem")
async def report_problem(action: cl.Action) -> Answer:
    """Tell the makers what is wrong; prompts, seeds and version go with it."""
    here = desk()
    text = str(action.payload.get("text", "")).strip()[:MAX_PROBLEM_CHARS]
    if not text:
        return {"ok": False, "error": here.words.no_problem}
    await here.load()
    pictures = here.values.pictures
    detail = ProblemReported(
        text=text,
        layout_id=str(action.payload.get("layout_id", ""))[:64],
        prompts=tuple(picture.prompts for picture in pictures if picture.prompts),
        seeds=tuple(picture.seed for picture in pictures if picture.seed is not None),
    )
    return {"ok": True, "number": (await here.note(detail))[:8]}


@cl.action_callback("ask_approval")
async def ask_approval(action: cl.Action) -> Answer:
    """Make the page on which the lead designer decides about the version that is shown."""
    here = desk()
    await here.load()
    if here.read_only:
        return {"ok": False, "error": here.words.read_only}
    if not here.values.banners:
        return {"ok": False, "error": here.words.nothing_to_approve}
    await here.parts.records.approvals.ask(here.thread_id, here.values.version, here.person.id)
    await here.note(ApprovalAsked())
    await here.show()
    return {"ok": True, "link": (await here.approval()).link}


@cl.action_callback("download")
async def download(action: cl.Action) -> Answer:
    """Where the browser finds the finished files."""
    here = desk()
    form = str(action.payload.get("file_format", "png"))
    layout_ids = action.payload.get("layout_ids") or [here.open_layout_id]
    approval = await here.approval()
    if approval.required and approval.state != "approved":
        return {"ok": False, "error": here.words.not_approved}
    query = urlencode({"format": form} if form == "zip" else {"format": form, "layout": str(layout_ids[0])})
    return {"ok": True, "url": f"/download/{here.thread_id}?{query}"}
