"""``index.html`` of a run: its loss curve and its samples in one file that opens anywhere."""

import base64
import html
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image

from offline.training.config import TrainingConfig
from offline.training.metrics import StepMetrics, final_loss
from offline.training.samples import sample_path
from tools.whole_file import write_whole

PAGE_FILE = "index.html"
WIDTH, HEIGHT, MARGIN = 900, 260, 44
CURVE_POINTS = 600
"""Longer curves are shown by means of neighbouring steps."""
SMOOTHING = 0.95
"""Share of the running mean that stays at each shown point."""
THUMBNAIL_PX = 256
JPEG_QUALITY = 85
STYLE = """
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 1000px; padding: 0 1rem; color: #1c2330 }
table { border-collapse: collapse } td, th { padding: .25rem .5rem; text-align: left; vertical-align: top }
.samples td, .samples th { font-size: 13px; max-width: 256px } .wide { overflow-x: auto }
img { display: block; border: 1px solid #d8dde6 } svg { width: 100%; height: auto }
.raw { stroke: #b9c6dd; fill: none } .mean { stroke: #1f5fd0; stroke-width: 2; fill: none } .axis { stroke: #8a94a6 }
text { font-size: 12px; fill: #5b6475 }
"""


def write_page(out: Path, title: str, config: TrainingConfig, steps: Sequence[StepMetrics], of: int) -> None:
    """Write the page of a run as it stands.

    Args:
        out: Folder of the run; its samples are taken into the page.
        title: Of the page.
        config: Of the run.
        steps: Done so far.
        of: Steps in all.

    Raises:
        StorageFull: There is no room for it.
    """
    done = steps[-1].step if steps else 0
    told = f"{done} of {of} steps; mean loss of the last ones {final_loss(list(steps)):.4f}" if steps else "not begun"
    settings = "".join(
        f"<tr><th>{html.escape(name)}</th><td>{html.escape(str(value))}</td></tr>"
        for name, value in config.model_dump(mode="json", exclude={"validation_prompts"}).items()
    )
    page = (
        f"<!doctype html><html lang='en'><meta charset='utf-8'><title>{html.escape(title)}</title>"
        f"<style>{STYLE}</style><h1>{html.escape(title)}</h1><p>{told}</p>{_curve(steps)}"
        f"<h2>Samples</h2>{_samples(out, config)}<h2>Settings</h2><table>{settings}</table></html>\n"
    )
    write_whole(out / PAGE_FILE, page.encode())


def _curve(steps: Sequence[StepMetrics]) -> str:
    if not steps:
        return ""
    size = -(-len(steps) // CURVE_POINTS)
    groups = [steps[start : start + size] for start in range(0, len(steps), size)]
    points = [(group[-1].step, sum(step.loss for step in group) / len(group)) for group in groups]
    smooth, level = [], points[0][1]
    for step, loss in points:
        level = SMOOTHING * level + (1 - SMOOTHING) * loss
        smooth.append((step, level))
    top = max(loss for _, loss in points) or 1.0
    last = points[-1][0]

    def line(values: Sequence[tuple[int, float]], kind: str) -> str:
        across, down = (WIDTH - 2 * MARGIN) / last, (HEIGHT - 2 * MARGIN) / top
        path = " ".join(f"{MARGIN + step * across:.1f},{HEIGHT - MARGIN - loss * down:.1f}" for step, loss in values)
        return f"<polyline class='{kind}' points='{path}'/>"

    floor = HEIGHT - MARGIN
    return (
        f"<svg viewBox='0 0 {WIDTH} {HEIGHT}' role='img' aria-label='Loss by step'>"
        f"<path class='axis' d='M{MARGIN} {MARGIN}V{floor}H{WIDTH - MARGIN}' fill='none'/>"
        f"{line(points, 'raw')}{line(smooth, 'mean')}"
        f"<text x='4' y='{MARGIN + 4}'>{top:.3f}</text><text x='4' y='{floor}'>0</text>"
        f"<text x='{MARGIN}' y='{HEIGHT - 20}'>0</text>"
        f"<text x='{WIDTH - MARGIN}' y='{HEIGHT - 20}' text-anchor='end'>step {last}</text>"
        f"<text x='{MARGIN}' y='20'>loss: steps, and their running mean</text></svg>"
    )


def _samples(out: Path, config: TrainingConfig) -> str:
    prompts = config.validation_prompts
    taken = sorted(int(path.stem.split("-")[1]) for path in sample_path(out, 0, 0).parent.glob("step-*-00.png"))
    if not prompts or not taken:
        return "<p>None.</p>"
    head = "".join(f"<th>{html.escape(prompt)}</th>" for prompt in prompts)
    rows = [
        f"<tr><th>step {step}</th>"
        + "".join(f"<td>{_thumbnail(sample_path(out, step, index))}</td>" for index in range(len(prompts)))
        + "</tr>"
        for step in taken
    ]
    return f"<div class='wide'><table class='samples'><tr><th></th>{head}</tr>{''.join(rows)}</table></div>"


def _thumbnail(path: Path) -> str:
    if not path.exists():
        return ""
    with Image.open(path) as opened:
        small = opened.convert("RGB")
    small.thumbnail((THUMBNAIL_PX, THUMBNAIL_PX), Image.Resampling.LANCZOS)
    buffer = BytesIO()
    small.save(buffer, "JPEG", quality=JPEG_QUALITY)
    return f"<img alt='' src='data:image/jpeg;base64,{base64.b64encode(buffer.getvalue()).decode()}'>"
