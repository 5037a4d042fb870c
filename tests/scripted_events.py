"""Events of a person who works, for tests of whatever reads events."""

from datetime import UTC, datetime, timedelta

from adbanner.assets import AssetRef, MediaType
from adbanner.brief import Brief
from adbanner.events import (
    ApprovalAsked,
    ApprovalDecided,
    BriefSubmitted,
    CampaignCreated,
    ChatMessage,
    Detail,
    Downloaded,
    Event,
    FormatsChanged,
    LockSet,
    LookChanged,
    Opened,
    PersonErased,
    PictureShown,
    ProblemReported,
    Shared,
    SignedIn,
    TextEdited,
    TextsWritten,
    TurnFinished,
    TurnOutcome,
    TurnStarted,
    UsedInCampaign,
    VariantsProposed,
    VariantUsed,
    VersionShown,
    WrittenFor,
    event_id,
)
from adbanner.images import GenerationPrompts, ImageOrigin
from adbanner.texts import BannerTexts, FieldText, TextAuthor
from adbanner.usage import Usage

START = datetime(2026, 11, 23, 9, tzinfo=UTC)
LAYOUT = "square_1080x1080"
PICTURE = AssetRef(sha256="ab" * 32, media_type=MediaType.PNG, size_bytes=3)
PROMPTS = GenerationPrompts(description="машина", styled="синяя машина", english="a blue car")


def texts(headline: str, body: str = "Закажите сегодня", layout_id: str = LAYOUT) -> BannerTexts:
    fields = (FieldText(field_id="headline", text=headline), FieldText(field_id="body", text=body))
    return BannerTexts(layout_id=layout_id, author=TextAuthor.LLM, fields=fields)


class Clock:
    """A clock that stands until somebody moves it."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time

    def pass_s(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


class Day:
    """Events one after another, a minute apart unless a moment is given."""

    def __init__(self, campaign_id: str = "c1", person_id: str = "anna") -> None:
        self.campaign_id, self.person_id = campaign_id, person_id
        self.events: list[Event] = []

    def add(
        self, detail: Detail, version: int | None = None, *, minute: float | None = None, person_id: str | None = None
    ) -> Event:
        number = len(self.events)
        event = Event(
            id=event_id(self.campaign_id, str(number)),
            at=START + timedelta(minutes=number if minute is None else minute),
            person_id=self.person_id if person_id is None else person_id,
            campaign_id="" if isinstance(detail, SignedIn | PersonErased) else self.campaign_id,
            version=version,
            detail=detail,
        )
        self.events.append(event)
        return event

    def brief(self, offer: str = "Скидка 15%") -> Event:
        return self.add(BriefSubmitted(brief=Brief(product_id="delivery", offer=offer, layout_ids=(LAYOUT,))))

    def written(
        self, version: int, headline: str, k: int = 0, field_ids: tuple[str, ...] = (), body: str = "Закажите сегодня"
    ) -> Event:
        by = WrittenFor.REWRITE if k else WrittenFor.BRIEF
        return self.add(
            TextsWritten(layout_id=LAYOUT, texts=texts(headline, body), field_ids=field_ids, by=by, k=k), version
        )

    def picture(self, version: int, k: int = 0, slot: int = 0) -> Event:
        shown = PictureShown(slot=slot, k=k, origin=ImageOrigin.AI, asset=PICTURE, prompts=PROMPTS, seed=7 + k)
        return self.add(shown, version)

    def turn(
        self, turn_id: str, seconds: float, outcome: TurnOutcome = TurnOutcome.DONE, command: str = "make_banners"
    ) -> Event:
        return self.add(TurnFinished(turn_id=turn_id, commands=(command,), outcome=outcome, seconds=seconds))

    def downloaded(
        self, version: int, headline: str, minute: float | None = None, body: str = "Закажите сегодня"
    ) -> Event:
        taken = Downloaded(
            file_format="zip", layout_ids=(LAYOUT,), texts=(texts(headline, body),), seconds_since_first_brief=60
        )
        return self.add(taken, version, minute=minute)

    def decided(self, version: int, approved: bool = True, reason: str = "") -> Event:
        return self.add(ApprovalDecided(approved=approved, reason=reason), version, person_id="lead")


EVERY_DETAIL: tuple[Detail, ...] = (
    SignedIn(),
    CampaignCreated(),
    Opened(),
    BriefSubmitted(brief=Brief(product_id="delivery", offer="Скидка 15%", layout_ids=(LAYOUT,))),
    TurnStarted(turn_id="t1", commands=("make_banners",)),
    TextsWritten(layout_id=LAYOUT, texts=texts("Скидка 15%"), attempts=2, was_cut=True, by=WrittenFor.BRIEF),
    PictureShown(slot=0, origin=ImageOrigin.AI, asset=PICTURE, description="машина", prompts=PROMPTS, seed=7),
    TurnFinished(
        turn_id="t1", commands=("make_banners",), outcome=TurnOutcome.DONE, seconds=12.5, delivered=1,
        spending=Usage(model="m", prompt_tokens=3, completion_tokens=4, calls=1),
    ),
    ChatMessage(text="сделай заголовок короче\0", planned=("rewrite_texts",)),
    TextEdited(layout_id=LAYOUT, field_id="headline", before="Скидка", after="Кэшбэк"),
    FormatsChanged(added=("story_1080x1920",)),
    LookChanged(ground="mint", button_colour="#0055ff"),
    LockSet(part="texts", locked=True),
    VariantsProposed(layout_id=LAYOUT, count=3),
    VariantUsed(layout_id=LAYOUT, number=2, takes="both"),
    VersionShown(how="undo", number=1),
    ProblemReported(text="две руки", layout_id=LAYOUT, prompts=(PROMPTS,), seeds=(7,)),
    Shared(with_person="boris"),
    ApprovalAsked(),
    ApprovalDecided(approved=False, reason="не тот фон"),
    Downloaded(file_format="png", layout_ids=(LAYOUT,), texts=(texts("Кэшбэк"),), seconds_since_first_brief=600),
    UsedInCampaign(used=True, comment="в рассылке"),
    PersonErased(campaigns=1, shares=0, approvals=0, events=9),
)  # fmt: skip
"""One of each kind."""
