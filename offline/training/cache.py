"""Latents and text embeddings on the disk, each under the hash of all that decides it, for every run to share."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from adbanner.errors import InvalidRequest
from offline.training.buckets import Bucket, fitted
from offline.training.pictures import TrainingPicture, on_white
from offline.training.tensor_files import read_tensors, write_tensors
from offline.training.weights import PictureEncoder, TextEncoder, fingerprint

PREPARATION_VERSION = "1"
"""Raise it when pictures or texts are encoded in another way: what was cached then counts no more."""
TENSOR_NAME = "encoded"
NO_WORDS = " "
"""The prompt of pictures whose caption is dropped, and of guidance at inference."""


@dataclass(frozen=True)
class Encoders:
    """How the encoders are made when something is missing in the cache; each is dropped before the next is made."""

    pictures: Callable[[], PictureEncoder]
    texts: Callable[[], TextEncoder]


class EncodingCache:
    """Encoded pictures and texts of one base model.

    Args:
        cache: Folder that runs share.
        weights: Folder of the base model.
        dtype: In which things are kept.
    """

    def __init__(self, cache: Path, weights: Path, dtype: torch.dtype) -> None:
        self._cache = cache
        self._dtype = dtype
        common = f"{PREPARATION_VERSION} {dtype}"
        self._pictures = f"{common} {fingerprint(weights, ['vae'])}"
        self._texts = f"{common} {fingerprint(weights, ['text_encoder', 'tokenizer'])}"

    def latents_path(self, picture: TrainingPicture, bucket: Bucket) -> Path:
        """Where a picture's latents are or will be."""
        return self._cache / "latents" / f"{_key(self._pictures, picture.sha256, str(bucket))}.safetensors"

    def text_path(self, text: str) -> Path:
        """Where a text's embeddings are or will be."""
        return self._cache / "texts" / f"{_key(self._texts, text)}.safetensors"

    def latents(self, picture: TrainingPicture, bucket: Bucket) -> Tensor:
        """Latents ``(16, height / 8, width / 8)`` of a picture that was encoded."""
        return _cached(self.latents_path(picture, bucket))

    def text(self, text: str) -> Tensor:
        """Embeddings ``(tokens, width)`` of a text that was encoded."""
        return _cached(self.text_path(text))

    def missing_pictures(
        self, pictures: Iterable[tuple[TrainingPicture, Bucket]]
    ) -> list[tuple[TrainingPicture, Bucket]]:
        """Pictures that have no whole file."""
        return [job for job in pictures if read_tensors(self.latents_path(*job)) is None]

    def missing_texts(self, texts: Iterable[str]) -> list[str]:
        """Texts that have no whole file."""
        return [text for text in dict.fromkeys(texts) if read_tensors(self.text_path(text)) is None]

    def add_picture(self, folder: Path, picture: TrainingPicture, bucket: Bucket, encoder: PictureEncoder) -> None:
        """Encode a picture of the folder.

        Raises:
            InvalidRequest: The file is another one than when the run began.
        """
        path = folder / picture.file
        try:
            if hashlib.sha256(path.read_bytes()).hexdigest() != picture.sha256:
                raise InvalidRequest(f"{path}: the file was changed meanwhile; run the command again.")
            image = fitted(on_white(path), bucket)
        except OSError as error:
            raise InvalidRequest(f"{path}: the file cannot be read any more ({error}).") from error
        pixels = torch.from_numpy(np.array(image)).permute(2, 0, 1).float() / 127.5 - 1
        write_tensors(self.latents_path(picture, bucket), {TENSOR_NAME: encoder.encode(pixels).to(self._dtype)})

    def add_text(self, text: str, encoder: TextEncoder) -> None:
        """Encode a text."""
        write_tensors(self.text_path(text), {TENSOR_NAME: encoder.encode(text).to(self._dtype)})


def _cached(path: Path) -> Tensor:
    read = read_tensors(path)
    if read is None:
        raise InvalidRequest(f"{path}: the file went from the cache meanwhile; run the command again.")
    return read[0][TENSOR_NAME]


def _key(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
