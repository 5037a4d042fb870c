"""The command line: what it makes, what it says, how it ends."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image

from adbanner.settings import PROJECT_ROOT
from adbanner.usage import Usage
from app import cli
from app.report import spending_line

OFFER = "Скидка 15% на первый заказ до 31 декабря по промокоду ЕДА15"
BRIEF = {"product_id": "delivery", "offer": OFFER, "layout_ids": ["ya_300x250"], "seed": 7}


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


class CommandLine:
    """Runs ``adbanner`` in this process, in a folder and with a data folder of its own."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._monkeypatch = monkeypatch
        self._capsys = capsys
        monkeypatch.chdir(folder)
        monkeypatch.setenv("ADBANNER_DATA_DIR", str(folder / "data"))

    def __call__(self, *arguments: str) -> Outcome:
        self._monkeypatch.setattr(sys, "argv", ["adbanner", *arguments])
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = self._capsys.readouterr()
        return Outcome(int(ended.value.code or 0), out, err)

    def make(self, *more: str, offer: str = OFFER, layout: str = "ya_300x250") -> Outcome:
        return self("make", "--product", "delivery", "--offer", offer, "--layout", layout, "--out", "banners", *more)

    @property
    def made(self) -> list[str]:
        folder = self.folder / "banners"
        return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


@pytest.fixture
def adbanner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(tmp_path, monkeypatch, capsys)


