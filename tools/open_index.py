"""Where the image bank's index lives, by the settings."""

from adbanner.settings import QdrantSettings
from tools.bank_index import BankIndex
from tools.edge_index import EdgeIndex
from tools.server_index import ServerIndex


async def open_index(settings: QdrantSettings) -> BankIndex:
    """The index on the configured server, or a new one in this process where none is configured."""
    if settings.url is None:
        return EdgeIndex()
    return await ServerIndex.connect(settings.url, settings)
