"""A vision endpoint that plays a script: it looks at the colour of the picture that arrives, and describes that."""

import base64
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import replace
from io import BytesIO
from itertools import count
from threading import Lock
from types import MappingProxyType

from PIL import Image, UnidentifiedImageError

from tools.fake_chat_server import ChatReply, ChatRequest, FakeChatServer, answer

MAX_SIDE_PX = 1_024
"""A larger picture is refused, as servers with little memory do."""
COLOURS: Mapping[str, tuple[int, int, int]] = MappingProxyType(
    {
        "красный": (220, 40, 40),
        "зелёный": (40, 170, 60),
        "синий": (40, 70, 220),
        "жёлтый": (240, 200, 40),
        "фиолетовый": (140, 60, 200),
        "бирюзовый": (40, 190, 190),
    }
)
"""What it tells apart."""
ENGLISH = dict(zip(COLOURS, ("red", "green", "blue", "yellow", "violet", "teal"), strict=True))
NEARLY_WHITE = 235
PROMPT_TOKENS, COMPLETION_TOKENS = 1_000, 200
"""What each answer costs, refusals and bad words too."""


def described(colour: str, **changes: object) -> dict[str, object]:
    """Good words for a picture of a colour, with some of them changed."""
    return {
        "caption": f"Гладкий {colour} предмет со скруглёнными краями стоит по центру. Матовый пластик освещён мягким "
        "светом, под предметом лёгкая тень.",
        "caption_en": f"Soft 3D illustration of a smooth {ENGLISH[colour]} object with rounded edges, matte plastic, "
        "soft diffused light, gentle shadow below, centred on a clean white background",
        "services": [
            f"интернет-магазин игрушек и подарков, где есть {colour} цвет",
            "мастерская по изготовлению мебели для детских комнат",
            "курсы рисования и лепки для взрослых начинающих художников",
        ],
        "tags": ["предмет", colour, "пластик", "форма"],
        "has_text": False,
        "has_currency_signs": False,
        "has_logo": False,
        "has_many_objects": False,
    } | changes


class FakeVisionServer(FakeChatServer):
    """A scripted vision endpoint; use it as a context manager.

    Args:
        mishaps: What the first questions about a picture of a colour are answered with, before good words.
        delay_s: How long each good answer takes.
        lives_for: How many questions it answers before it dies; None for any number.
    """

    def __init__(
        self,
        mishaps: Mapping[str, Iterable[ChatReply]] = MappingProxyType({}),
        *,
        delay_s: float = 0,
        lives_for: int | None = None,
    ) -> None:
        super().__init__(self._look)
        self.questions: list[tuple[str, ChatRequest]] = []
        """Each question with the colour of its picture, oldest first."""
        self._mishaps = {colour: deque(replies) for colour, replies in mishaps.items()}
        self._delay_s = delay_s
        self._lives_for = lives_for
        self._questions = count(1)
        self._looking = Lock()

    @property
    def seen(self) -> list[str]:
        """The colour of the picture of each question, oldest first."""
        return [colour for colour, _ in self.questions]

    def _look(self, request: ChatRequest) -> ChatReply:
        if self._lives_for is not None and next(self._questions) > self._lives_for:
            return ChatReply(die=True)
        urls = [url for message in request.messages for url in message.images]
        if len(urls) != 1:
            return ChatReply(status=400, error=f"expected one image, got {len(urls)}")
        try:
            colour = colour_of(urls[0])
        except ValueError as error:
            return ChatReply(status=400, error=str(error))
        with self._looking:
            self.questions.append((colour, request))
            waiting = self._mishaps.get(colour)
            reply = waiting.popleft() if waiting else replace(answer(described(colour)), delay_s=self._delay_s)
        return replace(reply, prompt_tokens=PROMPT_TOKENS, completion_tokens=COMPLETION_TOKENS)


def colour_of(url: str) -> str:
    """The colour of what stands on white in a picture.

    Raises:
        ValueError: It is no data URL of a PNG or JPEG, too large, or shows nothing but white.
    """
    head, _, data = url.partition(";base64,")
    if head not in ("data:image/png", "data:image/jpeg"):
        raise ValueError(f"not a picture: {head[:40]}")
    try:
        image = Image.open(BytesIO(base64.b64decode(data, validate=True)), formats=("PNG", "JPEG"))
    except UnidentifiedImageError as error:
        raise ValueError("not a picture inside") from error
    if image.mode != "RGB" or max(image.size) > MAX_SIDE_PX:
        raise ValueError(f"{image.mode} of {image.width}x{image.height}: too large, or not on white")
    small = image.resize((32, 32)).tobytes()
    points = [tuple(small[start : start + 3]) for start in range(0, len(small), 3)]
    shown = [point for point in points if min(point) < NEARLY_WHITE]
    if not shown:
        raise ValueError("nothing but white")
    mean = [sum(channel) / len(shown) for channel in zip(*shown, strict=True)]
    return min(COLOURS, key=lambda name: sum((a - b) ** 2 for a, b in zip(COLOURS[name], mean, strict=True)))
