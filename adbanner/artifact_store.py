"""Where files live: content-addressed, written whole or not at all.

Paid results (a model's answer, a generated picture) are kept under a *content key*, a hash of
everything that determined them, so that a resumed run finds them instead of paying again.
"""

import errno
import hashlib
from pathlib import Path

import obstore
from obstore.exceptions import GenericError
from obstore.store import LocalStore, ObjectStore

from adbanner.assets import AssetRef, MediaType
from adbanner.errors import StorageFull, ToolFailed

DISK_FULL_MARKS = ("No space left", "Disk quota exceeded", "os error 28", "os error 122")


def content_key(*parts: str) -> str:
    """A SHA-256 over parts that cannot run into each other."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode()
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


class ArtifactStore:
    """Files by the hash of their content, over any object store."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    @classmethod
    def local(cls, folder: Path) -> "ArtifactStore":
        """A store in a local folder, which is created.

        Raises:
            StorageFull: The folder cannot be created or written.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageFull(
                f"Cannot create the data folder {folder}: {error.strerror}. Set ADBANNER_DATA_DIR to a writable place."
            ) from error
        return cls(LocalStore(prefix=folder))

    async def put(self, data: bytes, media_type: MediaType) -> AssetRef:
        """Store bytes and return their reference; storing the same bytes twice is free."""
        asset = AssetRef(sha256=hashlib.sha256(data).hexdigest(), media_type=media_type, size_bytes=len(data))
        await self._write(asset.key, data)
        return asset

    async def get(self, asset: AssetRef) -> bytes:
        """The bytes of an asset.

        Raises:
            ToolFailed: The store has no such file any more.
        """
        try:
            result = await self._store.get_async(asset.key)
        except FileNotFoundError as error:
            raise ToolFailed(
                f"The file {asset.key} is no longer in the artifact store; make it again.",
                told="Файл картинки больше не хранится. Загрузите или сделайте его заново.",
            ) from error
        return bytes(await result.bytes_async())

    async def delete(self, asset: AssetRef) -> None:
        """Forget an asset; one that is gone already is no error."""
        try:
            await self._store.delete_async(asset.key)
        except FileNotFoundError:
            return

    async def remember(self, key: str, data: bytes) -> None:
        """Keep a paid result under its content key."""
        await self._write(f"paid/{key[:2]}/{key}", data)

    async def recall(self, key: str) -> bytes | None:
        """The paid result of a content key, or None when it was never paid for."""
        try:
            result = await self._store.get_async(f"paid/{key[:2]}/{key}")
        except FileNotFoundError:
            return None
        return bytes(await result.bytes_async())

    async def _write(self, path: str, data: bytes) -> None:
        """Write a whole object: obstore renames a finished temporary file into place."""
        try:
            await obstore.put_async(self._store, path, data)
        except (OSError, GenericError) as error:
            full = getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT)
            if full or any(mark in str(error) for mark in DISK_FULL_MARKS):
                raise StorageFull(
                    f"No room to store {path} ({len(data)} bytes): free some space or set ADBANNER_DATA_DIR."
                ) from error
            raise
