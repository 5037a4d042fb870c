"""References to stored files: state carries these, never pixels."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from adbanner.frozen import Frozen


class MediaType(StrEnum):
    """The media types that the store keeps."""

    PNG = "image/png"
    JPEG = "image/jpeg"
    WEBP = "image/webp"
    JSON = "application/json"


SUFFIXES = {
    MediaType.PNG: ".png",
    MediaType.JPEG: ".jpg",
    MediaType.WEBP: ".webp",
    MediaType.JSON: ".json",
}


class AssetRef(Frozen):
    """A file in the artifact store, named by the SHA-256 of its bytes."""

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    media_type: MediaType
    size_bytes: Annotated[int, Field(ge=0)]

    @property
    def key(self) -> str:
        """Where the bytes lie in the store, e.g. ``assets/ab/abcd....png``."""
        return f"assets/{self.sha256[:2]}/{self.sha256}{SUFFIXES[self.media_type]}"
