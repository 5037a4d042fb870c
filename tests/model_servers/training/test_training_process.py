"""The command as people run it: real processes that are killed, interrupted, joined, and given what is wrong."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from offline.training.config import read_config
from offline.training.pictures import read_training_set
from offline.training.processes import Processes
from offline.training.run import TrainingJob, TrainingRun

ROOT = Path(__file__).parents[3]
ADAPTER = "pytorch_lora_weights.safetensors"
STEPS = 60
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}  # noqa: TID251


@pytest.fixture(scope="module")
def place(tmp_path_factory, settings):
    """A folder with the settings of a run in it."""
    place = tmp_path_factory.mktemp("runs")
    run = settings | {"steps": STEPS, "save_every": 5, "sample_every": 30, "validation_prompts": ["A toy."]}
    (place / "run.yaml").write_text(yaml.safe_dump(run))
    return place


@pytest.fixture
def arguments(place, pictures, captions):
    def made(out, *, config="run.yaml", folder=pictures, lines=captions):
        paths = {"captions": lines, "config": place / config, "out": out, "cache": place / "cache"}
        options = [part for name, path in paths.items() for part in (f"--{name}", str(path))]
        return ["-m", "offline.cli", "train-lora", str(folder), *options]

    return made


def started(arguments):
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def reached(process, out, steps):
    """Wait until so many steps are in the file."""
    path = out / "metrics.jsonl"
    while process.poll() is None and (not path.exists() or path.read_text().count("\n") < steps):
        time.sleep(0.01)
    assert process.poll() is None, process.stdout.read()


def curve(out):
    lines = (json.loads(line) for line in (out / "metrics.jsonl").read_text().splitlines())
    return [(line["step"], line["loss"], line["gradient_norm"], line["learning_rate"]) for line in lines]


def test_a_run_that_is_killed_and_interrupted_ends_as_if_nothing_had_happened(
    place, arguments, pictures, captions, tmp_path
):
    config = read_config(place / "run.yaml")
    job = TrainingJob(
        config=config,
        folder=pictures,
        training_set=read_training_set(pictures, captions),
        weights=Path(config.weights),
        out=tmp_path / "whole",
        cache=place / "cache",
        processes=Processes(),
    )
    TrainingRun(job).carry_out()
    out = tmp_path / "broken"

    killed = started(arguments(out))
    reached(killed, out, 12)
    killed.kill()
    assert killed.wait() == -signal.SIGKILL
    assert 12 <= len(curve(out)) < STEPS

    interrupted = started(arguments(out))
    reached(interrupted, out, 30)
    interrupted.send_signal(signal.SIGINT)
    told, _ = interrupted.communicate()
    assert interrupted.returncode == 130, told
    assert "the same command goes on from there" in told
    assert not (out / ADAPTER).exists()

    finished = started(arguments(out))
    told, _ = finished.communicate()
    assert finished.returncode == 0, told
    assert f"{STEPS} of {STEPS} steps done" in told and "0 pictures and texts encoded now" in told
    assert curve(out) == curve(job.out)
    for name in (ADAPTER, *(f"samples/step-{step:06d}-00.png" for step in (0, 30, STEPS))):
        assert (out / name).read_bytes() == (job.out / name).read_bytes(), name


def test_two_processes_train_one_adapter_and_go_on(place, arguments, settings, tmp_path):
    run = settings | {"steps": 4, "save_every": 2}
    (place / "two.yaml").write_text(yaml.safe_dump(run))
    (place / "longer.yaml").write_text(yaml.safe_dump(run | {"steps": 6}))
    (place / "accumulating.yaml").write_text(yaml.safe_dump(run | {"steps": 6, "gradient_accumulation": 2}))
    launch = ["-m", "accelerate.commands.launch", "--cpu", "--num_processes", "2", "--num_machines", "1",
              "--mixed_precision", "no", "--dynamo_backend", "no", "--main_process_port", "0"]  # fmt: skip
    for config, said in (("two.yaml", "4 of 4 steps done, 0"), ("longer.yaml", "6 of 6 steps done, 4")):
        process = started([*launch, *arguments(tmp_path / "two", config=config)])
        told, _ = process.communicate()
        assert process.returncode == 0, told
        assert told.count(said) == 1, told
    assert len(curve(tmp_path / "two")) == 6
    # Two processes see the pictures and the noise that one process sees in two batches.
    config = read_config(place / "accumulating.yaml")
    alone = started(arguments(tmp_path / "one", config="accumulating.yaml"))
    told, _ = alone.communicate()
    assert alone.returncode == 0, told
    assert config.gradient_accumulation == 2
    ours = [loss for _, loss, *_ in curve(tmp_path / "two")]
    assert ours == pytest.approx([loss for _, loss, *_ in curve(tmp_path / "one")], rel=1e-4)


def test_what_is_wrong_is_told_in_words(place, arguments, settings, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    process = started(arguments(tmp_path / "out", folder=empty))
    told, _ = process.communicate()
    assert (process.returncode, "no picture" in told, "Traceback" in told) == (2, True, False)
    (place / "wrong.yaml").write_text(yaml.safe_dump(settings | {"learning_rat": 1}))
    process = started(arguments(tmp_path / "out", config="wrong.yaml"))
    told, _ = process.communicate()
    assert (process.returncode, "learning_rat" in told, "Traceback" in told) == (4, True, False)


def test_two_runs_do_not_share_a_folder(place, arguments, tmp_path):
    import fcntl

    out = tmp_path / "out"
    out.mkdir()
    with (out / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        process = started(arguments(out))
        told, _ = process.communicate()
    assert (process.returncode, "another run works in this folder" in told) == (4, True)
