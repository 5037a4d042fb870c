"""Which answers of a cut-out server are believed."""

from base64 import b64encode

import httpx
import pytest
from PIL import Image

from adbanner.artifact_store import ArtifactStore
from adbanner.errors import ConfigError, ToolFailed
from adbanner.settings import Endpoint
from tools.background_removal import BackgroundRemover, read_cutout
from tools.toy_models import cut_toy, draw_toy, encode_png

SOURCE = draw_toy("a scooter", 7, 200, 160)


def answered(image: Image.Image) -> str:
    return b64encode(encode_png(image)).decode()


def rgba(alpha: int, size: tuple[int, int] = (200, 160)) -> Image.Image:
    return Image.new("RGBA", size, (226, 72, 61, alpha))


def test_a_good_cut_out_is_kept_as_it_came() -> None:
    cut = cut_toy(SOURCE, keep_shadow=True)
    assert read_cutout(b64encode(cut).decode(), SOURCE, "a server") == cut


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (answered(rgba(0)), "found no object"),
        (answered(rgba(60)), "found no object"),
        (answered(rgba(255)), "left the background in"),
        (answered(rgba(255, (160, 200))), "200x160 RGBA was expected"),
        (answered(Image.new("RGB", (200, 160))), "200x160 RGBA was expected"),
        (b64encode(b"GIF89a").decode(), "no PNG"),
        (b64encode(cut_toy(SOURCE, keep_shadow=True)[:400]).decode(), "damaged"),
        ("~~~", "no base64"),
    ],
)
def test_an_answer_that_is_no_cut_out_is_refused(answer: str, words: str) -> None:
    with pytest.raises(ToolFailed, match=words) as caught:
        read_cutout(answer, SOURCE, "http://gpu:8002")
    assert "http://gpu:8002" in str(caught.value)


def test_without_a_server_the_setting_is_named(store: ArtifactStore) -> None:
    with pytest.raises(ConfigError, match="ADBANNER_CUTOUT__BASE_URL"):
        BackgroundRemover(Endpoint(), store, httpx.AsyncClient())
