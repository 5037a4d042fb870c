"""The ``choose-lora`` commands. Heavy imports wait until a command needs them."""

from pathlib import Path
from typing import Annotated

import typer

Folder = Annotated[Path, typer.Option("--out", help="Folder of the comparison: pictures, page, key, decision.")]
Seed = Annotated[int, typer.Option(min=0, help="Same seed, same result.")]
DEFAULT_FOLDER = Path("lora_choice")

app = typer.Typer(no_args_is_help=True, help="Choose between LoRA adapters by what people prefer blindly.")


@app.command()
def draw(
    adapter: Annotated[
        list[str],
        typer.Option(
            help="NAME=lora:ADAPTER for an adapter of the configured servers, NAME=base for none, or NAME=URL of a "
            "server that has one on. Give one for each."
        ),
    ],
    descriptions: Annotated[Path | None, typer.Option(help="JSON Lines; by default the 20 of the product.")] = None,
    out: Folder = DEFAULT_FOLDER,
    seed: Seed = 0,
) -> None:
    """Draw every description by every adapter from equal seeds; the same command draws what is missing.

    Exit status: 0 all drawn; 2 wrong options; 4 configuration; 6 a server is down; 7 no room for files; 9 some
    pictures were refused; 130 interrupted.
    """
    from offline.lora_choice.command import DrawOptions, draw_command
    from offline.validation.descriptions import DESCRIPTIONS_FILE

    options = DrawOptions(adapters=adapter, descriptions=descriptions or DESCRIPTIONS_FILE, out=out, seed=seed)
    raise typer.Exit(draw_command(options))


@app.command()
def page(
    out: Folder = DEFAULT_FOLDER,
    kit: Annotated[Path | None, typer.Option(help="Brand kit whose pictures show the style.")] = None,
    seed: Seed = 0,
) -> None:
    """Write the blind page to send to people; its key stays here."""
    from offline.lora_choice.command import KEY_FILE, page_command

    path = page_command(out, kit, seed)
    typer.echo(f"Send {path} to the people who rank. Keep {out / KEY_FILE}: it says which picture is whose.")


@app.command()
def decide(
    answers: Annotated[list[Path], typer.Argument(help="Files that people downloaded from the page.")],
    out: Folder = DEFAULT_FOLDER,
    seed: Seed = 0,
) -> None:
    """Turn the rankings into a winner, or into the word that no difference is shown."""
    from offline.lora_choice.command import decide_command

    decide_command(out, answers, seed)
