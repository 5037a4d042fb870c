"""The ``adbanner-offline`` command: jobs that run before the service. Heavy imports wait until a command needs them."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Annotated

import typer

from adbanner.errors import EXIT_CODES, AdBannerError, ConfigError
from offline.lora_choice.cli import app as choose_lora
from offline.style_scores.cli import app as score_style

TRAINING_PACKAGES = ("torch", "diffusers", "transformers", "peft", "accelerate")
"""What `train-lora` needs beyond the application's own packages."""
DEFAULT_CACHE = Path(".adbanner/lora_cache")

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.add_typer(choose_lora, name="choose-lora")
app.add_typer(score_style, name="score-style")


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
    the switch is one step, so that searches never meet half an index. Pictures that no banner can show are left out and
    named.

    Exit status: 0 all indexed; 4 configuration or manifest; 6 encoder or Qdrant is down; 9 some pictures left out.
    """
    from offline.indexing import index_command

    raise typer.Exit(index_command(kit, drop_old=drop_old))


@app.command()
def caption(
    folder: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Folder of pictures.")],
    out: Annotated[Path, typer.Option(help="Folder for captions.jsonl, failed.csv, summary.json.")] = Path("captions"),
    manifest: Annotated[Path | None, typer.Option(help="Image manifest of a brand kit to write or update.")] = None,
    licence: Annotated[str, typer.Option(help="Of pictures that are new in the manifest.")] = "proprietary",
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace words of the manifest that were edited by hand.")
    ] = False,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Ask again about pictures whose words were rejected.")
    ] = False,
    decisions: Annotated[
        Path | None, typer.Option(help="decisions.csv of `curate`: pictures that it rejects are left out.")
    ] = None,
) -> None:
    """Describe every picture of a folder by the vision model of ADBANNER_VISION__*; the same command goes on.

    Exit status: 0 all described; 2 no pictures; 4 configuration; 6 the endpoint is down; 7 no room for files; 8 the
    endpoint takes no pictures; 9 some pictures failed; 130 interrupted.
    """
    from offline.captioning.command import CaptionOptions, caption_command

    options = CaptionOptions(
        folder=folder,
        out=out,
        manifest=manifest,
        licence=licence,
        overwrite=overwrite,
        retry_failed=retry_failed,
        decisions=decisions,
    )
    raise typer.Exit(caption_command(options))


@app.command()
def curate(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of pictures; folders in it count, too.")],
    out: Annotated[Path, typer.Option(help="Folder for report.html, decisions.csv, statistics.json.")] = Path(
        "curation"
    ),
    apply: Annotated[
        bool, typer.Option("--apply", help="Write the accepted pictures on white with padding to OUT/accepted.")
    ] = False,
    logos: Annotated[Path | None, typer.Option(help="Folder with pictures of logos to look for.")] = None,
) -> None:
    """Find pictures that do not belong into the bank; a person has the last word in decisions.csv.

    The same command goes on where it was interrupted and keeps a person's decisions for files that did not change.

    Exit status: 0 done; 2 no pictures, or a broken decisions.csv; 7 no room for files; 130 interrupted.
    """
    from offline.curation.command import CurateOptions, curate_command

    raise typer.Exit(curate_command(CurateOptions(folder=folder, out=out, logos=logos, apply=apply)))


@app.command("train-lora")
def train_lora(
    folder: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Folder of curated pictures on white.")],
    captions: Annotated[Path, typer.Option(help="captions.jsonl as `caption` writes it.")],
    config: Annotated[Path, typer.Option(help="Settings of the run, e.g. configs/lora/run_1_reference.yaml.")],
    out: Annotated[Path, typer.Option(help="Folder of the run: state, losses, samples, adapter, card.")],
    cache: Annotated[Path, typer.Option(help="Encoded pictures and texts, shared by runs.")] = DEFAULT_CACHE,
    weights: Annotated[
        str, typer.Option(help="Folder, or hub id as owner/name@commit, in place of the configuration's.")
    ] = "",
) -> None:
    """Train a LoRA of Qwen-Image on pictures and captions; the same command goes on where it was interrupted.

    On several GPUs: `torchrun --nproc_per_node 4 -m offline.cli train-lora ...`. Exit status: 0 the adapter is
    there; 2 pictures or captions are wrong; 4 configuration or weights; 6 the hub is down; 7 no room for files; 130
    interrupted.
    """
    missing = [name for name in TRAINING_PACKAGES if importlib.util.find_spec(name) is None]
    if missing:
        raise ConfigError(
            f"Training needs {', '.join(missing)}: run `pip install -r requirements/gpu.txt` in its own venv."
        )
    from offline.training.command import TrainOptions, train_command

    options = TrainOptions(folder=folder, captions=captions, config=config, out=out, cache=cache, weights=weights)
    raise typer.Exit(train_command(options))


def main() -> None:
    """Run the command line and turn refusals into a message and an exit status."""
    try:
        app()
    except AdBannerError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(next(code for kind, code in EXIT_CODES.items() if isinstance(error, kind)))


if __name__ == "__main__":
    main()
