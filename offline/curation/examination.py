"""All that is known of one picture: a value that is kept, so that nothing is looked at twice."""

from adbanner.frozen import Frozen
from offline.curation.finding import Finding, Kind
from offline.curation.fingerprint import Fingerprint
from offline.curation.reading import Note, Obstacle


class ColourShare(Frozen):
    """A colour of the object."""

    name: str
    """In Russian."""
    share: float


class Measurements(Frozen):
    """One picture in numbers."""

    width_px: int
    height_px: int
    file_format: str
    file_bytes: int
    transparent: bool
    own_ground: bool
    """Whether the object stands on a transparent or even ground."""
    coverage: float
    """Share of the picture that is object, 0-1."""
    objects: int
    object_side_px: float
    cut_share: float
    border_level: int
    """Median of the border's darkest channel, 0-255; see-through borders are white."""
    sharpness: float
    noise: float
    clutter: float
    colours: tuple[ColourShare, ...]
    """Those of at least 5 %, largest first."""


class Examination(Frozen):
    """What was found in one picture."""

    obstacle: Obstacle | None = None
    """Why it cannot be read; all else is empty then."""
    detail: str = ""
    notes: tuple[Note, ...] = ()
    measurements: Measurements | None = None
    findings: tuple[Finding, ...] = ()
    fingerprint: Fingerprint | None = None
    thumbnail: str = ""
    """WebP as a data URI."""


class Picture(Frozen):
    """A file of the folder with all that was found in it."""

    name: str
    """Path below the folder, with slashes."""
    sha256: str
    """Empty where the file cannot be read."""
    examination: Examination
    duplicate: Finding | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What a person should look at; a picture without any is suggested for the bank."""
        examined = self.examination
        if examined.obstacle is not None:
            detail = f"{examined.obstacle.value} ({examined.detail})" if examined.detail else examined.obstacle.value
            return (Finding(kind=Kind.UNREADABLE, score=1, threshold=1, detail=detail),)
        return (*examined.findings, self.duplicate) if self.duplicate else examined.findings
