"""The last step of a turn: write down what happened, and what the history shows of the session."""

from langchain_core.runnables import RunnableConfig
from langgraph.config import get_config

from adbanner.events import utc_now
from adbanner.person import LOCAL_PERSON
from graph.recording import start_event, turn_events
from graph.services import Services
from graph.session import Content, TurnEntry
from graph.state import BannerState
from graph.versions import entry_of, read_content, shown_content, thumbnail_of
from tools.records.records import Records

NOTHING: dict[str, object] = {}
MAX_TITLE_CHARS = 120


def person_of(config: RunnableConfig) -> str:
    """Who asked; the server that serves the graph says so."""
    return str(config["configurable"].get("langgraph_auth_user_id") or LOCAL_PERSON.id)


async def note_start(state: BannerState, *, services: Services) -> dict[str, object]:
    """Record that work begins: a turn that crashes has this event and no other."""
    if services.records is not None:
        config = get_config()
        campaign_id, person_id = str(config["configurable"]["thread_id"]), person_of(config)
        await services.records.campaigns.create(campaign_id, person_id, utc_now())
        event = start_event(state, person_id, campaign_id, turn_id(state, campaign_id))
        await services.records.events.add(event)
    return NOTHING


async def record_turn(state: BannerState, *, services: Services) -> dict[str, object]:
    """Log the turn, and record everything that it did where records are kept."""
    config = get_config()
    run_id = str(config["configurable"].get("run_id") or turn_id(state, str(config["configurable"]["thread_id"])))
    entry = TurnEntry(run_id=run_id, version=state.version, answer=state.answer, refusal=state.refusal)
    if services.records is not None:
        await write_records(state, services, services.records, config)
    return {"turn_log": (*state.turn_log, entry)}


async def write_records(state: BannerState, services: Services, records: Records, config: RunnableConfig) -> None:
    """Record everything that the turn did, and what the history shows of the session."""
    campaign_id, person_id = str(config["configurable"]["thread_id"]), person_of(config)
    before = await content_before(state, services)
    after = await shown_content(state, services.store)
    events = turn_events(
        state, before, after, person_id=person_id, campaign_id=campaign_id, turn_id=turn_id(state, campaign_id)
    )
    await records.events.add(*events)
    if after is not None:
        product = services.kit.product(after.brief.product_id)
        await records.campaigns.update(
            campaign_id,
            title=f"{product.name}: {after.brief.offer}"[:MAX_TITLE_CHARS],
            product_id=product.id,
            product=product.name,
            offer=after.brief.offer,
            layout_ids=after.brief.layout_ids,
            thumbnail=thumbnail_of(after),
            version=state.version,
            updated_at=utc_now(),
        )


async def content_before(state: BannerState, services: Services) -> Content | None:
    """What the session showed when the turn began."""
    if not state.version_before:
        return None
    return await read_content(entry_of(state.versions, state.version_before), services.store)


def turn_id(state: BannerState, campaign_id: str) -> str:
    """The same for every attempt at a turn, also when another server resumes it."""
    return f"{campaign_id}/{state.turns}"
