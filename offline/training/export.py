"""What a run leaves: the adapter as diffusers loads it, and its card."""

import hashlib
import json
from pathlib import Path

import torch
import yaml
from diffusers import QwenImageTransformer2DModel
from peft import get_peft_model_state_dict
from torch import Tensor

from adbanner.frozen import Frozen
from offline.training.adapter import NAME
from offline.training.config import TrainingConfig
from offline.training.tensor_files import write_tensors
from tools.whole_file import write_whole

ADAPTER_FILE = "pytorch_lora_weights.safetensors"
CARD_FILE = "README.md"
PREFIX = "transformer"
LORA_METADATA_KEY = "lora_adapter_metadata"
"""Where diffusers looks for rank and alpha."""


class Provenance(Frozen):
    """Where an adapter comes from."""

    base: str
    """Folder or hub id, with its commit."""
    base_sha256: str
    """Hash of the transformer's files."""
    pictures: int
    data_sha256: str
    """Hash of the pictures' contents and captions."""
    steps: int
    pictures_per_step: int
    final_loss: float


def write_adapter(
    out: Path, transformer: QwenImageTransformer2DModel, provenance: Provenance, dtype: torch.dtype
) -> Path:
    """Write the adapter that the model has now, for ``load_lora_weights``; equal runs give equal bytes.

    Raises:
        StorageFull: There is no room for it.
    """
    tensors: dict[str, Tensor] = {
        f"{PREFIX}.{name}": value.to(dtype) for name, value in sorted(get_peft_model_state_dict(transformer).items())
    }
    told = transformer.peft_config[NAME].to_dict()
    adapter = {
        f"{PREFIX}.{name}": sorted(value) if isinstance(value, set) else value
        for name, value in told.items()
        if value is None or isinstance(value, str | int | float | bool | list | tuple | dict | set)
    }
    metadata = {
        LORA_METADATA_KEY: json.dumps(adapter, sort_keys=True),
        "provenance": provenance.model_dump_json(),
    }
    write_tensors(out / ADAPTER_FILE, tensors, metadata)
    return out / ADAPTER_FILE


def write_card(out: Path, config: TrainingConfig, provenance: Provenance) -> None:
    """Write the model card beside the adapter.

    Raises:
        StorageFull: There is no room for it.
    """
    head = {
        "base_model": config.weights,
        "library_name": "diffusers",
        "pipeline_tag": "text-to-image",
        "license": "other",
        "license_name": config.licence,
        "tags": ["lora", "qwen-image", "text-to-image"],
    }
    settings = yaml.safe_dump(config.model_dump(mode="json"), sort_keys=False, allow_unicode=True, width=110)
    adapter_sha256 = hashlib.sha256((out / ADAPTER_FILE).read_bytes()).hexdigest()
    card = f"""---
{yaml.safe_dump(head, sort_keys=False, allow_unicode=True).strip()}
---

# LoRA for {provenance.base}

| | |
|---|---|
| base model | {provenance.base} |
| its transformer | sha256 `{provenance.base_sha256}` |
| licence | {config.licence}; the base model's own licence holds for what is made with it |
| pictures | {provenance.pictures} |
| pictures and captions | sha256 `{provenance.data_sha256}` |
| steps | {provenance.steps}, {provenance.pictures_per_step} pictures each |
| final loss | {provenance.final_loss:.4f}, mean of the last steps |
| rank, alpha | {config.rank}, {config.lora_alpha} |
| `{ADAPTER_FILE}` | sha256 `{adapter_sha256}` |

```python
pipeline.load_lora_weights("<this folder>", adapter_name="style")
pipeline.set_adapters(["style"], [1.0])
```

## Settings

```yaml
{settings.strip()}
```
"""
    write_whole(out / CARD_FILE, card.encode())
