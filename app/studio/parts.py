"""What the studio works with, opened once for the life of its server."""

from dataclasses import dataclass
from functools import cached_property

from adbanner.artifact_store import ArtifactStore
from adbanner.assets import AssetRef
from adbanner.brand_kit import BrandKit
from adbanner.brand_kit_files import load_brand_kit
from adbanner.errors import ConfigError
from adbanner.events import CampaignCreated, Event, event_id, utc_now
from adbanner.layout import Layout
from adbanner.layout_files import load_layouts
from adbanner.person import Person
from adbanner.settings import Settings
from app.sign_in import session_token
from app.studio.remote import Remote
from app.studio.view import CampaignView, FormatView
from tools.records.records import Records

CAMPAIGNS_SHOWN = 24


@dataclass(frozen=True, kw_only=True)
class StudioParts:
    """Brand, formats and where the API is."""

    settings: Settings
    kit: BrandKit
    layouts: dict[str, Layout]
    records: Records
    store: ArtifactStore

    @property
    def api_url(self) -> str:
        """The LangGraph API.

        Raises:
            ConfigError: It is not set.
        """
        url = self.settings.studio.api_url
        if url is None:
            raise ConfigError("Set ADBANNER_STUDIO__API_URL, or start the studio by `adbanner studio`.")
        return str(url).rstrip("/")

    def remote(self, person: Person) -> Remote:
        """The API with a person's rights."""
        return Remote.for_person(self.api_url, session_token(person, self.settings))

    async def keep_campaign(self, campaign_id: str, person: Person) -> None:
        """Put a session on record before its first turn: a page that is reloaded at once has to find it.

        Raises:
            InvalidRequest: It is somebody else's.
        """
        await self.records.campaigns.create(campaign_id, person.id, utc_now())
        created = Event(
            id=event_id("created", campaign_id),
            at=utc_now(),
            person_id=person.id,
            campaign_id=campaign_id,
            detail=CampaignCreated(),
        )
        await self.records.events.add(created)

    async def campaigns(self, person: Person, search: str = "") -> tuple[CampaignView, ...]:
        """The person's banners, the latest first."""
        page = await self.records.campaigns.list(person.id, search, CAMPAIGNS_SHOWN)
        return tuple(
            CampaignView(
                id=campaign.id,
                title=campaign.title,
                product=campaign.product,
                offer=campaign.offer,
                formats=len(campaign.layout_ids),
                thumbnail_url=file_link(campaign.id, campaign.thumbnail) if campaign.thumbnail else "",
                updated_at=campaign.updated_at.isoformat(),
                owner="" if campaign.owner == person.id else campaign.owner,
            )
            for campaign in page.campaigns
        )

    @cached_property
    def formats(self) -> dict[str, FormatView]:
        """The formats as cards, by id."""
        from app.studio.presenting import format_view

        return {layout_id: format_view(layout) for layout_id, layout in self.layouts.items()}


def open_parts(settings: Settings, records: Records) -> StudioParts:
    """Load brand and formats.

    Raises:
        ConfigError: The kit is wrong.
        LayoutError: A format is wrong.
    """
    return StudioParts(
        settings=settings,
        kit=load_brand_kit(settings.brand_kit),
        layouts=load_layouts(settings.layouts),
        records=records,
        store=ArtifactStore.local(settings.data_dir / "store"),
    )


def file_link(campaign_id: str, asset: AssetRef) -> str:
    """Where the browser finds a file of a session."""
    return f"/files/{campaign_id}/{asset.sha256}"
