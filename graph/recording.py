"""What a turn leaves in the records: one event for each thing that was asked, written, shown or refused."""

from collections.abc import Iterator
from datetime import UTC, datetime

from adbanner.commands import (
    AddFormats,
    ChooseGround,
    ColourButton,
    Command,
    EditText,
    MakeBanners,
    MendBanner,
    ProposeVariants,
    Redo,
    RemoveFormats,
    ReplacePicture,
    RestoreVersion,
    RewriteTexts,
    SetLock,
    Undo,
    UseVariant,
)
from adbanner.events import (
    BriefSubmitted,
    ChatMessage,
    Detail,
    Event,
    FormatsChanged,
    LockSet,
    LookChanged,
    PictureShown,
    TextEdited,
    TextsWritten,
    TurnFinished,
    TurnOutcome,
    TurnStarted,
    VariantsProposed,
    VariantUsed,
    VersionShown,
    WrittenFor,
    event_id,
    utc_now,
)
from adbanner.images import ImageOrigin
from adbanner.texts import BannerTexts
from graph.session import Content
from graph.state import BannerState

REWRITES = (RewriteTexts, MendBanner)


def kinds(commands: tuple[Command, ...]) -> tuple[str, ...]:
    """The kinds of commands, in order."""
    return tuple(command.kind for command in commands)


def start_event(state: BannerState, person_id: str, campaign_id: str, turn_id: str) -> Event:
    """Work begins; without its end it crashed."""
    detail = TurnStarted(turn_id=turn_id, commands=kinds(state.requests))
    return event_of(detail, 0, state, person_id, campaign_id, turn_id, at=datetime.fromisoformat(state.started_at))


def turn_events(
    state: BannerState,
    before: Content | None,
    after: Content | None,
    *,
    person_id: str,
    campaign_id: str,
    turn_id: str,
) -> tuple[Event, ...]:
    """Everything that a turn which came to its end leaves behind.

    Args:
        state: At the end of the turn.
        before: What the session showed when it began.
        after: What it shows now.
        person_id: Who asked.
        campaign_id: The session.
        turn_id: The same for every attempt, so that a turn which is resumed is recorded once.
    """
    details = [*asked(state, before), *made(state, before, after), finished(state, before, after, turn_id)]
    at = utc_now()
    return tuple(
        event_of(detail, number, state, person_id, campaign_id, turn_id, at=at)
        for number, detail in enumerate(details, start=1)
    )


def event_of(
    detail: Detail, number: int, state: BannerState, person_id: str, campaign_id: str, turn_id: str, *, at: datetime
) -> Event:
    """One event of a turn."""
    return Event(
        id=event_id("turn", turn_id, detail.kind, str(number)),
        at=at,
        person_id=person_id,
        campaign_id=campaign_id,
        version=state.version or None,
        detail=detail,
    )


def asked(state: BannerState, before: Content | None) -> Iterator[Detail]:
    """What the person did, also where it was refused."""
    if state.asked:
        yield ChatMessage(text=state.asked, planned=kinds(state.requests))
    for command in state.requests:
        if isinstance(command, MakeBanners):
            yield BriefSubmitted(brief=command.brief)
        elif isinstance(command, SetLock) and not state.refusal:
            yield LockSet(part=command.part, locked=command.locked)
        elif isinstance(command, EditText) and before is not None:
            yield TextEdited(
                layout_id=command.layout_id,
                field_id=command.field_id,
                before=words_of(before, command.layout_id, command.field_id),
                after=command.text,
            )


def words_of(content: Content, layout_id: str, field_id: str) -> str:
    """The words of one field; none where there are none yet."""
    texts = texts_of(content, layout_id)
    if texts is None:
        return ""
    return next((field.text for field in texts.fields if field.field_id == field_id), "")


def texts_of(content: Content, layout_id: str) -> BannerTexts | None:
    """The texts of one format."""
    written = content.texts.get(layout_id)
    return written.texts if written else None


