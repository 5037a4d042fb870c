from pathlib import Path

from PIL import Image

from offline.bank_renderer.contact_sheet import contact_sheet


def test_sheet_shows_every_picture_on_white_in_rows(tmp_path: Path) -> None:
    files = [tmp_path / f"picture_with_quite_a_long_name_{i}.webp" for i in range(5)]
    for file in files:
        picture = Image.new("RGBA", (64, 64))
        picture.paste((0, 0, 255, 255), (16, 16, 48, 48))
        picture.save(file, lossless=True)
    sheet = contact_sheet(files, columns=3, cell=32)
    assert sheet.size == (96, 2 * 48)
    centres = [(i % 3 * 32 + 16, i // 3 * 48 + 16) for i in range(6)]
    assert [sheet.getpixel(centre) for centre in centres] == [(0, 0, 255)] * 5 + [(255, 255, 255)]
    assert sheet.getpixel((1, 1)) == (255, 255, 255)
