"""A sentence-transformers model without that package: transformer, pooling, dense layers, normalisation.

Method: N. Reimers, I. Gurevych, "Sentence-BERT" (2019).
"""

import inspect
from collections.abc import Callable, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor

from adbanner.errors import ConfigError
from model_servers.sentence_recipe import LONGEST_INPUT, Pooling, SentenceRecipe

ENCODER_DECODERS = ("t5", "mt5", "umt5")
"""Of these, only the encoder half is wanted."""


class SentenceModel:
    """A loaded text encoder.

    Args:
        recipe: Read from the model's folder.
        device: ``cpu`` or ``cuda:<n>``.

    Raises:
        ConfigError: The weights do not fit the folder's configuration.
    """

    def __init__(self, recipe: SentenceRecipe, device: str) -> None:
        from transformers import AutoConfig, AutoModel, AutoModelForTextEncoding, AutoTokenizer
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()  # type: ignore[no-untyped-call]  # the log is JSON
        self._recipe = recipe
        self._device = torch.device(device)
        place = str(recipe.transformer)
        try:
            self._tokenizer = AutoTokenizer.from_pretrained(place, local_files_only=True)
            config = AutoConfig.from_pretrained(place, local_files_only=True)
            family = AutoModelForTextEncoding if config.model_type in ENCODER_DECODERS else AutoModel
            model = family.from_pretrained(place, config=config, dtype=torch.float32, local_files_only=True)
            self._dense = [_load_dense(load_file(layer.folder / "model.safetensors")) for layer in recipe.dense]
        except (OSError, ValueError, KeyError, SafetensorError) as error:
            raise ConfigError(f"{place} cannot be loaded as a text encoder: {error}") from error
        self._model = model.eval().to(self._device)
        self._accepted = inspect.signature(self._model.forward).parameters
        for layer in self._dense:
            layer.to(self._device)
        limits = (recipe.max_tokens, self._tokenizer.model_max_length, LONGEST_INPUT)
        self._max_tokens = min(limit for limit in limits if limit)

    @torch.inference_mode()
    def encode(
        self, texts: Sequence[str], batch_size: int, report: Callable[[int, int], None]
    ) -> tuple[NDArray[np.float32], int]:
        """Vectors of texts, shape (texts, dimensions), and how many tokens they had; longer texts are cut.

        Args:
            texts: With their prefixes.
            batch_size: Texts that go through the model together; those of about the same length do.
            report: Called with batches done and batches in all.
        """
        if self._recipe.lower_case:
            texts = [text.lower() for text in texts]
        order = sorted(range(len(texts)), key=lambda number: -len(texts[number]))
        batches = [order[start : start + batch_size] for start in range(0, len(order), batch_size)]
        rows: dict[int, NDArray[np.float32]] = {}
        tokens = 0
        for done, batch in enumerate(batches):
            report(done, len(batches))
            vectors, batch_tokens = self._encode_batch([texts[number] for number in batch])
            tokens += batch_tokens
            rows.update(zip(batch, vectors, strict=True))
        return np.stack([rows[number] for number in range(len(texts))]), tokens

    def _encode_batch(self, texts: list[str]) -> tuple[NDArray[np.float32], int]:
        inputs = self._tokenizer(
            texts, padding=True, truncation=True, max_length=self._max_tokens, return_tensors="pt"
        ).to(self._device)
        mask = inputs["attention_mask"]
        # A tokenizer may give more than its model takes, e.g. BERT's segments to T5.
        taken = {name: values for name, values in inputs.items() if name in self._accepted}
        vectors = pool(self._model(**taken).last_hidden_state, mask, self._recipe.pooling)
        for layer, spec in zip(self._dense, self._recipe.dense, strict=True):
            vectors = layer(vectors)
            if spec.activation == "tanh":
                vectors = torch.tanh(vectors)
        if self._recipe.normalise:
            vectors = torch.nn.functional.normalize(vectors, dim=-1)
        return vectors.float().cpu().numpy(), int(mask.sum())


def pool(tokens: Tensor, mask: Tensor, pooling: Pooling) -> Tensor:
    """One vector of a text's token vectors; padding on either side is left out.

    Args:
        tokens: Shape (texts, tokens, dimensions).
        mask: 1 for a token, 0 for padding; shape (texts, tokens).
        pooling: ``mean``, ``max``, ``cls`` (the first token) or ``last``.
    """
    weights = mask.unsqueeze(-1).to(tokens.dtype)
    rows = torch.arange(len(tokens), device=tokens.device)
    match pooling:
        case "mean":
            return (tokens * weights).sum(1) / weights.sum(1).clamp(min=1e-9)
        case "max":
            return tokens.masked_fill(weights == 0, float("-inf")).amax(1)
        case "cls":
            return tokens[rows, mask.argmax(1)]
        case "last":
            return tokens[rows, mask.shape[1] - 1 - mask.flip(1).argmax(1)]


def _load_dense(weights: dict[str, Tensor]) -> torch.nn.Linear:
    weight, bias = weights["linear.weight"], weights.get("linear.bias")
    layer = torch.nn.Linear(weight.shape[1], weight.shape[0], bias=bias is not None)
    layer.load_state_dict({"weight": weight} if bias is None else {"weight": weight, "bias": bias})
    return layer.eval()
