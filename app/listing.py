"""``adbanner products``, ``layouts`` and ``preview-layout``."""

import json
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from adbanner.brand_kit import BrandKit
from adbanner.brand_kit_files import load_brand_kit
from adbanner.errors import InvalidRequest
from adbanner.layout import Layout
from adbanner.layout_files import load_layout, load_layouts
from adbanner.settings import load_settings
from tools.fonts import FontBook
from tools.layout_check import check_capacity
from tools.layout_preview import draw_layout_preview
from tools.text_fitting import TextFitter
from tools.whole_file import write_whole


def list_products(*, as_json: bool) -> None:
    """Print the products of the configured kit."""
    kit = load_brand_kit(load_settings().brand_kit)
    if as_json:
        print_json([product.model_dump(mode="json") for product in kit.products])
        return
    table = Table(box=None)
    for title in ("id", "Продукт", "Категория"):
        table.add_column(title, no_wrap=title == "id")
    for product in kit.products:
        table.add_row(product.id, product.name, kit.category_of(product).title)
    Console(highlight=False).print(table)


def list_layouts(*, as_json: bool) -> None:
    """Print the banner formats, refusing a folder with a broken one."""
    settings = load_settings()
    layouts = checked_layouts(load_layouts(settings.layouts), load_brand_kit(settings.brand_kit))
    if as_json:
        print_json([layout.model_dump(mode="json") for layout in layouts])
        return
    table = Table(box=None)
    for title in ("id", "Формат", "Площадка", "Пиксели", "Тексты", "Картинки", "КБ"):
        table.add_column(title, no_wrap=title == "id")
    for layout in layouts:
        texts = ", ".join(f"{field.id} {field.max_chars}" for field in layout.text_fields)
        size = f"{layout.width}×{layout.height}"
        pictures = str(len(layout.image_slots))
        table.add_row(layout.id, layout.title, layout.platform, size, texts, pictures, str(layout.max_kb))
    Console(highlight=False).print(table)


def checked_layouts(layouts: dict[str, Layout], kit: BrandKit) -> list[Layout]:
    """All layouts, each proven to hold its own limits in the kit's type."""
    fitter = TextFitter(FontBook.load(kit))
    for layout in layouts.values():
        check_capacity(layout, fitter)
    return list(layouts.values())


def preview_layout(layout: str, out: Path | None) -> None:
    """Draw one layout into a PNG file."""
    settings = load_settings()
    kit = load_brand_kit(settings.brand_kit)
    path = Path(layout) if layout.endswith(".json") else settings.layouts / f"{layout}.json"
    if not path.is_file():
        raise InvalidRequest(f"Нет формата «{layout}». Список форматов — команда adbanner layouts.", field="layout")
    loaded = load_layout(path)
    fitter = TextFitter(FontBook.load(kit))
    check_capacity(loaded, fitter)
    target = out or Path(f"{loaded.id}.preview.png")
    write_whole(target, draw_layout_preview(loaded, kit, fitter.fonts))
    sys.stdout.write(f"{target}\n")


def print_json(value: object) -> None:
    """Print a value as JSON."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