def dead_url() -> str:
    """An address where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"


def test_the_copy_pack_is_a_table_with_limits(adbanner: CommandLine) -> None:
    outcome = adbanner.make("--copy-pack")

    assert outcome.code == 0
    assert "Дополнительный заголовок" in outcome.out
    assert "/56" in outcome.out and "/81" in outcome.out and "/40" in outcome.out and "/90" in outcome.out


def test_the_copy_pack_in_json_can_be_pasted(adbanner: CommandLine) -> None:
    data = json.loads(adbanner.make("--copy-pack", "--json").out)

    assert set(data["copy_pack"]) == {"direct", "google", "vk"}
    for pack in data["copy_pack"].values():
        assert pack["problem"] == ""
        for field in pack["fields"]:
            assert field["chars"] == len(field["text"]) <= field["max_chars"]
            assert "\u00a0" not in field["text"]


def test_make_writes_files_and_a_summary(adbanner: CommandLine) -> None:
    outcome = adbanner.make("--seed", "7", "--image", "курьер на скутере")
    assert outcome.code == 0, outcome.err
    assert adbanner.made == ["delivery_ya_300x250.png", "report.json"]
    with Image.open(adbanner.folder / "banners" / "delivery_ya_300x250.png") as image:
        assert image.size == (300, 250)
    for words in (
        "Скидка 15%",
        "встроенный копирайтер",
        "Картинка 1 (банк): ",
        "проверок пройдено",
        "Факты оффера",
        "Перед публикацией: Токен erid",
        "Готово: 1 из 1",
    ):
        assert words.replace(" ", "") in outcome.out.replace("\u00a0", "").replace(" ", "")
    assert "Тексты написаны" in outcome.err


def test_json_report_is_all_that_is_printed(adbanner: CommandLine) -> None:
    outcome = adbanner.make("--json", "--format", "jpg")
    report = json.loads(outcome.out)
    banner = report["banners"]["ya_300x250"]
    assert Path(banner["file"]).name == "delivery_ya_300x250.jpg"
    assert all(check["passed"] for check in banner["review"]["checks"] if check["blocking"])
    assert {fact["kind"] for fact in report["facts"]} == {"percent", "condition", "date", "promo_code"}


def test_same_brief_and_seed_give_the_same_file(adbanner: CommandLine) -> None:
    def made() -> bytes:
        assert adbanner.make("--seed", "3").code == 0
        return (adbanner.folder / "banners" / "delivery_ya_300x250.png").read_bytes()

    assert made() == made()


def test_brief_comes_from_a_file_or_from_standard_input(adbanner: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    (adbanner.folder / "brief.json").write_text(json.dumps(BRIEF), encoding="utf-8")
    assert adbanner("make", "--brief", "brief.json", "--out", "banners").code == 0
    monkeypatch.setattr(sys, "stdin", StringIO(json.dumps({**BRIEF, "layout_ids": ["ya_320x50"]})))
    assert adbanner("make", "--brief", "-", "--out", "banners").code == 0
    assert adbanner.made == ["delivery_ya_300x250.png", "delivery_ya_320x50.png", "report.json"]


def test_own_picture_stands_on_the_banner(adbanner: CommandLine) -> None:
    picture = Image.new("RGBA", (400, 400))
    picture.paste((220, 30, 30, 255), (100, 100, 300, 300))
    picture.save(adbanner.folder / "own.png")
    outcome = adbanner.make("--image", "@own.png", "--ground", "ice")
    assert outcome.code == 0, outcome.err
    with Image.open(adbanner.folder / "banners" / "delivery_ya_300x250.png") as image:
        colours = image.convert("RGB").getcolors(maxcolors=100_000)
    assert colours is not None
    assert any(count > 500 and colour == (220, 30, 30) for count, colour in colours)


def test_opaque_own_picture_needs_a_cutout_server(adbanner: CommandLine) -> None:
    Image.new("RGB", (400, 400), "red").save(adbanner.folder / "own.png")
    outcome = adbanner.make("--image", "@own.png")
    assert outcome.code == 2
    assert "ADBANNER_CUTOUT__BASE_URL" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--layout", "nope"], "nope"),
        (["--image", "@nope.png"], "nope.png"),
        (["--format", "gif"], "file_format"),
        (["--image", "один", "--image", "два"], "Уберите лишние"),
    ],
)
def test_brief_at_fault_ends_with_2_and_leaves_nothing(adbanner: CommandLine, arguments: list[str], words: str) -> None:
    outcome = adbanner.make(*arguments)
    assert outcome.code == 2
    assert words in outcome.err
    assert adbanner.made == []


@pytest.mark.parametrize(
    ("text", "words"),
    [("{", "ошибка JSON в строке 1"), ("[]", "объектом JSON"), ('{"product_id": "delivery"}', "Напишите оффер")],
)
def test_broken_brief_file_is_named(adbanner: CommandLine, text: str, words: str) -> None:
    (adbanner.folder / "brief.json").write_text(text)
    outcome = adbanner("make", "--brief", "brief.json")
    assert outcome.code == 2
    assert words in outcome.err


def test_unsafe_offer_ends_with_3(adbanner: CommandLine) -> None:
    assert adbanner.make(offer="Бля, скидка 15%").code == 3


def test_format_that_cannot_carry_the_law_ends_with_9_and_says_why(adbanner: CommandLine) -> None:
    arguments = ["make", "--product", "credit_card", "--offer", "Кредитная карта: 120 дней без процентов"]
    outcome = adbanner(*arguments, "--layout", "ya_320x50", "--layout", "square_1080x1080", "--out", "banners")
    assert outcome.code == 9, outcome.out + outcome.err
    assert "Оценивайте свои финансовые возможности" in " ".join(outcome.out.split())
    assert adbanner.made == ["credit_card_square_1080x1080.png", "report.json"]


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("ADBANNER_LLM__BASE_URL", "ADBANNER_LLM__BASE_URL"),
        ("ADBANNER_EMBEDDINGS__BASE_URL", "ADBANNER_EMBEDDINGS__BASE_URL"),
        ("ADBANNER_QDRANT__URL", "ADBANNER_QDRANT__URL"),
    ],
)
def test_dead_endpoint_ends_with_6_and_names_its_setting(
    adbanner: CommandLine, monkeypatch: pytest.MonkeyPatch, setting: str, words: str
) -> None:
    monkeypatch.setenv(setting, dead_url())
    monkeypatch.setenv("ADBANNER_LLM__MODEL", "model")
    monkeypatch.setenv("ADBANNER_EMBEDDINGS__MODEL", "model")
    outcome = adbanner.make()
    assert outcome.code == 6
    reason, detail = outcome.err.splitlines()[-2:]
    assert "не отвечает" in reason and "http" not in reason
    assert words in detail
    assert adbanner.made == []


def test_dead_postgres_ends_with_6(adbanner: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADBANNER_POSTGRES_URL", dead_url().replace("http", "postgresql"))
    outcome = adbanner.make()
    assert outcome.code == 6
    assert "ADBANNER_POSTGRES_URL" in outcome.err


def test_wrong_setting_and_broken_kit_end_with_4(adbanner: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADBANNER_LLM__MAX_PARALLEL_CALLS", "many")
    assert adbanner.make().code == 4
    monkeypatch.delenv("ADBANNER_LLM__MAX_PARALLEL_CALLS")
    monkeypatch.setenv("ADBANNER_BRAND_KIT", str(adbanner.folder / "no_kit"))
    outcome = adbanner.make()
    assert outcome.code == 4
    assert "no_kit" in outcome.err


def test_broken_layout_ends_with_5(adbanner: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    (adbanner.folder / "bad.json").write_text("{}")
    monkeypatch.setenv("ADBANNER_LAYOUTS", str(adbanner.folder))
    outcome = adbanner.make()
    assert outcome.code == 5
    assert "bad.json" in outcome.err


def test_full_disk_ends_with_7_and_leaves_no_half_written_file(adbanner: CommandLine, small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(bytes(1_000_000))
    outcome = adbanner("make", "--product", "delivery", "--offer", OFFER, "--layout", "square_1080x1080",
                       "--out", str(small_disk / "banners"))  # fmt: skip
    assert outcome.code == 7
    assert [path.name for path in small_disk.rglob("*") if path.is_file()] == ["filler"]


def test_products_layouts_and_preview(adbanner: CommandLine) -> None:
    assert len(json.loads(adbanner("products", "--json").out)) >= 50
    assert "delivery" in adbanner("products").out
    assert len(json.loads(adbanner("layouts", "--json").out)) >= 19
    outcome = adbanner("preview-layout", "ya_300x250", "--out", "preview.png")
    assert outcome.code == 0
    with Image.open(adbanner.folder / "preview.png") as image:
        assert image.width >= 300
    assert adbanner("preview-layout", "nope").code == 2


def test_doctor_tells_what_is_configured_and_answers(adbanner: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome = adbanner("doctor")
    assert outcome.code == 0, outcome.out
    for role in ("brand kit", "layouts", "llm", "embeddings", "image_generation", "cutout", "qdrant", "postgres"):
        assert role in outcome.out
    monkeypatch.setenv("ADBANNER_CUTOUT__BASE_URL", dead_url())
    outcome = adbanner("doctor", "--json")
    assert outcome.code == 6
    states = {status["role"]: status["state"] for status in json.loads(outcome.out)["endpoints"]}
    assert states["cutout"] == "fails"
    assert states["llm"] == "not_configured"


def test_interrupted_run_ends_with_130_and_leaves_no_banner(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "app.cli", "make", "--brief", "briefs/sample.json", "--all-layouts"]
    environment = {**os.environ, "ADBANNER_DATA_DIR": str(tmp_path / "data")}  # noqa: TID251
    child = subprocess.Popen(
        [*command, "--out", str(tmp_path / "banners")], cwd=PROJECT_ROOT, env=environment,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stderr is not None
    for line in child.stderr:
        if "Тексты написаны" in line:
            break
    child.send_signal(signal.SIGINT)
    started = time.monotonic()
    _, errors = child.communicate(timeout=30)
    assert child.returncode == 130
    assert "Та же команда продолжит" in errors
    assert time.monotonic() - started < 20
    assert not (tmp_path / "banners").exists()


def test_what_the_model_cost_is_one_line() -> None:
    usage = Usage(model="qwen", prompt_tokens=5210, completion_tokens=310, calls=3, cost=Decimal("0.1200"))

    assert spending_line(usage, "₽").replace("\u00a0", " ") == "Модель qwen: вызовов — 3, токенов — 5 210 + 310, 0,12 ₽"


def test_without_prices_no_cost_is_told() -> None:
    assert "₽" not in spending_line(Usage(model="qwen", prompt_tokens=1, calls=1), "₽")
