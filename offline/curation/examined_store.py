"""Keeps what was found by content, so that the same picture is looked at once."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from offline.curation.examination import Examination
from offline.curation.logos import Logo
from offline.curation.settings import CurationSettings
from tools.whole_file import write_whole

EXAMINATION_VERSION = "2"
"""Raise it when pictures are looked at in another way: all of them are then looked at anew."""


class ExaminedStore:
    """Findings in files named by content.

    Args:
        folder: Where they are kept.
        settings: What counted as a fault.
        logos: What was looked for.
        reader: Version of tesseract, empty without it.
    """

    def __init__(self, folder: Path, settings: CurationSettings, logos: Sequence[Logo], reader: str) -> None:
        basis = hashlib.sha256(f"{EXAMINATION_VERSION}\n{settings.model_dump_json()}\n{reader}\n".encode())
        for logo in logos:
            basis.update(logo.name.encode())
            basis.update(logo.descriptors.tobytes())
        self._folder = folder
        self._basis = basis.hexdigest()[:12]

    def known(self, sha256: str) -> Examination | None:
        """What was found under the same circumstances; nothing where the file is missing or damaged."""
        try:
            return Examination.model_validate_json(self._path(sha256).read_bytes())
        except (OSError, ValidationError):
            return None

    def keep(self, sha256: str, examination: Examination) -> None:
        """Remember it.

        Raises:
            StorageFull: There is no room.
        """
        write_whole(self._path(sha256), examination.model_dump_json().encode())

    def _path(self, sha256: str) -> Path:
        return self._folder / f"{sha256}-{self._basis}.json"
