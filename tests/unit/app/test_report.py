import io

import pytest
from rich.console import Console

from adbanner.assets import AssetRef, MediaType
from adbanner.images import BankHit, ImageOrigin, Picture
from app.report import print_picture

ASSET = AssetRef(sha256="0" * 64, media_type=MediaType.PNG, size_bytes=1)
HIT = BankHit(image_id="taxi_yellow", file="taxi_yellow.webp", score=0.8, product_score=0.7, service="заказ такси")


def printed(picture: Picture) -> str:
    out = io.StringIO()
    print_picture(Console(file=out, highlight=False, width=200), picture)
    return out.getvalue()


@pytest.mark.parametrize(
    ("picture", "line"),
    [
        (
            Picture(slot=0, origin=ImageOrigin.BANK, asset=ASSET, label="taxi_yellow", hit=HIT),
            "Картинка 1 (банк): taxi_yellow: заказ такси",
        ),
        (
            Picture(slot=1, origin=ImageOrigin.AI, asset=ASSET, label="жёлтое такси", seed=7),
            "Картинка 2 (ИИ, зерно 7): жёлтое такси",
        ),
    ],
)
def test_a_picture_says_where_it_comes_from(picture: Picture, line: str) -> None:
    assert line in printed(picture)
    assert "не публикуйте" not in printed(picture)


def test_a_picture_by_toy_weights_is_marked() -> None:
    picture = Picture(slot=0, origin=ImageOrigin.AI, asset=ASSET, label="такси", seed=7, toy=True)
    assert "такую картинку не публикуйте" in printed(picture)