def made(state: BannerState, before: Content | None, after: Content | None) -> Iterator[Detail]:
    """What changed on the banners, and what was only proposed."""
    if state.refusal is not None or after is None:
        return
    yield from texts_written(state)
    yield from pictures_shown(state, before, after)
    yield from formats_and_look(state, before, after)
    for command in state.requests:
        if isinstance(command, ProposeVariants):
            yield VariantsProposed(layout_id=command.layout_id, count=len(state.proposed))
        elif isinstance(command, UseVariant):
            variant = next(item for item in state.variants if item.number == command.number)
            yield VariantUsed(layout_id=variant.layout_id, number=command.number, takes=command.takes)
            if command.takes != "pictures" and variant.texts and variant.texts.texts:
                yield TextsWritten(layout_id=variant.layout_id, texts=variant.texts.texts, by=WrittenFor.VARIANT)
        elif isinstance(command, Undo | Redo | RestoreVersion):
            how = command.kind if not isinstance(command, RestoreVersion) else "restore"
            number = command.number if isinstance(command, RestoreVersion) else state.version
            yield VersionShown(how=how, number=number)


def texts_written(state: BannerState) -> Iterator[Detail]:
    """The texts that the system wrote in this turn."""
    for layout_id, written in state.written.items():
        if written.texts is None:
            continue
        yield TextsWritten(
            layout_id=layout_id,
            texts=written.texts,
            attempts=written.attempts,
            was_cut=written.was_cut,
            by=written_for(state, layout_id),
            k=state.rewrites,
        )


def written_for(state: BannerState, layout_id: str) -> WrittenFor:
    """Why the texts of a format were written."""
    for command in state.requests:
        if isinstance(command, MakeBanners):
            return WrittenFor.BRIEF
        if isinstance(command, AddFormats) and layout_id in command.layout_ids:
            return WrittenFor.FORMAT
        if isinstance(command, MendBanner) and command.layout_id == layout_id:
            return WrittenFor.MEND
    return WrittenFor.REWRITE


def pictures_shown(state: BannerState, before: Content | None, after: Content) -> Iterator[Detail]:
    """The pictures that came into a slot."""
    earlier = {picture.slot: picture for picture in before.pictures} if before else {}
    is_new = any(isinstance(command, MakeBanners) for command in state.requests)
    for picture in after.pictures:
        if not is_new and earlier.get(picture.slot) == picture:
            continue
        yield PictureShown(
            slot=picture.slot,
            k=state.replacements.get(str(picture.slot), 0),
            origin=picture.origin,
            asset=picture.asset,
            description=after.brief.image_request(picture.slot).description,
            label=picture.label,
            prompts=picture.prompts,
            seed=picture.seed,
        )


def drawn(state: BannerState, before: Content | None, after: Content) -> int:
    """How many of the pictures that came into a slot the image model made."""
    shown = pictures_shown(state, before, after)
    return sum(isinstance(detail, PictureShown) and detail.origin is ImageOrigin.AI for detail in shown)


def formats_and_look(state: BannerState, before: Content | None, after: Content) -> Iterator[Detail]:
    """Formats that came or went, and colours that were chosen."""
    if any(isinstance(command, AddFormats | RemoveFormats) for command in state.requests) and before is not None:
        old, new = before.brief.layout_ids, after.brief.layout_ids
        yield FormatsChanged(
            added=tuple(key for key in new if key not in old), removed=tuple(key for key in old if key not in new)
        )
    if any(isinstance(command, ChooseGround | ColourButton) for command in state.requests):
        yield LookChanged(ground=after.ground, button_colour=after.button_colour)


def finished(state: BannerState, before: Content | None, after: Content | None, turn_id: str) -> Detail:
    """How the turn ended."""
    began = datetime.fromisoformat(state.started_at)
    return TurnFinished(
        turn_id=turn_id,
        commands=kinds(state.requests),
        outcome=TurnOutcome.REFUSED if state.refusal else TurnOutcome.DONE,
        seconds=max(0.0, (datetime.now(UTC) - began).total_seconds()),
        delivered=len(after.banners) if after else 0,
        refused=len(after.refused) if after else 0,
        drawn=0 if state.refusal or after is None else drawn(state, before, after),
        error_code=state.refusal.code if state.refusal else "",
        spending=state.spending.total if state.spending else state.usage,
    )


def counted(state: BannerState) -> tuple[int, dict[str, int]]:
    """How often texts, and the picture of each slot, were made anew, with the commands of this turn."""
    rewrites = state.rewrites + any(isinstance(command, REWRITES) for command in state.requests)
    replacements = dict(state.replacements)
    for command in state.requests:
        if isinstance(command, ReplacePicture):
            replacements[str(command.slot)] = replacements.get(str(command.slot), 0) + 1
    return rewrites, replacements
