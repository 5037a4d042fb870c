"""The command as people run it: real processes that are killed, interrupted and joined, and what they say."""

import fcntl
import json
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from accelerate.state import AcceleratorState

from adbanner.errors import ConfigError
from offline import cli
from offline.training.config import TrainingConfig, read_config
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
def job(place, pictures, captions, tmp_path):
    config = read_config(place / "run.yaml")
    return TrainingJob(
        config=config,
        folder=pictures,
        training_set=read_training_set(pictures, captions),
        weights=Path(config.weights),
        out=tmp_path / "whole",
        cache=place / "cache",
        processes=Processes(),
    )


@pytest.fixture
def arguments(place, pictures, captions, tmp_path):
    def made(out=tmp_path / "out", *, config="run.yaml", folder=pictures):
        paths = {"captions": captions, "config": place / config, "out": out, "cache": place / "cache"}
        options = [part for name, path in paths.items() for part in (f"--{name}", str(path))]
        return ["train-lora", str(folder), *options]

    return made


def started(arguments):
    command = [sys.executable, "-m", "offline.cli", *arguments]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    return subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT, **pipes)


def reached(process, out, steps):
    """Wait until so many steps are in the file."""
    path = out / "metrics.jsonl"
    while process.poll() is None and (not path.exists() or path.read_text().count("\n") < steps):
        time.sleep(0.01)
    assert process.poll() is None, process.stdout.read()


def curve(out):
    lines = (json.loads(line) for line in (out / "metrics.jsonl").read_text().splitlines())
    return [(line["step"], line["loss"], line["gradient_norm"], line["learning_rate"]) for line in lines]


def test_a_run_that_is_killed_and_interrupted_ends_as_if_nothing_had_happened(job, arguments, tmp_path):
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
    assert "the same command goes on from there" in told and "0 pictures and texts encoded now" in told
    assert not (out / ADAPTER).exists()
    done = len(curve(out))
    assert 30 <= done < STEPS

    result = TrainingRun(replace(job, out=out)).carry_out()
    assert (result.resumed_at, result.steps, result.finished) == (done, STEPS, True)
    assert curve(out) == curve(job.out)
    for name in (ADAPTER, *(f"samples/step-{step:06d}-00.png" for step in (0, 30, STEPS))):
        assert (out / name).read_bytes() == (job.out / name).read_bytes(), name


def test_two_processes_see_what_one_sees_in_two_batches_and_go_on(job, tmp_path):
    def changed(out, **settings):
        config = job.config.model_dump() | {"validation_prompts": (), "save_every": 2} | settings
        return replace(job, config=TrainingConfig.model_validate(config), out=tmp_path / out)

    trained_by_two(changed("two", steps=4))
    assert len(curve(tmp_path / "two")) == 4
    trained_by_two(changed("two", steps=6))
    TrainingRun(changed("one", steps=6, gradient_accumulation=2)).carry_out()
    two, one = ([loss for _, loss, *_ in curve(tmp_path / out)] for out in ("two", "one"))
    assert two == pytest.approx(one, rel=1e-5)
    with pytest.raises(ConfigError, match="other processes"):
        TrainingRun(changed("two", steps=8)).carry_out()


def trained_by_two(job):
    """In two forked processes that talk by gloo, as torchrun would start them."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=work, args=(job, rank, port)) for rank in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0]


def work(job, rank, port):
    place = {"RANK": rank, "LOCAL_RANK": rank, "WORLD_SIZE": 2, "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": port}
    place |= {"OMP_NUM_THREADS": 1}
    os.environ.update({name: str(value) for name, value in place.items()})  # noqa: TID251
    AcceleratorState._reset_state(reset_partial_state=True)
    processes = Processes()
    assert (processes.count, processes.rank, processes.is_main) == (2, rank, rank == 0)
    assert TrainingRun(replace(job, processes=processes)).carry_out().finished
    processes.end()


def told_by(command, monkeypatch, capfd):
    """Exit status and words of the command."""
    monkeypatch.setattr(sys, "argv", ["adbanner-offline", *command])
    with pytest.raises(SystemExit) as left:
        cli.main()
    return left.value.code, "".join(capfd.readouterr())


def test_a_finished_run_says_where_everything_is(arguments, settings, place, monkeypatch, capfd):
    (place / "short.yaml").write_text(yaml.safe_dump(settings | {"steps": 1}))
    code, told = told_by(arguments(config="short.yaml"), monkeypatch, capfd)
    assert code == 0
    for expected in ("1 of 1 steps done", ADAPTER, "README.md", "index.html"):
        assert expected in told


def test_what_is_wrong_is_told_in_words(arguments, settings, place, monkeypatch, capfd, tmp_path):
    (tmp_path / "empty").mkdir()
    code, told = told_by(arguments(folder=tmp_path / "empty"), monkeypatch, capfd)
    assert (code, "no picture" in told) == (2, True)
    (place / "wrong.yaml").write_text(yaml.safe_dump(settings | {"learning_rat": 1}))
    code, told = told_by(arguments(config="wrong.yaml"), monkeypatch, capfd)
    assert (code, "learning_rat" in told) == (4, True)
    (place / "nowhere.yaml").write_text(yaml.safe_dump(settings | {"weights": str(tmp_path / "none")}))
    code, told = told_by(arguments(config="nowhere.yaml"), monkeypatch, capfd)
    assert (code, "no such folder of weights" in told) == (4, True)


def test_two_runs_do_not_share_a_folder(job):
    job.out.mkdir()
    with (job.out / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(ConfigError, match="another run works in this folder"):
            TrainingRun(job).carry_out()
