import re
from collections import Counter

from PIL import Image

from adbanner.brand_kit import BrandKit

LATIN = re.compile(r"[A-Za-z]")


def test_russian_words_of_the_bank_hold_no_latin_letters(demo_kit: BrandKit) -> None:
    texts = [text for image in demo_kit.images for text in (image.caption, *image.services, *image.tags)]
    assert [text for text in texts if LATIN.search(text)] == []


def test_no_two_pictures_share_a_caption(demo_kit: BrandKit) -> None:
    for captions in ([image.caption for image in demo_kit.images], [image.caption_en for image in demo_kit.images]):
        assert [caption for caption, count in Counter(captions).items() if count > 1] == []


def test_objects_lie_inside_of_their_pictures_and_have_colours(demo_kit: BrandKit) -> None:
    for image in demo_kit.images:
        if image.object_id is None:
            continue
        assert image.id.startswith(f"{image.object_id}_")
        assert 1 <= len(image.colours) <= 5, image.id
        assert image.bounding_box is not None
        with Image.open(demo_kit.image_path(image)) as picture:
            left, top, right, bottom = image.bounding_box
            assert 0 < left < right < picture.width, image.id
            assert 0 < top < bottom < picture.height, image.id
            assert picture.size == (768, 768)
