"""How many steps a picture takes, by name; the figures behind them stand in docs/performance.md."""

import math
from typing import Literal

from adbanner.frozen import Frozen

PresetName = Literal["quality", "balanced", "fast"]


class Preset(Frozen):
    """How the image model is run."""

    steps: int
    guidance: float
    """True classifier-free guidance; 1 switches it off and halves the work."""
    cache_threshold: float | None = None
    """Relative change of the first block's output below which the other blocks are skipped for a step (first-block
    cache, as in ParaAttention); None computes every step."""
    few_step: bool = False
    """Whether the adapter for few steps is on and the timesteps are its own."""


QUALITY = Preset(steps=50, guidance=4.0)
BALANCED = Preset(steps=30, guidance=4.0, cache_threshold=0.1)
FEW_STEP_SHIFT = 3.0
"""The Lightning adapters were distilled at this constant shift of the timesteps."""


def preset_of(name: PresetName, few_steps: int) -> Preset:
    """The preset of a name; ``few_steps`` is what the few-step adapter was made for."""
    if name == "fast":
        return Preset(steps=few_steps, guidance=1.0, few_step=True)
    return QUALITY if name == "quality" else BALANCED


def few_step_changes() -> dict[str, float | None]:
    """What the scheduler's configuration becomes for a few-step adapter: its shift does not depend on the size."""
    shift = math.log(FEW_STEP_SHIFT)
    return {"base_shift": shift, "max_shift": shift, "shift_terminal": None}
