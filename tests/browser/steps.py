"""What a person does in the studio, for all browser tests."""

from playwright.sync_api import Locator, Page, expect

OFFER = "Скидка 15% на первый заказ до 31 декабря по промокоду ЕДА15"


def write_brief(page: Page, *formats: str, offer: str = OFFER, product: str = "еда") -> None:
    """Fill the form in by hand."""
    expect(page.locator("#brief-form")).to_be_visible()
    page.get_by_role("combobox", name="Продукт").fill(product)
    page.keyboard.press("Enter")
    page.locator("#offer").fill(offer)
    for layout_id in formats:
        page.locator(f'[data-format="{layout_id}"]').click()


def make_banners(page: Page, *formats: str, offer: str = OFFER) -> Locator:
    """Fill the form in, send it and wait for the finished banners."""
    write_brief(page, *formats, offer=offer)
    page.get_by_role("button", name="Создать баннеры").click()
    return finished(page, 1)


def finished(page: Page, version: int) -> Locator:
    """The editor, once it shows this version at rest."""
    editor = page.locator(f'#banner-editor[data-status="idle"][data-version="{version}"]')
    expect(editor).to_be_visible()
    return editor


def say(page: Page, words: str) -> None:
    """Write in the chat."""
    page.locator("#chat-input").click()
    page.keyboard.type(words)
    page.keyboard.press("Enter")


def preview_url(page: Page) -> str:
    """The file that the preview shows."""
    return page.locator("#preview").get_attribute("src") or ""
