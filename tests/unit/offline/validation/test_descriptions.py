import json
import re
from pathlib import Path

import pytest

from adbanner.brand_kit import BrandKit
from adbanner.errors import InvalidRequest
from offline.validation.descriptions import DESCRIPTIONS_FILE, read_descriptions
from tools.image_prompt_checks import sentences

CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


def test_the_twenty_descriptions_are_written_like_training_captions(demo_kit: BrandKit) -> None:
    read = read_descriptions(DESCRIPTIONS_FILE)
    assert len(read) == 20
    categories = set()
    for each in read:
        categories.add(demo_kit.product(each.product_id).category)
        assert each.english.startswith("Soft 3D illustration of ") and each.russian.startswith(
            "Мягкая 3D-иллюстрация: "
        )
        assert each.english.endswith("white background.") and each.russian.endswith("чистом белом фоне.")
        for text in (each.english, each.russian):
            assert 2 <= len(sentences(text)) <= 4
            assert len(text.split()) <= 80
            assert not set(text) & set("$€₽%")
        assert not CYRILLIC.search(each.english)
    assert len(categories) >= 14
    assert len({each.english for each in read}) == len({each.russian for each in read}) == 20


def test_every_description_has_questions_with_both_answers() -> None:
    for each in read_descriptions(DESCRIPTIONS_FILE):
        assert {question.expected for question in each.questions} == {"yes", "no"}
        assert all(question.question.endswith("?") for question in each.questions)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"english": ""}, ":2: english"),
        ({"questions": []}, ":2: questions"),
        ({"extra": 1}, ":2: extra"),
        ({"id": "debit_card"}, "debit_card occurs more than once"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, change: dict[str, object], said: str) -> None:
    lines = DESCRIPTIONS_FILE.read_text(encoding="utf-8").splitlines()[:2]
    path = tmp_path / "descriptions.jsonl"
    path.write_text("\n".join([lines[0], json.dumps(json.loads(lines[1]) | change)]), encoding="utf-8")
    with pytest.raises(InvalidRequest, match=re.escape(said)):
        read_descriptions(path)


def test_no_descriptions_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("\n")
    for name in ("empty.jsonl", "absent.jsonl"):
        with pytest.raises(InvalidRequest, match=name):
            read_descriptions(tmp_path / name)
