from pathlib import Path

import pytest
import yaml

from adbanner.errors import ConfigError
from offline.training.config import TrainingConfig, read_config

CONFIGS = sorted((Path(__file__).parents[4] / "configs" / "lora").glob("*.yaml"))
SMALLEST = {"weights": "weights/Qwen-Image", "steps": 10}


def test_the_documents_four_runs_differ_in_batch_rate_or_rank_only():
    runs = [read_config(path) for path in CONFIGS]
    assert len(runs) == 4
    told = {(run.batch_size * run.gradient_accumulation, run.learning_rate, run.rank) for run in runs}
    assert len(told) == 4
    assert {run.seed for run in runs} == {7}
    assert len({run.validation_prompts for run in runs}) == 1
    assert all(len(run.revision) == 40 for run in runs)
    seen = {run.steps * run.batch_size * run.gradient_accumulation for run in runs}
    assert seen == {8_000}, "every run sees as many pictures"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"learning_rat": 1e-4}, "learning_rat"),
        ({"rank": 0}, "rank"),
        ({"resolution": 1000}, "resolution"),
        ({"caption_dropout": 1.0}, "caption_dropout"),
        ({"buckets": []}, "buckets"),
        ({"buckets": ["16x9"]}, "buckets"),
        ({"precision": "fp16"}, "precision"),
        ({"base_storage": False}, "base_storage"),
        ({"revision": "main"}, "revision"),
        ({"epochs": 3}, "either steps or epochs"),
        ({"steps": None}, "either steps or epochs"),
        ({"targets": []}, "targets"),
    ],
)
def test_what_is_wrong_is_named(tmp_path, change, field):
    path = tmp_path / "run.yaml"
    path.write_text(yaml.safe_dump(SMALLEST | change))
    with pytest.raises(ConfigError, match=field):
        read_config(path)


@pytest.mark.parametrize("content", ["rank: [1", "- 1\n- 2", "", "\x00"])
def test_what_is_no_configuration_is_told(tmp_path, content):
    path = tmp_path / "run.yaml"
    path.write_text(content)
    with pytest.raises(ConfigError, match=r"run\.yaml"):
        read_config(path)


def test_a_missing_configuration_is_told(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read"):
        read_config(tmp_path / "none.yaml")


def test_other_weights_take_the_revision_with_them(tmp_path):
    path = tmp_path / "run.yaml"
    path.write_text(yaml.safe_dump(SMALLEST | {"weights": "Qwen/Qwen-Image", "revision": "a" * 40}))
    assert read_config(path, weights="toys/qwen").revision == ""
    assert read_config(path, weights=f"own/model@{'b' * 40}").revision == "b" * 40


def test_only_what_decides_the_curve_counts_for_going_on():
    base = TrainingConfig.model_validate(SMALLEST)
    assert base.model_copy(update={"steps": 20, "sample_every": 5}).curve_fingerprint() == base.curve_fingerprint()
    assert base.model_copy(update={"learning_rate": 2e-4}).curve_fingerprint() != base.curve_fingerprint()


def test_alpha_is_the_rank_unless_given():
    assert TrainingConfig.model_validate(SMALLEST | {"rank": 8}).lora_alpha == 8
    assert TrainingConfig.model_validate(SMALLEST | {"rank": 8, "alpha": 4}).lora_alpha == 4
