"""How long the index of a bank takes from its captions: ``python -m evals.bench.indexing --images 900``.

The bank is the demo's over and over, with a word of its own in every text, so that no text is encoded twice. The first
figure is with nothing remembered, the second with the vectors that the first run left, the third the look at every
picture, which is remembered too.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from adbanner.artifact_store import ArtifactStore
from adbanner.brand_kit import BankImage
from adbanner.brand_kit_files import load_brand_kit
from adbanner.settings import Settings
from tools.bank_pictures import check_pictures
from tools.bank_sync import synchronise
from tools.edge_index import EdgeIndex
from tools.semantic_encoder import SemanticEncoder


def bank_of(images: tuple[BankImage, ...], count: int) -> list[BankImage]:
    """So many pictures whose texts all differ."""
    bank = []
    for number in range(count):
        image = images[number % len(images)]
        first, second, third = (f"{service} слово{number}" for service in image.services)
        changed = {
            "id": f"image_{number}",
            "caption": f"{image.caption} Слово{number}.",
            "services": (first, second, third),
        }
        bank.append(image.model_copy(update=changed))
    return bank


async def measure(count: int) -> tuple[float, float, float]:
    """Seconds without and with remembered vectors, and to decode every picture."""
    kit = load_brand_kit(Settings().brand_kit)
    images = bank_of(kit.images, count)
    seconds = []
    with tempfile.TemporaryDirectory() as folder:
        store = ArtifactStore.local(Path(folder))
        for _ in range(2):
            index, encoder = EdgeIndex(), SemanticEncoder()
            start_s = time.perf_counter()
            await index.prepare(encoder)
            await synchronise(index, images, encoder, store)
            seconds.append(time.perf_counter() - start_s)
            await index.close()
    start_s = time.perf_counter()
    await check_pictures(kit.model_copy(update={"images": tuple(images)}))
    return seconds[0], seconds[1], time.perf_counter() - start_s


def main() -> None:
    """Read the command line, measure, report."""
    parser = argparse.ArgumentParser(description="Time of building the bank's index.")
    parser.add_argument("--images", type=int, default=900, help="size of the bank")
    count = parser.parse_args().images
    first, again, looking = asyncio.run(measure(count))
    sys.stdout.write(
        f"{count} pictures: {first:.1f} s, with remembered vectors {again:.1f} s, looking at them {looking:.1f} s\n"
    )


if __name__ == "__main__":
    main()
