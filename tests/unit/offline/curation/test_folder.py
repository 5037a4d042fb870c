import os
from pathlib import Path

import pytest

from adbanner.errors import InvalidRequest
from offline.curation.folder import Entry, files_of, identify, read_file
from offline.curation.reading import Obstacle


def test_files_come_in_order_without_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.png", "a/c.webp", ".hidden.png", ".git/d.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert files_of(tmp_path) == ["a/c.webp", "b.png"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "back").symlink_to(tmp_path)
    (tmp_path / "one.png").symlink_to("two.png")
    (tmp_path / "two.png").symlink_to("one.png")
    (tmp_path / "nowhere.png").symlink_to("missing.png")
    names = files_of(tmp_path)
    assert names == ["a/back", "nowhere.png", "one.png", "two.png"]
    obstacles = [identify(tmp_path, name).obstacle for name in names]
    assert obstacles == [Obstacle.NO_FILE, Obstacle.LINK, Obstacle.LINK, Obstacle.LINK]


def test_linked_file_counts(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"picture")
    (tmp_path / "linked.png").symlink_to("real")
    assert identify(tmp_path, "linked.png").sha256 == identify(tmp_path, "real").sha256


def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    assert identify(tmp_path, "pipe.png").obstacle is Obstacle.NO_FILE


def test_forbidden_file_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.png").write_bytes(b"x")

    def refuse(self: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert identify(tmp_path, "a.png") == Entry(name="a.png", obstacle=Obstacle.FORBIDDEN)


def test_missing_folder_is_the_callers_mistake(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(InvalidRequest, match="not a folder"):
        files_of(tmp_path / "nowhere")
    with pytest.raises(InvalidRequest, match="not a folder"):
        files_of(tmp_path / "file")


def test_content_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"bytes")
    assert read_file(tmp_path / "a") == b"bytes"
