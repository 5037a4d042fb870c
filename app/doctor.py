"""``adbanner doctor``: is the kit sound, do the layouts hold, does every configured endpoint answer?"""

import asyncio
import sys

from rich.console import Console
from rich.text import Text

from adbanner.brand_kit_files import load_brand_kit
from adbanner.errors import AdBannerError
from adbanner.frozen import Frozen
from adbanner.layout_files import load_layouts
from adbanner.settings import Settings, load_settings
from app.listing import checked_layouts, print_json
from tools.bank_pictures import check_pictures
from tools.endpoint_probe import EndpointState, EndpointStatus, probe_endpoints

OUT_OF_ORDER = 6
"""Same exit status as for an endpoint that is down during a run."""
WIDTH_IN_LOGS = 240
MARKS = {
    EndpointState.ANSWERS: ("✓", "green"),
    EndpointState.NOT_CONFIGURED: ("·", "dim"),
    EndpointState.FAILS: ("✗", "red"),
}


class HouseCheck(Frozen):
    """What is wrong with the files of this installation."""

    subject: str
    problems: tuple[str, ...]
    summary: str


def examine(*, as_json: bool) -> int:
    """Print what was found and return 0 when everything is in order."""
    settings = load_settings()
    files = (check_kit(settings), check_layouts(settings))
    endpoints = asyncio.run(probe_endpoints(settings))
    if as_json:
        print_json(
            {
                "files": [check.model_dump(mode="json") for check in files],
                "endpoints": [status.model_dump(mode="json") for status in endpoints],
            }
        )
    else:
        print_findings(files, endpoints)
    broken = any(check.problems for check in files)
    return OUT_OF_ORDER if broken or any(status.state is EndpointState.FAILS for status in endpoints) else 0


def check_kit(settings: Settings) -> HouseCheck:
    """Load the brand kit and decode every picture of its bank."""
    try:
        kit = load_brand_kit(settings.brand_kit)
    except AdBannerError as error:
        return HouseCheck(subject="brand kit", problems=(str(error),), summary=str(settings.brand_kit))
    counts = f"{kit.name}: {len(kit.products)} products, {len(kit.images)} pictures, {len(kit.grounds)} grounds"
    problems = tuple(str(problem) for problem in asyncio.run(check_pictures(kit)))
    return HouseCheck(subject="brand kit", problems=problems, summary=counts)


def check_layouts(settings: Settings) -> HouseCheck:
    """Load every layout and prove that it holds its limits in the kit's type."""
    try:
        layouts = checked_layouts(load_layouts(settings.layouts), load_brand_kit(settings.brand_kit))
    except AdBannerError as error:
        return HouseCheck(subject="layouts", problems=(str(error),), summary=str(settings.layouts))
    return HouseCheck(subject="layouts", problems=(), summary=f"{len(layouts)} formats")


def print_findings(files: tuple[HouseCheck, ...], endpoints: tuple[EndpointStatus, ...]) -> None:
    """One line for each file set and endpoint, problems below."""
    # Logs and pipes have no width; wrapping would break addresses.
    console = Console(highlight=False, width=None if sys.stdout.isatty() else WIDTH_IN_LOGS)
    for check in files:
        mark, style = ("✗", "red") if check.problems else ("✓", "green")
        console.print(Text(f"{mark} {check.subject}: {check.summary}", style=style))
        for problem in check.problems:
            console.print(Text(f"    {problem}", style="red"))
    for status in endpoints:
        mark, style = MARKS[status.state]
        took = f" in {status.answered_in_ms} ms" if status.answered_in_ms is not None else ""
        address = f" {status.url}" if status.url else ""
        console.print(Text(f"{mark} {status.role}{address}: {status.message}{took}", style=style))
