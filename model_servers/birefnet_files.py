"""The published BiRefNets, and what a folder of one holds; without torch, for the main process."""

from pathlib import Path
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict, Field

from adbanner.errors import ConfigError
from adbanner.frozen import Frozen
from model_servers.weights import read_model_file, require_weights


class Variant(Frozen):
    """One of the published models."""

    hub_id: str
    revision: str
    """The commit that this server was made for: the repository's code runs here."""
    side_px: int
    """Pictures are brought to this square."""


VARIANTS = MappingProxyType(
    {
        "general": Variant(
            hub_id="ZhengPeng7/BiRefNet", revision="e2bf8e4460fc8fa32bba5ea4d94b3233d367b0e4", side_px=1024
        ),
        "hr": Variant(
            hub_id="ZhengPeng7/BiRefNet_HR", revision="a7a562f6fd16021180f2f4348f4de003a2d3d1e1", side_px=2048
        ),
        "matting": Variant(
            hub_id="ZhengPeng7/BiRefNet-matting", revision="57f9f68b43ba337c75762b14cf3075d659007268", side_px=1024
        ),
        "hr-matting": Variant(
            hub_id="ZhengPeng7/BiRefNet_HR-matting", revision="5d6b6f8adcb5b417c871b1d84ceaae9871355b7f", side_px=2048
        ),
        "lite": Variant(
            hub_id="ZhengPeng7/BiRefNet_lite", revision="7838f1c3472f827cd8ce13ab5ccc2ce48077360f", side_px=1024
        ),
    }
)


class _AutoMap(BaseModel):
    model_config = ConfigDict(extra="ignore")

    config: str = Field(alias="AutoConfig", pattern=r"^\w+\.\w+$")
    model: str = Field(alias="AutoModelForImageSegmentation", pattern=r"^\w+\.\w+$")


class BirefnetFiles(BaseModel):
    """The part of ``config.json`` that says where the code is."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    auto_map: _AutoMap
    toy: bool = False


def read_birefnet_files(folder: Path) -> BirefnetFiles:
    """What a folder of BiRefNet says about itself, its files checked.

    Raises:
        ConfigError: It is no such folder.
    """
    files = read_model_file(folder / "config.json", BirefnetFiles)
    for name in (files.auto_map.config, files.auto_map.model):
        code = folder / f"{name.partition('.')[0]}.py"
        if not code.is_file():
            raise ConfigError(f"{code} is missing: the folder is no BiRefNet, or was not copied whole.")
    require_weights(folder)
    return files
