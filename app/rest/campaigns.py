"""Campaigns and what became of their banners."""

from uuid import UUID, uuid4

from fastapi import APIRouter
from langgraph_sdk.client import LangGraphClient

from adbanner.person import Person
from app.rest.parts import LangGraph, OpenedParts, SignedIn
from app.rest.records import RestRecords
from app.rest.responses import REFUSALS
from app.rest.schemas import CampaignMade, Feedback, FeedbackTaken, NewCampaign
from app.rest.session import GRAPH_ID, SessionValues, thread_state

router = APIRouter(prefix="/api/v1")
TITLE = "title"


@router.post("/campaigns/create", status_code=201, responses=REFUSALS)
async def create_campaign(
    wanted: NewCampaign, parts: OpenedParts, person: SignedIn, langgraph: LangGraph
) -> CampaignMade:
    """Make a campaign: a banner session with its versions and its chat."""
    return CampaignMade(campaign_id=await make_campaign(uuid4(), wanted.title, person, parts.records, langgraph))


async def make_campaign(
    campaign_id: UUID, title: str, person: Person, records: RestRecords, langgraph: LangGraphClient
) -> UUID:
    """A campaign with this id; making it twice is free."""
    await langgraph.threads.create(
        thread_id=str(campaign_id), graph_id=GRAPH_ID, metadata={TITLE: title}, if_exists="do_nothing"
    )
    await records.add_campaign(str(campaign_id), person, title)
    return campaign_id


@router.post("/feedback", status_code=201, responses=REFUSALS)
async def take_feedback(
    feedback: Feedback, parts: OpenedParts, person: SignedIn, langgraph: LangGraph
) -> FeedbackTaken:
    """Record a download, an edit, a use or a problem of a campaign."""
    values = SessionValues.model_validate(await thread_state(langgraph, feedback.campaign_id))
    await parts.records.add_feedback(person, feedback, values)
    return FeedbackTaken()
