import pytest
from PIL import Image, ImageDraw

from offline.bank_renderer.measuring import measure


def test_box_and_colours_of_an_object() -> None:
    picture = Image.new("RGBA", (100, 80))
    picture.paste((37, 99, 235, 255), (10, 20, 70, 60))
    picture.paste((255, 181, 31, 255), (40, 30, 60, 50))
    measured = measure(picture)
    assert measured.bounding_box == (10, 20, 70, 60)
    assert measured.colours == ("#2563EB", "#FFB51F")


def test_shades_of_one_colour_are_one_colour() -> None:
    picture = Image.new("RGBA", (100, 100))
    draw = ImageDraw.Draw(picture)
    for y in range(10, 90):
        draw.line((10, y, 90, y), (30 + y // 4, 90 + y // 4, 200 + y // 4, 255))
    assert len(measure(picture).colours) == 1


def test_specks_are_no_colour() -> None:
    picture = Image.new("RGBA", (100, 100))
    picture.paste((37, 99, 235, 255), (10, 10, 90, 90))
    picture.paste((255, 0, 0, 255), (40, 40, 45, 45))
    assert measure(picture).colours == ("#2563EB",)


def test_pixels_that_are_hardly_there_give_no_colour_but_count_for_the_box() -> None:
    picture = Image.new("RGBA", (100, 100))
    picture.paste((255, 0, 0, 20), (10, 10, 90, 90))
    picture.paste((37, 99, 235, 255), (40, 40, 60, 60))
    measured = measure(picture)
    assert measured.bounding_box == (10, 10, 90, 90)
    assert measured.colours == ("#2563EB",)


@pytest.mark.parametrize("box", [(0, 10, 20, 20), (10, 0, 20, 20), (10, 10, 100, 20), (10, 10, 20, 100)])
def test_object_that_touches_the_frame_is_refused(box: tuple[int, int, int, int]) -> None:
    picture = Image.new("RGBA", (100, 100))
    picture.paste((37, 99, 235, 255), box)
    with pytest.raises(ValueError, match="touches the frame"):
        measure(picture)


def test_empty_render_is_refused() -> None:
    with pytest.raises(ValueError, match="not in the picture"):
        measure(Image.new("RGBA", (100, 100)))
