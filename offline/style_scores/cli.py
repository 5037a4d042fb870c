"""The ``score-style`` commands. Heavy imports wait until a command needs them."""

from pathlib import Path
from typing import Annotated

import typer

Folder = Annotated[Path, typer.Option("--out", help="Folder that `choose-lora draw` has drawn into.")]
Base = Annotated[str, typer.Option(help="Name of the base model among the drawn adapters.")]
Lora = Annotated[str, typer.Option(help="Name of the adapter that is compared with it.")]
Kit = Annotated[Path | None, typer.Option(help="Brand kit with the bank; by default ADBANNER_BRAND_KIT.")]
Seed = Annotated[int, typer.Option(min=0, help="Same seed, same result.")]
DEFAULT_FOLDER = Path("lora_choice")

app = typer.Typer(no_args_is_help=True, help="Score style and prompt following of a LoRA against the base model.")


@app.command()
def page(lora: Lora, base: Base = "base", out: Folder = DEFAULT_FOLDER, kit: Kit = None, seed: Seed = 0) -> None:
    """Write the blind page where people give two marks from 1 to 5 to each picture; its key stays here."""
    from offline.style_scores.command import KEY_FILE, rating_page_command

    path = rating_page_command(out, base, lora, kit, seed)
    typer.echo(f"Send {path} to the people who give marks. Keep {out / KEY_FILE}: it says which picture is whose.")


@app.command()
def embed(out: Folder = DEFAULT_FOLDER, kit: Kit = None) -> None:
    """Compute the vectors of all drawn pictures and of the bank by the image encoder of ADBANNER_STYLE_ENCODER.

    The one step that needs torch: run it in the environment of the model servers. Known pictures are not computed
    again.
    """
    from offline.style_scores.embedded import embed_command

    embedded = embed_command(out, kit)
    typer.echo(f"{len(embedded.keys)} pictures are embedded by {embedded.encoder}.")


@app.command()
def measure(
    lora: Lora,
    answers: Annotated[
        list[Path] | None, typer.Argument(help="Files that people downloaded from the rating page.")
    ] = None,
    base: Base = "base",
    out: Folder = DEFAULT_FOLDER,
    kit: Kit = None,
    seed: Seed = 0,
) -> None:
    """Take every score that can be taken and write style_scores.md, .html and .json.

    Palettes always; embeddings after `embed`; questions with ADBANNER_VISION__*; marks with answers. What is missing
    says so.
    """
    from offline.style_scores.command import ScoreOptions, measure_command

    measure_command(ScoreOptions(folder=out, base=base, lora=lora, answers=tuple(answers or ()), kit=kit, seed=seed))
