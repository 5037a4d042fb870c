from pathlib import Path

import pytest

from adbanner.errors import ConfigError, StorageFull
from adbanner.usage import Usage
from offline.captioning.journal import Journal, Verdict
from offline.captioning.picture_words import PictureWords


def verdict(words: PictureWords | None, key: str = "a", *problems: str) -> Verdict:
    return Verdict(
        key=key,
        file=f"{key}.png",
        sha256="0" * 64,
        model="eye",
        prompt_version="1",
        words=words,
        problems=problems,
        usage=Usage(model="eye", calls=1, prompt_tokens=10, completion_tokens=5),
    )


def test_what_was_added_is_found_again(tmp_path: Path, words: PictureWords) -> None:
    with Journal(tmp_path / "new" / "journal.jsonl") as journal:
        journal.add(verdict(words))
        journal.add(verdict(None, "b", "refused"))
        assert journal.of(["a", "c"]).keys() == {"a"}
    with Journal(tmp_path / "new" / "journal.jsonl") as journal:
        assert journal.of(["a"])["a"].accepted == words
        assert journal.of(["b"])["b"].accepted is None
        assert (journal.tries("a"), journal.tries("b")) == (0, 1)


def test_the_newest_verdict_counts(tmp_path: Path, words: PictureWords) -> None:
    with Journal(tmp_path / "journal.jsonl") as journal:
        journal.add(verdict(words, "a", "too short"))
        journal.add(verdict(words, "a"))
        assert journal.of(["a"])["a"].accepted == words


def test_a_torn_last_line_is_dropped_and_the_next_one_stands_alone(tmp_path: Path, words: PictureWords) -> None:
    path = tmp_path / "journal.jsonl"
    with Journal(path) as journal:
        journal.add(verdict(words))
    path.write_bytes(path.read_bytes() + b'{"key":"b","fi')
    with Journal(path) as journal:
        assert [found.key for found in journal.verdicts] == ["a"]
        journal.add(verdict(words, "c"))
    with Journal(path) as journal:
        assert [found.key for found in journal.verdicts] == ["a", "c"]


def test_a_line_of_another_kind_is_passed_over(tmp_path: Path, words: PictureWords) -> None:
    path = tmp_path / "journal.jsonl"
    path.write_text('{"key": "old"}\n\n')
    with Journal(path) as journal:
        journal.add(verdict(words))
        assert len(journal.verdicts) == 1
    assert path.read_text().startswith('{"key": "old"}\n')


def test_two_runs_do_not_write_one_journal(tmp_path: Path) -> None:
    with Journal(tmp_path / "journal.jsonl"), pytest.raises(ConfigError, match="another run"):
        Journal(tmp_path / "journal.jsonl")
    with Journal(tmp_path / "journal.jsonl"):
        pass


def test_a_full_disk_leaves_whole_lines(small_disk: Path, words: PictureWords) -> None:
    with Journal(small_disk / "journal.jsonl") as journal:
        (small_disk / "ballast").write_bytes(bytes(1024 * 1024 - 8192))
        with pytest.raises(StorageFull, match="no room left"):
            for number in range(100):
                journal.add(verdict(words, str(number)))
        count = len(journal.verdicts)
    with Journal(small_disk / "journal.jsonl") as journal:
        assert len(journal.verdicts) == count > 0
