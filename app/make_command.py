"""``adbanner make``: reads the brief, follows the run, prints what came of it."""

import asyncio
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from adbanner.assets import MediaType
from adbanner.brief import Brief, parse_brief
from adbanner.errors import EXIT_CODES, InvalidRequest
from adbanner.progress import ProgressEvent
from adbanner.settings import load_settings
from app.making import MadeBanners, make_banners
from app.report import print_summary, report_json, write_report
from graph.services import Services
from tools.own_picture import read_own_picture

PARTLY_DELIVERED = 9
INTERRUPTED = 130
OWN_PICTURE_MARK = "@"


@dataclass(frozen=True)
class BriefOptions:
    """The brief as the command line gives it."""

    product: str
    offer: str
    layouts: tuple[str, ...]
    all_layouts: bool
    source: str
    images: tuple[str, ...]
    seed: int
    file_format: str
    scale: int
    ground: str | None
    erid: str
    copy_pack: bool
    brief_file: str | None


def make_command(options: BriefOptions, out: Path, *, as_json: bool) -> int:
    """Make the banners of a brief and return the exit status."""
    started_s = time.monotonic()
    data = brief_data(options)

    async def run() -> MadeBanners:
        def follow(event: ProgressEvent) -> None:
            sys.stderr.write(f"{time.monotonic() - started_s:6.1f} с  {event.message}\n")

        async def read_brief(services: Services) -> Brief:
            return await complete_brief(data, options, services)

        return await make_banners(load_settings(), read_brief, out, follow)

    try:
        made = asyncio.run(run())
    except KeyboardInterrupt:
        sys.stderr.write("Остановлено. Та же команда продолжит с того же места.\n")
        return INTERRUPTED
    seconds = time.monotonic() - started_s
    if made.output.refusal is not None:
        sys.stderr.write(f"{made.output.refusal.message}\n")
        return refusal_status(made.output.refusal.code)
    write_report(made, out, seconds)
    if as_json:
        sys.stdout.write(report_json(made, seconds) + "\n")
    else:
        print_summary(made, seconds)
    return PARTLY_DELIVERED if made.output.refused else 0


def refusal_status(code: str) -> int:
    """The exit status of a refusal by its error code."""
    return next(status for kind, status in EXIT_CODES.items() if kind.code == code)


def brief_data(options: BriefOptions) -> dict[str, object]:
    """The brief as plain data, from a file, from standard input or from the options.

    Raises:
        InvalidRequest: The file cannot be read or is not a JSON object.
    """
    if options.brief_file is not None:
        data = read_json(options.brief_file)
        return {**data, "seed": options.seed} if options.seed and "seed" not in data else data
    return {
        "product_id": options.product,
        "offer": options.offer,
        "layout_ids": options.layouts,
        "image_source": options.source,
        "images": [image_data(image) for image in options.images],
        "seed": options.seed,
        "file_format": options.file_format,
        "scale": options.scale,
        "ground": options.ground,
        "erid": options.erid,
        "copy_pack": options.copy_pack,
    }


def image_data(image: str) -> dict[str, object]:
    """A description, or the path of an own picture after ``@``."""
    if image.startswith(OWN_PICTURE_MARK):
        return {"own_picture": image.removeprefix(OWN_PICTURE_MARK)}
    return {"description": image}


def read_json(source: str) -> dict[str, object]:
    """Read a JSON object from a file or, for ``-``, from standard input."""
    try:
        text = sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8")
        data = json.loads(text)
    except OSError as error:
        raise InvalidRequest(f"Не удалось прочитать бриф {source}: {error.strerror}.", field="brief") from error
    except UnicodeDecodeError as error:
        raise InvalidRequest(f"Бриф {source} должен быть в кодировке UTF-8.", field="brief") from error
    except json.JSONDecodeError as error:
        raise InvalidRequest(
            f"Бриф {source}: ошибка JSON в строке {error.lineno}, знак {error.colno}: {error.msg}.", field="brief"
        ) from error
    if not isinstance(data, dict):
        raise InvalidRequest(f"Бриф {source} должен быть объектом JSON с полями product_id, offer, layout_ids.")
    return data


async def complete_brief(data: dict[str, object], options: BriefOptions, services: Services) -> Brief:
    """Fill in all layouts where asked, and store own pictures so that the brief only refers to them."""
    completed = dict(data)
    if options.copy_pack:
        completed["copy_pack"] = True
    if options.all_layouts:
        completed["layout_ids"] = tuple(services.layouts)
    images = data.get("images")
    if isinstance(images, list):
        completed["images"] = [await store_own_picture(image, services) for image in images]
    return parse_brief(completed)


async def store_own_picture(image: object, services: Services) -> object:
    """Replace the path of an own picture by a reference to the stored, checked picture."""
    if not isinstance(image, dict) or not isinstance(image.get("own_picture"), str):
        return image
    path = Path(image["own_picture"])
    try:
        data = await asyncio.to_thread(path.read_bytes)
    except OSError as error:
        raise InvalidRequest(f"Не удалось прочитать картинку {path}: {error.strerror}.", field="images") from error
    picture = await asyncio.to_thread(read_own_picture, data, path.name)
    asset = await services.store.put(picture.data, MediaType.PNG)
    return {**image, "own_picture": asset.model_dump()}
