"""A page where people judge pictures without knowing what drew them: one HTML file that asks nothing of a network."""

import base64
import hashlib
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from pydantic import ValidationError

from adbanner.artifact_store import content_key
from adbanner.errors import InvalidRequest
from adbanner.frozen import Frozen
from offline.validation.drawings import Drawings, picture_bytes
from tools.model_http import first_problem
from tools.whole_file import write_whole

TEMPLATE = Path(__file__).with_name("blind_page.html")
DATA_MARK = "__PAGE_DATA__"
SIDE_PX = 512
WEBP_QUALITY = 82
PAGE_ID_CHARS = 16


class PageKey(Frozen):
    """What was hidden: which source stands at which place. Kept by whoever runs the vote, away from the page."""

    page: str
    """Id of the page; its answers carry it."""
    places: dict[str, tuple[str, ...]]
    """Sources by description, in the order in which the page shows them."""


class PageQuestion(Frozen):
    """A scale under every picture."""

    id: str
    title: str
    hint: str = ""
    best: int
    """The best value: 1 for places, 5 for marks."""
    values: tuple[int, ...]


@dataclass(frozen=True)
class PageWords:
    """What a page says, in Russian."""

    title: str
    instruction: str
    questions: tuple[PageQuestion, ...]
    file_stem: str
    """Name of the downloaded file, without the person's name."""


@dataclass(frozen=True)
class BlindPage:
    """A page and its key."""

    html: str
    key: PageKey


def build_page(
    folder: Path, drawings: Drawings, sources: Sequence[str], words: PageWords, *, seed: int, samples: Sequence[Path]
) -> BlindPage:
    """A page of the pictures of some sources; the same arguments give the same page.

    Args:
        folder: Where the pictures lie.
        drawings: What was drawn.
        sources: Whose pictures are shown.
        words: What the page asks.
        seed: Of the order of the pictures.
        samples: Pictures of the bank, shown as what the style looks like.

    Raises:
        InvalidRequest: A picture cannot be read.
    """
    pictures = {source: [picture_bytes(folder, each) for each in drawings.of(source)] for source in sources}
    everything = content_key(*(hashlib.sha256(data).hexdigest() for each in pictures.values() for data in each))
    items: list[Mapping[str, object]] = []
    places: dict[str, tuple[str, ...]] = {}
    for number, description in enumerate(drawings.descriptions):
        # Hashes of the originals are part of the seed: nobody who has the page alone can shuffle again.
        order = random.Random(content_key(str(seed), everything, description.id)).sample(list(sources), len(sources))
        places[description.id] = tuple(order)
        shown = [_data_uri(pictures[source][number], f"{source}: {description.id}") for source in order]
        items.append({"id": description.id, "text": description.russian, "pictures": shown})
    style = [_data_uri(path.read_bytes(), str(path), SIDE_PX // 2) for path in samples]
    page_id = content_key(everything, json.dumps(places), words.title)[:PAGE_ID_CHARS]
    data = {
        "page": page_id,
        "title": words.title,
        "instruction": words.instruction,
        "questions": [question.model_dump() for question in words.questions],
        "fileStem": words.file_stem,
        "toy": drawings.are_toys,
        "style": style,
        "items": items,
    }
    # Inside of a script element only "<" could end it.
    embedded = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    html = TEMPLATE.read_text(encoding="utf-8").replace(DATA_MARK, embedded)
    return BlindPage(html, PageKey(page=page_id, places=places))


def _data_uri(data: bytes, name: str, side_px: int = SIDE_PX) -> str:
    """A small WebP of a picture on white, without its metadata: those may name the adapter."""
    try:
        with Image.open(BytesIO(data)) as opened:
            opened.load()
            image = opened.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise InvalidRequest(f"{name}: the picture is damaged ({error}). Run the draw command again.") from error
    image.thumbnail((side_px, side_px), Image.Resampling.LANCZOS)
    white = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    buffer = BytesIO()
    white.save(buffer, "WEBP", quality=WEBP_QUALITY, method=4)
    return f"data:image/webp;base64,{base64.b64encode(buffer.getvalue()).decode()}"


def write_page(page: BlindPage, page_path: Path, key_path: Path) -> None:
    """Write a page and its key.

    Raises:
        StorageFull: There is no room.
    """
    write_whole(key_path, page.key.model_dump_json(indent=1).encode())
    write_whole(page_path, page.html.encode())


def read_key(path: Path) -> PageKey:
    """The key of a page.

    Raises:
        InvalidRequest: It cannot be read, or is none.
    """
    try:
        return PageKey.model_validate_json(path.read_bytes())
    except OSError as error:
        raise InvalidRequest(f"{path}: the key cannot be read ({error.strerror}). Make the page first.") from error
    except ValidationError as error:
        raise InvalidRequest(f"{path}: this is no key of a page: {first_problem(error)}.") from error
