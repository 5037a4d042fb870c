"""The whole command on real files of every bad kind."""

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from adbanner.errors import InvalidRequest
from adbanner.settings import PROJECT_ROOT
from offline.curation import command
from offline.curation.command import INTERRUPTED, CurateOptions, curate_command
from offline.curation.decisions import Choice, read_decisions, write_decisions
from offline.curation.examination import Examination
from offline.curation.statistics import Statistics

Bank = Callable[[str], Image.Image]
WAIT_S = 60


@pytest.fixture
def folder(tmp_path: Path, bank_picture: Bank) -> Path:
    """One good picture and one of every kind that needs care."""
    folder = tmp_path / "pictures"
    (folder / "more").mkdir(parents=True)
    good = bank_picture("trophy_blue")
    good.save(folder / "good.png")
    bank_picture("airplane_blue").quantize(64).save(folder / "palette.png")
    colour = Image.new("RGB", (768, 768), "white")
    bed = bank_picture("bed_blue")
    colour.paste(bed, mask=bed.getchannel("A"))
    colour.convert("CMYK").save(folder / "cmyk.jpg")
    turned = Image.Exif()
    turned[0x0112] = 6
    colour.crop((0, 0, 768, 700)).save(folder / "turned.jpg", exif=turned)
    deep = np.asarray(bank_picture("balloons_blue").convert("L")).astype(np.uint16) * 257
    Image.fromarray(deep).save(folder / "deep.png")
    frames = [bank_picture("camera_teal"), bank_picture("cat_teal_phone")]
    frames[0].save(folder / "more" / "animated.webp", save_all=True, append_images=frames[1:])
    Image.new("1", (8000, 6250)).save(folder / "huge.png")
    file = io.BytesIO()
    colour.save(file, "JPEG")
    (folder / "truncated.jpg").write_bytes(file.getvalue()[:8000])
    (folder / "empty.png").write_bytes(b"")
    (folder / "fake.jpg").write_text("no picture")
    (folder / "notes.txt").write_text("no picture either")
    return folder


@pytest.fixture(autouse=True)
def without_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes of the command ask for themselves; what is printed must not depend on the machine."""
    monkeypatch.setattr(command, "tesseract_version", lambda: "")


def test_bad_files_get_a_line_each_and_the_others_go_on(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder.parent / "out"
    (folder / "unreadable.png").symlink_to("nowhere.png")
    assert curate_command(CurateOptions(folder, out, apply=True)) == 0
    told = capsys.readouterr().out.splitlines()
    for line in (
        "huge.png: too many pixels",
        "truncated.jpg: truncated",
        "empty.png: empty, 0 bytes",
        "fake.jpg: not a picture",
        "unreadable.png: a link that leads nowhere",
        "cmyk.jpg: CMYK, read as sRGB",
        "deep.png: 16 bits a channel, read as 8",
        "palette.png: palette, read as RGB",
        "turned.jpg: turned upright by EXIF",
        "more/animated.webp: animated, its first frame taken",
        "notes.txt: not a picture, left out",
    ):
        assert told.count(line) == 1, line
    rows = {row.file: row for row in read_decisions(out / "decisions.csv")}
    assert len(rows) == 11
    assert rows["good.png"].accepted
    assert rows["huge.png"].kinds == "unreadable"
    written = {path.name for path in (out / "accepted").iterdir()}
    assert {"good.png", "more__animated.png", "cmyk.png"} <= written
    statistics = Statistics.model_validate_json((out / "statistics.json").read_bytes())
    assert (statistics.pictures, statistics.unreadable) == (11, 5)
    assert (out / "report.html").read_text().count("<article") == 11


def test_second_run_looks_at_new_contents_only_and_keeps_decisions(
    folder: Path, bank_picture: Bank, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = folder.parent / "out"
    for path in folder.rglob("*"):
        if path.is_file() and path.name not in ("good.png", "palette.png"):
            path.unlink()
    curate_command(CurateOptions(folder, out))
    rows = read_decisions(out / "decisions.csv")
    assert [row.file for row in rows] == ["good.png", "palette.png"]
    write_decisions(out / "decisions.csv", [row.model_copy(update={"decision": Choice.REJECT}) for row in rows])
    bank_picture("bed_blue").save(folder / "palette.png")
    looked: list[str] = []

    def look(folder: Path, entries: list[command.Entry], *rest: object) -> list[tuple[command.Entry, Examination]]:
        looked.extend(entry.name for entry in entries)
        return [(entry, Examination()) for entry in entries]

    monkeypatch.setattr(command, "look_at_all", look)
    capsys.readouterr()
    curate_command(CurateOptions(folder, out, apply=True))
    assert looked == ["palette.png"]
    assert [row.decision for row in read_decisions(out / "decisions.csv")] == [Choice.REJECT, None]
    assert "Changed since a person decided, so decide again: palette.png." in capsys.readouterr().out
    assert [path.name for path in (out / "accepted").iterdir()] == ["palette.png"]


def test_broken_table_is_told_before_anything_is_done(folder: Path) -> None:
    out = folder.parent / "out"
    out.mkdir()
    (out / "decisions.csv").write_text("nonsense\n")
    with pytest.raises(InvalidRequest, match=r"decisions\.csv:1: columns are missing"):
        curate_command(CurateOptions(folder, out))
    assert [path.name for path in out.iterdir()] == ["decisions.csv"]


def test_folder_without_pictures_is_told(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "notes.txt").write_text("no picture")
    with pytest.raises(InvalidRequest, match="holds no pictures"):
        curate_command(CurateOptions(tmp_path / "in", tmp_path / "out"))


@pytest.mark.parametrize(("folder", "out"), [("in", "in/out"), ("in", "in"), ("out/accepted", "out")])
def test_results_do_not_lie_among_the_pictures(tmp_path: Path, folder: str, out: str) -> None:
    (tmp_path / folder).mkdir(parents=True)
    with pytest.raises(InvalidRequest, match="must not lie in each other"):
        curate_command(CurateOptions(tmp_path / folder, tmp_path / out))


def test_interrupted_run_leaves_nothing_half_written_and_goes_on(tmp_path: Path, bank_picture: Bank) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    picture = bank_picture("trophy_blue")
    for i in range(24):
        picture.putpixel((i, 0), (0, 0, 0, 255))
        picture.save(folder / f"{i:02}.png", compress_level=1)
    call = [sys.executable, "-m", "offline.cli", "curate", str(folder), "--out", str(out)]
    with subprocess.Popen(call, cwd=PROJECT_ROOT, stderr=subprocess.PIPE, start_new_session=True) as process:
        until = time.monotonic() + WAIT_S
        while not list(out.glob("examined/*.json")):
            assert process.poll() is None and time.monotonic() < until
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: the whole group
        _, told = process.communicate(timeout=WAIT_S)
    assert process.returncode == INTERRUPTED
    assert b"goes on from there" in told
    assert b"Traceback" not in told
    kept = list((out / "examined").iterdir())
    assert [path.name for path in out.iterdir()] == ["examined"]
    assert 0 < len(kept) < 24
    for path in kept:
        Examination.model_validate_json(path.read_bytes())
