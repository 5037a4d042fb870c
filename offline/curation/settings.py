"""Every threshold of the curation in one place, each with its reason.

The figures were chosen on the demo bank and on spoilt copies of it (``python -m evals.run curation``).
"""

from typing import Annotated

from pydantic import Field

from adbanner.drawn_picture import NEAR_WHITE
from adbanner.frozen import Frozen

Share = Annotated[float, Field(ge=0, le=1)]
Positive = Annotated[float, Field(gt=0)]


class CurationSettings(Frozen):
    """What counts as a fault, and how accepted pictures are written."""

    too_many_pixels: Annotated[int, Field(gt=0)] = 50_000_000
    """Pictures of so many pixels are not decoded: 200 MB as RGBA, several times, in each process. The header tells."""
    working_side_px: Annotated[int, Field(ge=256, le=2048)] = 768
    """The longer side at which pictures are looked at: type that is smaller than 8 px there cannot be read on a banner
    either, and the findings do not depend on the size of the file."""

    text_letters: Annotated[int, Field(ge=3)] = 3
    """Least letter-like shapes in a row: two are often two parts of an object."""
    text_confidence: Share = 0.8
    """Least confidence of tesseract in such a row. Below it reads letters into the parts of a record player (0.72)."""
    unread_letters: Annotated[int, Field(ge=3)] = 5
    """Least letter-like shapes in a row that count as writing unread, where tesseract is not installed."""

    currency_likeness: Share = 0.82
    """Least correlation of a shape with a currency sign. The rings of a microphone reach 0.814."""
    sign_share: Share = 0.035
    """Least height of a sign by the picture's longer side; smaller ones have too few pixels to be told apart."""

    logo_inliers: Annotated[int, Field(ge=4)] = 9
    """Least matched key points that agree on one position: four always agree, chance agreements reach six or seven."""
    logo_ratio: Share = 0.75
    """A match counts when it is nearer than this share of the second nearest (Lowe 2004, section 7.1: 0.8; stricter,
    because flat renders have few key points)."""
    most_objects: Annotated[int, Field(ge=1)] = 9
    """Most separate things: captions have 2-4 sentences and name one or two kinds of things in each; coins beside a
    purse are one kind."""
    most_complexity: Positive = 1.0
    """Most clutter: colour entropy times the share of edges, 1 being what the fullest pictures of the demo
    bank just do not reach."""

    least_sharpness: Positive = 32.0
    """Least variance of the Laplacian on the object at ``sharpness_side_px``: soft renders begin at 55, pictures that
    are seen to be blurred end at 25."""
    sharpness_side_px: Annotated[int, Field(ge=64)] = 384
    """The longer side that an object is scaled to before its sharpness is measured, so that size does not count."""
    most_noise: Positive = 4.0
    """Most noise, as a standard deviation of grey levels from 0 to 255: from about 4 it is seen on flat surfaces."""

    least_object_side_px: Annotated[int, Field(gt=0)] = 320
    """Least longer side of the object: large picture slots have about 700 px, and twice enlarged is visibly soft."""
    most_cut_share: Share = 0.03
    """Most of one edge of the picture that the object may touch: what the frame cuts through cannot be padded. A soft
    tip that just reaches the edge takes less."""

    least_white: Annotated[int, Field(ge=0, le=255)] = NEAR_WHITE
    """Least level of the border's darkest channel on white ground: renders have soft vignettes down to there. Any other
    ground would stand on a banner as a rectangle, and teach a model to draw it."""

    hash_distance: Annotated[int, Field(ge=0, le=64)] = 12
    """Most bits of 64 that differ between hashes of near-duplicates; Zauner (2010) separates at about a quarter."""
    least_similarity: Share = 0.8
    """Least structural similarity of near-duplicates: other pictures of the same object reach 0.67, the same picture
    with its shadow flattened on white has 0.86."""
    most_colour_difference: Positive = 0.045
    """Most mean distance in OKLab of near-duplicates: copies end at 0.026; other pictures of the same object and
    recoloured ones begin at 0.087."""

    padding_share: Share = 0.08
    """White on each side of an accepted picture, by its longer side. The design document asks for padding "so that the
    picture does not reach the edges" and names no number; 8 % is the margin that the reference banners keep."""
