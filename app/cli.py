"""The ``adbanner`` command. Heavy imports wait until a command needs them, so that ``--help`` is instant."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from adbanner.errors import EXIT_CODES, AdBannerError, ServiceUnavailable

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def prepare() -> None:
    """Turns a product and an offer into finished, checked ad banners."""
    from adbanner.settings import settle_process

    settle_process()


@app.command()
def make(
    product: Annotated[str, typer.Option(help="Product id; see `adbanner products`.")] = "",
    offer: Annotated[str, typer.Option(help="The offer, in the marketer's own words.")] = "",
    layout: Annotated[list[str] | None, typer.Option(help="Banner format; repeatable. See `adbanner layouts`.")] = None,
    all_layouts: Annotated[bool, typer.Option("--all-layouts", help="Every format of the layouts folder.")] = False,
    source: Annotated[str, typer.Option(help="Where pictures come from: bank or ai.")] = "bank",
    image: Annotated[
        list[str] | None,
        typer.Option(help="The k-th picture: a description, or @FILE for a picture of your own; repeatable."),
    ] = None,
    seed: Annotated[int, typer.Option(help="Same brief and seed, same bytes.")] = 0,
    file_format: Annotated[str, typer.Option("--format", help="png or jpg.")] = "png",
    scale: Annotated[int, typer.Option(help="1, 2 or 3 pixels per layout pixel, where the platform takes it.")] = 1,
    ground: Annotated[str | None, typer.Option(help="Brand background; left out, one that suits is chosen.")] = None,
    erid: Annotated[str, typer.Option(help="Advertising token for the legal line.")] = "",
    copy_pack: Annotated[
        bool, typer.Option("--copy-pack", help="Fill the platforms' own text fields too: Direct, VK, Google.")
    ] = False,
    brief: Annotated[
        str | None, typer.Option(help="Read the brief from a JSON file, or from standard input with -.")
    ] = None,
    out: Annotated[Path, typer.Option(help="Folder for the banners.")] = Path("out"),
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON and nothing else.")] = False,
) -> None:
    """Make banners from a brief and print what was made and how it was checked.

    Exit status: 0 all formats delivered; 1 our own defect; 2 the brief needs a change; 3 refused as unsafe;
    4 configuration; 5 a broken layout; 6 an endpoint is down (the same command resumes); 7 no room for
    files; 8 a step failed; 9 some formats were not delivered; 130 interrupted (the same command resumes).
    """
    from app.make_command import BriefOptions, make_command

    options = BriefOptions(
        product=product,
        offer=offer,
        layouts=tuple(layout or ()),
        all_layouts=all_layouts,
        source=source,
        images=tuple(image or ()),
        seed=seed,
        file_format=file_format,
        scale=scale,
        ground=ground,
        erid=erid,
        copy_pack=copy_pack,
        brief_file=brief,
    )
    raise typer.Exit(make_command(options, out, as_json=as_json))


@app.command()
def studio() -> None:
    """Open the studio: start the LangGraph API and the pages, print one address, stop both on Ctrl-C.

    Host and ports are settings: ADBANNER_STUDIO__HOST, __PORT, __API_PORT; __API_URL takes an API that runs elsewhere.
    """
    from app.studio_command import run_studio

    raise typer.Exit(run_studio())


@app.command()
def products(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """List the products of the brand kit."""
    from app.listing import list_products

    list_products(as_json=as_json)


@app.command()
def layouts(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """List the banner formats, after checking every one of them."""
    from app.listing import list_layouts

    list_layouts(as_json=as_json)


@app.command()
def preview_layout(
    layout: Annotated[str, typer.Argument(help="Id of a layout, or the path of a layout file.")],
    out: Annotated[Path | None, typer.Option(help="PNG file; by default <layout>.preview.png.")] = None,
) -> None:
    """Draw the boxes, limits and clear zones of a banner format."""
    from app import listing

    listing.preview_layout(layout, out)


@app.command()
def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Check the kit, the layouts and every configured endpoint; exit 0 when all of them are in order."""
    from app.doctor import examine

    raise typer.Exit(examine(as_json=as_json))


@app.command()
def add_person(
    user: Annotated[str, typer.Argument(help="Name that the person signs in with.")],
    name: Annotated[str, typer.Option(help="What others see; by default the user name.")] = "",
    designer: Annotated[bool, typer.Option("--designer", help="May approve banners of others.")] = False,
    password: Annotated[str, typer.Option(prompt=True, confirmation_prompt=True, hide_input=True)] = "",
) -> None:
    """Let a person sign in with a password; the file is ADBANNER_SIGN_IN__PASSWORDS."""
    from app.people import add_person as add

    add(user, name, password, designer=designer)


@app.command()
def erase_person(
    person: Annotated[str, typer.Argument(help="The name by which the person signs in.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete everything that is known of a person: campaigns, versions, chats, events, shares.

    What stays is one event that says how much was deleted, and not whose. Run it while the servers are stopped, or
    once more afterwards: a session that is open right now writes on.
    """
    from app.erasing import erase

    if not yes:
        typer.confirm(f"Delete all data of {person!r} for good?", abort=True)
    erasure = erase(person)
    typer.echo(f"Deleted: {len(erasure.campaign_ids)} campaigns and their events.")
    if not erasure.is_purged:
        typer.echo("The database is in use, so freed pages may still hold old bytes. Run the command again later.")


def main() -> None:
    """Run the command line and turn refusals into a message and an exit status."""
    try:
        app()
    except AdBannerError as error:
        sys.stderr.write(f"{explanation(error)}\n")
        sys.exit(exit_code(error))


def explanation(error: AdBannerError) -> str:
    """What a marketer reads, and below it the technical reason for whoever can mend it."""
    detail = f"\nПодробности: {error.detail}" if error.detail else ""
    resumed = " Та же команда продолжит с того же места." if isinstance(error, ServiceUnavailable) else ""
    return f"{error.told}{resumed}{detail}"


def exit_code(error: AdBannerError) -> int:
    """The exit status of the branch that an error belongs to."""
    return next(code for kind, code in EXIT_CODES.items() if isinstance(error, kind))


if __name__ == "__main__":
    main()
