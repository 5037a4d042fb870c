"""A folder of drawn pictures: one for each description and source, with what it was drawn by."""

from itertools import combinations
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from adbanner.errors import InvalidRequest
from adbanner.frozen import Frozen
from offline.validation.descriptions import ValidationDescription
from tools.model_http import first_problem
from tools.whole_file import write_whole

RECORD_FILE = "drawings.json"
SourceName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]
"""What people call a source: an adapter, or the base model. Also the name of its folder."""


class Drawing(Frozen):
    """One drawn picture."""

    source: SourceName
    description_id: str
    seed: int
    prompt: str
    file: str
    """PNG, relative to the folder."""
    sha256: str
    toy: bool
    """Made by toy weights: shows the wiring, not the style."""
    server: str


class Drawings(Frozen):
    """What a folder holds."""

    sources: Annotated[tuple[SourceName, ...], Field(min_length=1)]
    descriptions: Annotated[tuple[ValidationDescription, ...], Field(min_length=1)]
    """As they were when the pictures were drawn."""
    drawings: tuple[Drawing, ...]

    @property
    def missing(self) -> tuple[tuple[str, str], ...]:
        """Pairs of source and description without a picture."""
        drawn = {(each.source, each.description_id) for each in self.drawings}
        wanted = ((source, each.id) for source in self.sources for each in self.descriptions)
        return tuple(pair for pair in wanted if pair not in drawn)

    @property
    def are_toys(self) -> bool:
        """Whether any of them was made by toy weights."""
        return any(each.toy for each in self.drawings)

    @property
    def equal_sources(self) -> tuple[tuple[str, str], ...]:
        """Pairs of sources that drew the very same pictures: an adapter was not applied."""
        pictures = {source: tuple(each.sha256 for each in self.of(source)) for source in self.sources}
        return tuple(
            (one, other) for one, other in combinations(self.sources, 2) if pictures[one] == pictures[other] != ()
        )

    def of(self, source: str) -> tuple[Drawing, ...]:
        """The pictures of a source in the order of the descriptions.

        Raises:
            InvalidRequest: There is no such source.
        """
        if source not in self.sources:
            raise InvalidRequest(f"No pictures were drawn by {source!r}; there are {', '.join(self.sources)}.")
        by_id = {each.description_id: each for each in self.drawings if each.source == source}
        return tuple(by_id[each.id] for each in self.descriptions if each.id in by_id)


def write_drawings(folder: Path, drawings: Drawings) -> None:
    """Write what a folder holds.

    Raises:
        StorageFull: There is no room.
    """
    write_whole(folder / RECORD_FILE, drawings.model_dump_json(indent=1).encode())


def read_drawings(folder: Path, *, complete: bool = True) -> Drawings:
    """What a folder holds.

    Args:
        folder: Made by ``draw``.
        complete: Refuse a folder where pictures are missing.

    Raises:
        InvalidRequest: Nothing was drawn here, the record is damaged, or pictures are missing.
    """
    path = folder / RECORD_FILE
    try:
        drawings = Drawings.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise InvalidRequest(f"{path} does not exist: draw the pictures first (choose-lora draw).") from error
    except (OSError, ValidationError) as error:
        reason = first_problem(error) if isinstance(error, ValidationError) else error.strerror
        raise InvalidRequest(f"{path} cannot be read: {reason}.") from error
    if complete and drawings.missing:
        source, description = drawings.missing[0]
        raise InvalidRequest(
            f"{folder}: {len(drawings.missing)} pictures are missing, the first is {description} by {source}. "
            "Run the same draw command again."
        )
    return drawings


def picture_bytes(folder: Path, drawing: Drawing) -> bytes:
    """The PNG of a drawing.

    Raises:
        InvalidRequest: The file is gone.
    """
    try:
        return (folder / drawing.file).read_bytes()
    except OSError as error:
        raise InvalidRequest(
            f"{folder / drawing.file}: the picture cannot be read ({error.strerror}). Run the draw command again."
        ) from error
