"""What the parts of a turn bring home: values that the state keeps and a version remembers."""

from adbanner.frozen import Frozen
from adbanner.images import BankHit, Picture
from adbanner.texts import BannerTexts, TextFault
from adbanner.usage import NOTHING, Usage, total


class Spending(Frozen):
    """What the language model cost in one turn."""

    texts: dict[str, Usage]
    """By layout, or by text form of the copy pack."""
    shared: Usage
    """Screening of the request and words for pictures: what the formats share."""

    @property
    def total(self) -> Usage:
        """All of it."""
        return total((self.shared, *self.texts.values()))


class Refusal(Frozen):
    """Why nothing of the request was carried out."""

    code: str
    """As in ``adbanner.errors``: ``invalid_request`` or ``unsafe_content``."""
    message: str
    field: str = ""


class WrittenTexts(Frozen):
    """The texts of one layout, or the reason why there are none."""

    texts: BannerTexts | None = None
    attempts: int = 0
    """Answers of the copywriter that it took."""
    was_cut: bool = False
    """Whether the texts had to be cut by whole words."""
    flags: tuple[str, ...] = ()
    """Reasons why a person should read them before they are published."""
    faults: tuple[TextFault, ...] = ()
    """What is still wrong with them; a banner's preflight measures the file itself."""
    usage: Usage = NOTHING
    """What writing and judging them cost."""
    problem: str = ""
    detail: str = ""
    """The technical reason behind the problem, where there is one."""


class FoundPictures(Frozen):
    """What the branch of one image slot brought home."""

    hits: tuple[BankHit, ...] = ()
    """Bank pictures in the order in which they were drawn."""
    picture: Picture | None = None
    """A generated or own picture."""
    problem: str = ""
    detail: str = ""
    """The technical reason behind the problem, where there is one."""
    usage: Usage = NOTHING
    """What the words that found or made it cost."""
