"""The ``adbanner-offline`` command: jobs that run before the service. Heavy imports wait until a command needs them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from adbanner.errors import EXIT_CODES, AdBannerError

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def prepare() -> None:
    """Prepares the image bank and the models that the banners are made with."""
    from adbanner.settings import settle_process

    settle_process()


@app.command()
def index(
    kit: Annotated[Path | None, typer.Option(help="Brand kit; by default ADBANNER_BRAND_KIT.")] = None,
    drop_old: Annotated[
        bool, typer.Option("--drop-old", help="Delete the indexes of other encoders once the new one is in use.")
    ] = False,
) -> None:
    """Make the search index equal to the brand kit's pictures; the same command goes on where it was interrupted.

    Only new and changed pictures are encoded. A new text encoder gets an index of its own beside the one in use, and
    the switch is one step, so that searches never meet half an index.
    """
    from offline.indexing import index_command

    index_command(kit, drop_old=drop_old)


def main() -> None:
    """Run the command line and turn refusals into a message and an exit status."""
    try:
        app()
    except AdBannerError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(next(code for kind, code in EXIT_CODES.items() if isinstance(error, kind)))


if __name__ == "__main__":
    main()
