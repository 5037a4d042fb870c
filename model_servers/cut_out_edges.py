"""Where the object ends: alpha in a narrow band about its edge, from the picture, guided by a mask.

A segmentation mask knows what the object is, not where its edge runs: it is off by pixels, soft, and loses thin parts.
First the edge is located in a wide band about the mask's, then alpha is solved in a band as narrow as an anti-aliased
edge, each pixel as a mix of the nearest certain object colour and the nearest certain floor colour (least squares, as
in Chuang et al. 2001, "A Bayesian Approach to Digital Matting", with the mask as the prior where the two are alike).
"""

from dataclasses import dataclass

import os
import cv2
import numpy as np
import numpy.typing as npt

from model_servers.cut_out_floor import Flags, Floats, ShadowPaint

P = lambda n, d: float(os.environ.get(n, d))
Bytes = npt.NDArray[np.uint8]

_WIDE_SHARE = 4 / 768
_NARROW_SHARE = P("NARROW", 1) / 768
_SURE = 0.9


@dataclass(frozen=True)
class Edges:
    alpha: Floats
    band: Flags
    shade: Floats


@dataclass(frozen=True)
class Scene:
    image: Floats
    ground: Floats
    paint: ShadowPaint
    shade: Floats
    noise: float


def resolve_edges(scene: Scene, mask: Floats, stray: Bytes) -> Edges:
    image, noise = scene.image, scene.noise
    longest = max(mask.shape)
    wide, narrow = max(2, round(longest * _WIDE_SHARE)), max(1, round(longest * _NARROW_SHARE))
    inside = cv2.erode((mask >= _SURE).astype(np.uint8), _disc(wide), borderValue=1)
    possible = cv2.dilate(cv2.max((mask > 1 - _SURE).astype(np.uint8), stray), _disc(wide))
    guide = np.where(stray > 0, np.maximum(mask, 0.5), mask).astype(np.float32)
    band = (possible > 0) & (inside == 0)
    seen = image[band]
    located, shade, pred = _solve(scene, guide, inside, 1 - possible, band, P("SN1", .04), P("SA1", .4))
    object_ = inside.copy()
    tau = P("TAU", 0.04) + 3 * noise
    line = scene.shade[band]
    off = np.abs(seen - scene.ground[band] * (1 - line[:, None] * (1 - scene.paint.colour))).max(axis=1)
    unlike = (off > tau) | (line > pred * (1 + P("TAUS", 4)) + tau) | (line < pred - tau - .3 * pred)
    object_[band] = (located > 0.5) | (unlike & (guide[band] > P("TAUM", .05)))
    for _ in range(int(P("ITER", 2))):
        core = cv2.erode(object_, _disc(narrow), borderValue=1)
        core = cv2.max(core, cv2.min(inside, object_))
        around = 1 - cv2.dilate(object_, _disc(narrow))
        band = (core == 0) & (around == 0)
        soft = cv2.GaussianBlur(object_.astype(np.float32), (0, 0), 0.7 * narrow)
        core = _with_ridges(image, object_, core, narrow)
        alpha = core.astype(np.float32)
        solved, shade, _ = _solve(scene, soft, core, around, band, P("SN2", .04), P("SA2", .4))
        alpha[band] = solved
        object_ = (alpha > .5).astype(np.uint8)
    return Edges(alpha, band, shade)


def _disc(radius: int) -> Bytes:
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1,) * 2), np.uint8)


def _with_ridges(image: Floats, object_: Bytes, core: Bytes, narrow: int) -> Bytes:
    """Add the middle of parts too thin to have a core, so that they have a colour of their own."""
    depth = cv2.distanceTransform(object_, cv2.DIST_L2, 3)
    ridge = (depth >= cv2.dilate(depth, np.ones((3, 3), np.uint8)) - 0.01) & (object_ > 0)
    far = cv2.dilate(core, _disc(narrow + 1)) == 0
    return cv2.max(core, (ridge & far).astype(np.uint8))


def _solve(scene, guide: Floats, inside: Bytes, outside: Bytes, band: Flags, sn, sa):
    rows, columns = np.nonzero(band)
    seen, ground, guide = scene.image[rows, columns], scene.ground[rows, columns], guide[rows, columns]
    front = _nearest(scene.image, inside, rows, columns)
    sp = _nearest(scene.shade, outside, rows, columns, True)
    f = front - ground
    g = ground * (1 - scene.paint.colour)
    r = seen - ground
    wn = 1 / (sn + 2 * scene.noise) ** 2
    ws = 1 / (P("SS0", .03) + P("SS1", .4) * sp) ** 2
    wa = 1 / sa**2
    dot = lambda x, y: np.einsum("ij,ij->i", x, y)
    aa = dot(f, f) * wn + sp * sp * ws + wa
    au = -dot(f, g) * wn + sp * ws
    uu = dot(g, g) * wn + ws
    ra = dot(f, r) * wn + sp * sp * ws + guide * wa
    ru = -dot(g, r) * wn + sp * ws
    det = aa * uu - au * au
    a = (ra * uu - ru * au) / det
    u = (ru * aa - ra * au) / det
    neg = u < 0
    a[neg] = ra[neg] / aa[neg]
    a = np.clip(a, 0, 1)
    u = np.clip((ru - au * a) / uu, 0, 1 - a)
    s = u / np.maximum(1 - a, 1e-3)
    return a.astype(np.float32), np.clip(s, 0, 1).astype(np.float32), sp


def _nearest(image: Floats, known: Bytes, rows, columns, mirror=False) -> Floats:
    if not known.any():
        return image[rows, columns]
    _, labels = cv2.distanceTransformWithLabels(1 - known, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    owner = np.zeros(int(labels.max()) + 1, np.intp)
    places = np.flatnonzero(known)
    owner[labels.ravel()[places]] = places
    nearest = owner[labels[rows, columns]]
    weight = known.astype(np.float32)
    ch = image if image.ndim == 3 else image[..., None]
    total = cv2.blur(ch * weight[..., None], (3, 3)).reshape(-1, ch.shape[2])
    share = np.maximum(cv2.blur(weight, (3, 3)).ravel(), 1e-6)
    colours = total[nearest] / share[nearest][:, None]
    if image.ndim == 3:
        return colours
    colours = colours[:, 0]
    if mirror:
        h, w = known.shape
        y, x = np.divmod(nearest, w)
        q = np.clip(2 * y - rows, 0, h - 1) * w + np.clip(2 * x - columns, 0, w - 1)
        ok = known.ravel()[q] > 0
        far = total[q, 0] / share[q]
        colours = colours + np.where(ok, np.clip(colours - far, 0, .5), 0) * P("MIR", 1)
    return np.clip(colours, 0, 1)
