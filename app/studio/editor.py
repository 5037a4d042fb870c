"""The props of the editor: what a session shows, and how far the running turn is."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

from adbanner.progress import ProgressEvent, Step
from app.studio.parts import StudioParts, file_link
from app.studio.presenting import (
    banner_views,
    generation_missing,
    ground_views,
    picture_views,
    variant_views,
    version_views,
)
from app.studio.session_values import SessionValues
from app.studio.view import ApprovalView, EditorProps, StepStatus, StepView
from app.studio.words import RUSSIAN, STAGES, WORDS, Words

STAGE_OF = {step: key for key, steps in STAGES for step in steps}
STAGE_KEYS = tuple(key for key, _ in STAGES)
NO_APPROVAL = ApprovalView(required=False, state="none", reason="", link="")


@dataclass
class Progress:
    """How far the running turn is, from its events."""

    campaign_id: str
    details: dict[str, str] = field(default_factory=dict)
    """The last thing that happened, by stage."""
    arrived: dict[str, str] = field(default_factory=dict)
    """Finished banners by layout id."""
    pictures: dict[int, str] = field(default_factory=dict)
    """Pictures that are there, by slot."""
    usual_s: float | None = None
    """How long such a turn takes, where that is known."""
    began_s: float = field(default_factory=time.monotonic)
    reached: str = ""

    def take(self, event: ProgressEvent) -> None:
        """Note one event."""
        stage = STAGE_OF[event.step]
        self.details[stage] = event.message
        if not self.reached or STAGE_KEYS.index(stage) > STAGE_KEYS.index(self.reached):
            self.reached = stage
        if event.asset is not None and event.step is Step.REVIEW_BANNER:
            self.arrived[event.layout_id] = file_link(self.campaign_id, event.asset)
        elif event.asset is not None and event.slot is not None:
            self.pictures[event.slot] = file_link(self.campaign_id, event.asset)

    @property
    def left_s(self) -> int | None:
        """Seconds that are left; None where nobody knows, or where it takes longer than usual."""
        if self.usual_s is None:
            return None
        left_s = round(self.usual_s - (time.monotonic() - self.began_s))
        return left_s if left_s > 0 else None

    def steps(self, words: Words = RUSSIAN) -> tuple[StepView, ...]:
        """The stages as people follow them; texts and pictures run side by side."""
        place = STAGE_KEYS.index(self.reached) if self.reached else 0
        views = []
        for number, key in enumerate(STAGE_KEYS):
            status = StepStatus.DONE if number < place else StepStatus.WAITING
            if number == place or (key == "texts" and self.reached == "pictures"):
                status = StepStatus.RUNNING
            detail = self.details.get(key, "") if words.is_russian else ""
            views.append(StepView(key=key, title=words.stages[key], status=status, detail=detail))
        return tuple(views)


def editor_props(
    parts: StudioParts,
    campaign_id: str,
    values: SessionValues,
    *,
    title: str = "",
    status: str = "idle",
    message: str = "",
    progress: Progress | None = None,
    open_layout_id: str = "",
    asked_layout_ids: Iterable[str] = (),
    approval: ApprovalView = NO_APPROVAL,
    language: str = "ru",
    read_only: bool = False,
) -> EditorProps:
    """Everything that the editor draws.

    Args:
        parts: Brand and formats.
        campaign_id: The session.
        values: What it shows.
        title: What the person calls it.
        status: See ``EditorProps``.
        message: What happened, where something did.
        progress: Of the running turn.
        open_layout_id: The format whose tab is open.
        asked_layout_ids: Formats of the first brief, while nothing was made yet.
        approval: Where the designer's approval stands.
        language: Of the words.
        read_only: Whether somebody else owns it.
    """
    words = WORDS[language]
    link = partial(file_link, campaign_id)
    shown = tuple(values.brief.layout_ids if values.brief else asked_layout_ids)
    more = tuple(view for key, view in parts.formats.items() if key not in shown)
    return EditorProps(
        language=language,
        campaign_id=campaign_id,
        title=title,
        status=status,
        message=message,
        formats=tuple(parts.formats[key] for key in shown if key in parts.formats),
        more_formats=more,
        open_layout_id=open_layout_id if open_layout_id in shown else next(iter(shown), ""),
        steps=progress.steps(words) if progress else (),
        estimate_s=progress.left_s if progress else None,
        arrived=progress.arrived if progress else {},
        arrived_pictures=tuple(progress.pictures[slot] for slot in sorted(progress.pictures)) if progress else (),
        banners=banner_views(values, parts.layouts, link, words),
        pictures=picture_views(values, link, words),
        variants=variant_views(values, link),
        variants_layout_id=values.variants[0].layout_id if values.variants else "",
        versions=version_views(values, link),
        version=values.version,
        can_undo=values.version > 0 and values.versions[values.version - 1].parent > 0,
        can_redo=bool(values.redo),
        grounds=ground_views(parts.kit),
        ground=values.ground,
        button_colours=parts.kit.button_colours,
        button_colour=values.button_colour,
        locks=values.locks,
        facts=tuple(fact.text for fact in values.facts),
        flags=values.flags,
        warnings=values.warnings,
        approval=approval,
        generation_missing=generation_missing(parts.settings, words),
        read_only=read_only,
    )
