"""What one banner session came to, read from its events alone (design document, 3.1)."""

from collections.abc import Iterable

from adbanner.events import (
    ApprovalDecided,
    BriefSubmitted,
    Downloaded,
    Event,
    PictureShown,
    ProblemReported,
    TextsWritten,
    UsedInCampaign,
    VersionShown,
)
from adbanner.frozen import Frozen
from adbanner.texts import BannerTexts
from tools.edit_distance import edit_distance

MAX_TEXT_CHANGE = 0.2
"""Of the texts' length: from so much on a session was edited too much."""
MAX_PICTURE_REGENERATIONS = 3

Written = dict[tuple[str, str], str]
"""The system's own words by layout and field."""


class PilotSession(Frozen):
    """One campaign, from its first brief on."""

    campaign_id: str
    person_id: str
    """Who submitted the brief."""
    is_downloaded: bool
    is_approved: bool
    """Whether a designer approved a version that was downloaded."""
    text_change: float
    """Edits by hand of the downloaded texts as a part of their length, 0-1; 0 without a download."""
    text_regenerations: int
    """How often a person had texts written anew, up to the download."""
    picture_regenerations: int
    """How often a person had a picture made anew, of the slot where it was most often, up to the download."""
    time_to_asset_s: float | None
    """From the first brief to the download; None without one."""
    problems: int
    used: bool | None
    """Whether the banners went into an advertising campaign; None where nobody said."""

    @property
    def is_within_limits(self) -> bool:
        """Whether texts and pictures were taken nearly as the system made them."""
        return self.text_change < MAX_TEXT_CHANGE and self.picture_regenerations <= MAX_PICTURE_REGENERATIONS

    @property
    def is_adopted(self) -> bool:
        """Whether the session counts as a success of the pilot."""
        return self.is_downloaded and self.is_approved and self.is_within_limits


def read_session(events: Iterable[Event]) -> PilotSession | None:
    """The session of one campaign's events; None where nobody submitted a brief.

    It ends with the last download of an approved version, or else with the last download: what is tried out afterwards
    does not count. An approval may come after the download. Of several decisions on a version the latest holds.
    """
    ordered = sorted(events, key=lambda event: event.at)
    first = next((event for event in ordered if isinstance(event.detail, BriefSubmitted)), None)
    if first is None:
        return None
    decisions = {e.version: e.detail.approved for e in ordered if isinstance(e.detail, ApprovalDecided)}
    downloads = [event for event in ordered if isinstance(event.detail, Downloaded)]
    approved = [event for event in downloads if decisions.get(event.version)]
    ends = approved or downloads
    end = ends[-1] if ends else None
    before = ordered if end is None else ordered[: ordered.index(end)]
    feedback = [event.detail.used for event in ordered if isinstance(event.detail, UsedInCampaign)]
    return PilotSession(
        campaign_id=first.campaign_id,
        person_id=first.person_id,
        is_downloaded=end is not None,
        is_approved=bool(approved),
        text_change=text_change(before, end.detail) if end and isinstance(end.detail, Downloaded) else 0.0,
        text_regenerations=max((e.detail.k for e in before if isinstance(e.detail, TextsWritten)), default=0),
        picture_regenerations=max((e.detail.k for e in before if isinstance(e.detail, PictureShown)), default=0),
        time_to_asset_s=(end.at - first.at).total_seconds() if end else None,
        problems=sum(isinstance(event.detail, ProblemReported) for event in ordered),
        used=feedback[-1] if feedback else None,
    )


def text_change(before: Iterable[Event], download: Downloaded) -> float:
    """Levenshtein's distance of the system's texts to the downloaded ones, all fields of all formats joined, by length.

    The longer of both texts is the length, so that the result lies in 0-1.
    """
    written = written_texts(before)
    final = {(texts.layout_id, field.field_id): field.text for texts in download.texts for field in texts.fields}
    places = sorted(final)
    generated_text = "\n".join(written.get(place, "") for place in places)
    final_text = "\n".join(final[place] for place in places)
    longest = max(len(generated_text), len(final_text))
    return edit_distance(generated_text, final_text) / longest if longest else 0.0


def written_texts(events: Iterable[Event]) -> Written:
    """The system's own words behind what is shown after the events.

    A version that is shown again brings back the words of its time: an undo is no edit by hand.
    """
    written: Written = {}
    of_version: dict[int, Written] = {}
    for event in events:
        match event.detail:
            case TextsWritten(texts=texts, field_ids=field_ids):
                written = {**written, **new_words(texts, field_ids)}
            case VersionShown(number=number):
                written = of_version.get(number, written)
        if event.version is not None and (isinstance(event.detail, TextsWritten) or event.version not in of_version):
            of_version[event.version] = written
    return written


def new_words(texts: BannerTexts, field_ids: tuple[str, ...]) -> Written:
    """What was written now; no ``field_ids`` means all fields."""
    return {
        (texts.layout_id, field.field_id): field.text
        for field in texts.fields
        if not field_ids or field.field_id in field_ids
    }
