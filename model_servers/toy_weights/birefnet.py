"""A BiRefNet of a few fixed weights that really segments: coloured and dark things are object, white and grey not."""

import json
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor

CHROMA_GAIN = 48.0
"""Logits for a difference of 1 between two channels."""
DARK_GAIN = 80.0
DARKEST_SHADOW = 0.35
"""Grey below it is a dark object, above it a shadow."""
THRESHOLD = 8.0

CONFIG_CODE = '''"""Configuration of the toy BiRefNet."""

from transformers import PretrainedConfig


class BiRefNetConfig(PretrainedConfig):
    """As the real one: nothing but whether the backbone's own weights are loaded."""

    model_type = "SegformerForSemanticSegmentation"

    def __init__(self, bb_pretrained=False, **kwargs):
        self.bb_pretrained = bb_pretrained
        super().__init__(**kwargs)
'''
MODEL_CODE = '''"""The toy BiRefNet: laid out and called as the real one, with a handful of fixed weights inside."""

import torch
from torch import nn
from transformers import PreTrainedModel

from .BiRefNet_config import BiRefNetConfig


class BiRefNet(PreTrainedModel):
    """Object where there is colour or darkness, with small holes closed."""

    config_class = BiRefNetConfig

    def __init__(self, bb_pretrained=True, config=BiRefNetConfig()):
        super().__init__(config)
        # The real code computes its drop path so; it cannot be built on the meta device.
        self.drop_path = [rate.item() for rate in torch.linspace(0, 0.1, 3)]
        self.contrasts = nn.Conv2d(3, 7, 1)
        self.evidence = nn.Conv2d(7, 1, 1)
        self.close = nn.MaxPool2d(15, 1, 7)

    def forward(self, x):
        logits = self.evidence(torch.relu(self.contrasts(x)))
        logits = -self.close(-self.close(logits))
        return [logits]
'''


def write_toy_birefnet(folder: Path) -> None:
    """Write a toy BiRefNet with the files of the real repository; always the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "BiRefNet_config.py").write_text(CONFIG_CODE, encoding="utf-8")
    (folder / "birefnet.py").write_text(MODEL_CODE, encoding="utf-8")
    config = {
        "architectures": ["BiRefNet"],
        "auto_map": {
            "AutoConfig": "BiRefNet_config.BiRefNetConfig",
            "AutoModelForImageSegmentation": "birefnet.BiRefNet",
        },
        "bb_pretrained": False,
        "toy": True,
    }
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    save_file(_weights(), folder / "model.safetensors", metadata={"format": "pt"})


def _weights() -> dict[str, Tensor]:
    """Contrasts between the channels and with darkness, on pictures that ImageNet's mean and deviation have shifted."""
    from model_servers.birefnet_model import IMAGENET_MEAN, IMAGENET_STD

    pairs = [(0, 1), (1, 0), (1, 2), (2, 1), (0, 2), (2, 0)]
    contrasts = torch.zeros(7, 3)
    for row, (more, less) in enumerate(pairs):
        contrasts[row, more], contrasts[row, less] = 1, -1
    contrasts[6] = -1 / 3
    bias = torch.tensor([0.0] * 6 + [DARKEST_SHADOW])
    # Undo the normalisation: value = std * x + mean.
    bias = bias + contrasts @ torch.tensor(IMAGENET_MEAN)
    contrasts = contrasts * torch.tensor(IMAGENET_STD)
    evidence = torch.tensor([CHROMA_GAIN / 2] * 6 + [DARK_GAIN])
    return {
        "contrasts.weight": contrasts.view(7, 3, 1, 1),
        "contrasts.bias": bias,
        "evidence.weight": evidence.view(1, 7, 1, 1),
        "evidence.bias": torch.tensor([-THRESHOLD]),
    }
