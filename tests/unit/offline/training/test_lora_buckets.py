import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from offline.training.buckets import Bucket, bucket_sizes, fitted, nearest_bucket

RATIOS = ("1:1", "4:3", "3:4", "16:9", "9:16")


def test_buckets_have_the_area_of_the_square_and_sides_of_16_px():
    for bucket in bucket_sizes(1024, RATIOS):
        assert bucket.width % 16 == bucket.height % 16 == 0
        assert bucket.width * bucket.height == pytest.approx(1024 * 1024, rel=0.03)


def test_equal_sizes_are_one_bucket():
    assert bucket_sizes(32, ("1:1", "20:21")) == (Bucket(width=32, height=32),)


@pytest.mark.parametrize(
    ("size", "ratio"), [((800, 800), 1.0), ((1600, 900), 16 / 9), ((900, 1600), 9 / 16), ((10, 400), 9 / 16)]
)
def test_a_picture_goes_into_the_nearest_ratio(size, ratio):
    bucket = nearest_bucket(*size, bucket_sizes(1024, RATIOS))
    assert bucket.width / bucket.height == pytest.approx(ratio, rel=0.05)


@given(width=st.integers(16, 300), height=st.integers(16, 300))
def test_the_whole_picture_is_in_the_bucket_and_the_rest_is_white(width, height):
    bucket = Bucket(width=96, height=64)
    pixels = np.array(fitted(Image.new("RGB", (width, height), "black"), bucket))
    assert pixels.shape == (64, 96, 3)
    dark = (pixels < 128).all(axis=2)
    rows, columns = dark.any(axis=1).sum(), dark.any(axis=0).sum()
    assert rows == 64 or columns == 96, "it is as large as it can be"
    scale = min(96 / width, 64 / height)
    assert abs(rows - height * scale) <= 1 and abs(columns - width * scale) <= 1
    assert set(np.unique(pixels)) <= {0, 255}
