import hashlib
import multiprocessing
from pathlib import Path

from PIL import Image

from offline.curation.folder import Entry, identify
from offline.curation.looking import look_at_all
from offline.curation.reading import Obstacle
from offline.curation.settings import CurationSettings


def pictures(folder: Path, count: int) -> list[Entry]:
    for i in range(count):
        image = Image.new("RGBA", (200, 200))
        image.paste((200, 10 * i, 0, 255), (50, 50, 150, 150))
        image.save(folder / f"{i}.png")
    return [identify(folder, f"{i}.png") for i in range(count)]


def test_killed_process_loses_no_picture(tmp_path: Path) -> None:
    entries = pictures(tmp_path, 12)
    before = {process.pid for process in multiprocessing.active_children()}
    found = {}
    for entry, examination in look_at_all(tmp_path, entries, CurationSettings(), ()):
        if not found:
            for process in multiprocessing.active_children():
                if process.pid not in before:
                    process.kill()
        found[entry.name] = examination.obstacle
    assert found == {entry.name: None for entry in entries}


def test_file_that_changed_meanwhile_is_told(tmp_path: Path) -> None:
    (entry,) = pictures(tmp_path, 1)
    old = entry.model_copy(update={"sha256": hashlib.sha256(b"before").hexdigest()})
    gone = Entry(name="gone.png", sha256="1")
    found = {one.name: examined for one, examined in look_at_all(tmp_path, [old, gone], CurationSettings(), ())}
    assert found["0.png"].obstacle is Obstacle.CHANGED
    assert found["gone.png"].obstacle is Obstacle.LINK


def test_nothing_to_look_at_needs_no_process(tmp_path: Path) -> None:
    assert list(look_at_all(tmp_path, [], CurationSettings(), ())) == []
