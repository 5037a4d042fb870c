"""The base of every value that crosses a boundary."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """An immutable, strictly named value: unknown fields are refused, not dropped."""

    model_config = ConfigDict(frozen=True, extra="forbid")
