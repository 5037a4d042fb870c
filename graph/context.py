"""Run options: what one run may do differently from another."""

from dataclasses import dataclass

from tools.copywriting import MAX_SHORTENINGS


@dataclass(frozen=True, kw_only=True)
class Context:
    """JSON options of a run; the defaults are the product as specified."""

    max_shortenings: int = MAX_SHORTENINGS
    """Requests to shorten before the texts are cut."""
    is_baseline: bool = False
    """The baseline of the design document, to be measured against: one draft, cut by words, facts not looked at."""
    aims_below_limits: bool = True
    """Whether a model is told to aim a little below each limit, or the limit alone; to measure which fits sooner."""
    shows_examples: bool = True
    """Whether a model is shown the approved banners; to measure what they bring."""
    max_repairs: int = 3
    """Rounds in which a banner that failed its preflight is mended and composed again."""
    max_redraws: int = 2
    """Times a generated picture that fails its check is drawn again with another seed."""
