"""Write toy weights of all three servers and a toy LoRA: ``python -m model_servers.toy_weights DIR``."""

import argparse
import sys
from pathlib import Path

from model_servers.toy_weights.birefnet import write_toy_birefnet
from model_servers.toy_weights.qwen_image import write_toy_lora, write_toy_qwen_image
from model_servers.toy_weights.text_encoder import write_toy_text_encoder


def main() -> None:
    """Read the command line, write the folders."""
    parser = argparse.ArgumentParser(description="Tiny weights for wiring the system without a GPU.")
    parser.add_argument("folder", type=Path, help="gets qwen-image, loras, birefnet, text-encoder")
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    write_toy_qwen_image(folder / "qwen-image")
    write_toy_lora(folder / "loras" / "style.safetensors")
    write_toy_birefnet(folder / "birefnet")
    write_toy_text_encoder(folder / "text-encoder")
    sys.stdout.write(f"Toy weights are in {folder.resolve()}. They show the wiring, not the style.\n")


if __name__ == "__main__":
    main()
