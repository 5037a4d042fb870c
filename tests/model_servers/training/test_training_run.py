"""Whole runs on a tiny Qwen-Image: what comes out, what is kept, and that going on changes nothing."""

import base64
import json
import re
import shutil
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest
import torch
from diffusers import QwenImagePipeline
from safetensors import safe_open

from adbanner.errors import ConfigError, InvalidRequest
from offline.training.cache import Encoders
from offline.training.config import TrainingConfig
from offline.training.metrics import MetricsLog, StepMetrics
from offline.training.pictures import read_training_set
from offline.training.processes import Processes
from offline.training.run import TrainingJob, TrainingRun
from offline.training.stopping import StopRequest

ADAPTER = "pytorch_lora_weights.safetensors"


@pytest.fixture(scope="module")
def shared_cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def job(weights, pictures, captions, settings, shared_cache, tmp_path):
    return TrainingJob(
        config=TrainingConfig.model_validate(settings),
        folder=pictures,
        training_set=read_training_set(pictures, captions),
        weights=weights,
        out=tmp_path / "out",
        cache=shared_cache,
        processes=Processes(),
    )


def changed(job, **settings):
    return replace(job, config=TrainingConfig.model_validate(job.config.model_dump() | settings))


def losses(out):
    return [json.loads(line)["loss"] for line in (out / "metrics.jsonl").read_text().splitlines()]


def painted(pipeline, **more):
    return pipeline(
        "A blue 3D box",
        negative_prompt=" ",
        height=64,
        width=64,
        num_inference_steps=3,
        generator=torch.Generator().manual_seed(0),
        output_type="np",
        **more,
    ).images[0]


@pytest.fixture(scope="module")
def long_run(weights, pictures, captions, settings, shared_cache, tmp_path_factory):
    """One that learns something."""
    job = TrainingJob(
        config=TrainingConfig.model_validate(
            settings | {"steps": 120, "save_every": 60, "sample_every": 60, "validation_prompts": ["A toy."]}
        ),
        folder=pictures,
        training_set=read_training_set(pictures, captions),
        weights=weights,
        out=tmp_path_factory.mktemp("long"),
        cache=shared_cache,
        processes=Processes(),
    )
    return job, TrainingRun(job).carry_out()


def test_the_loss_falls(long_run):
    job, result = long_run
    curve = losses(job.out)
    assert result.finished and result.steps == len(curve) == 120
    assert np.mean(curve[-20:]) < 0.9 * np.mean(curve[:20])
    assert result.final_loss == pytest.approx(np.mean(curve[-50:]))


def test_the_adapter_loads_changes_pictures_and_does_nothing_at_strength_0(long_run, weights):
    job, _ = long_run
    pipeline = QwenImagePipeline.from_pretrained(weights)
    pipeline.set_progress_bar_config(disable=True)
    base = painted(pipeline)
    pipeline.load_lora_weights(job.out, adapter_name="style")
    assert np.abs(painted(pipeline) - base).max() > 0.01
    assert np.array_equal(painted(pipeline, attention_kwargs={"scale": 0.0}), base)
    pipeline.set_adapters(["style"], [0.0])
    assert np.array_equal(painted(pipeline), base)


def test_the_file_tells_rank_alpha_and_where_it_comes_from(long_run):
    job, _ = long_run
    with safe_open(job.out / ADAPTER, framework="pt") as file:
        told, names = file.metadata(), list(file.keys())
        assert all(name.startswith("transformer.transformer_blocks.") for name in names)
        assert file.get_tensor(names[0]).dtype == torch.float32
    lora = json.loads(told["lora_adapter_metadata"])
    assert (lora["transformer.r"], lora["transformer.lora_alpha"]) == (8, 8)
    assert lora["transformer.target_modules"] == sorted(job.config.targets)
    provenance = json.loads(told["provenance"])
    assert provenance["steps"] == 120 and provenance["pictures"] == 6
    assert provenance["data_sha256"] == job.training_set.fingerprint()


def test_the_card_names_base_data_settings_licence_and_loss(long_run):
    job, result = long_run
    card = (job.out / "README.md").read_text()
    for expected in (
        f"base_model: {job.config.weights}",
        "license_name: proprietary",
        job.training_set.fingerprint(),
        "120, 2 pictures each",
        f"{result.final_loss:.4f}",
        "learning_rate: 0.002",
    ):
        assert expected in card


def test_the_page_holds_curve_and_samples_without_other_files(long_run):
    job, _ = long_run
    page = (job.out / "index.html").read_text()
    curve = ElementTree.fromstring(re.search(r"<svg.*?</svg>", page)[0])
    lines = [line.get("points").split() for line in curve.iter("polyline")]
    assert [len(points) for points in lines] == [120, 120]
    for place in (float(number) for points in lines for point in points for number in point.split(",")):
        assert 0 <= place <= 900
    assert [f"step {step}</th>" in page for step in (0, 60, 120)] == [True] * 3
    assert not re.search(r"(src|href)=['\"](?!data:)", page)
    pictures = re.findall(r"base64,([^']+)'", page)
    assert len(pictures) == 3 and all(base64.b64decode(one).startswith(b"\xff\xd8") for one in pictures)


def test_samples_are_taken_before_during_and_after(long_run):
    job, _ = long_run
    samples = {path.name: path.read_bytes() for path in (job.out / "samples").iterdir()}
    assert sorted(samples) == [f"step-{step:06d}-00.png" for step in (0, 60, 120)]
    assert len(set(samples.values())) == 3


def test_a_run_that_was_stopped_goes_on_to_the_same_adapter(job, tmp_path):
    whole = TrainingRun(job).carry_out()
    stop = StopRequest()
    halves = replace(job, out=tmp_path / "halves", stop=stop, processes=_StoppingAfter(7, stop))
    first = TrainingRun(halves).carry_out()
    assert (first.steps, first.finished) == (7, False)
    assert not (halves.out / ADAPTER).exists()
    second = TrainingRun(replace(halves, stop=StopRequest(), processes=Processes())).carry_out()
    assert (second.resumed_at, second.steps, second.finished) == (7, 12, True)
    assert losses(halves.out) == losses(job.out)
    assert (halves.out / ADAPTER).read_bytes() == (job.out / ADAPTER).read_bytes()
    assert second.final_loss == whole.final_loss


class _StoppingAfter(Processes):
    """Asks to stop after so many steps."""

    def __init__(self, steps, stop):
        super().__init__()
        self._left, self._stop = steps, stop

    def average_gradients(self, parameters):
        self._left -= 1
        if not self._left:
            self._stop.asked = True


def test_a_finished_run_writes_the_same_again_without_a_step(job):
    TrainingRun(job).carry_out()
    before = (job.out / ADAPTER).read_bytes()
    again = TrainingRun(job).carry_out()
    assert (again.resumed_at, again.encoded, again.finished) == (12, 0, True)
    assert (job.out / ADAPTER).read_bytes() == before


def test_a_longer_run_begins_like_the_short_one(job, tmp_path):
    TrainingRun(job).carry_out()
    short = losses(job.out)
    result = TrainingRun(changed(job, steps=15)).carry_out()
    assert result.resumed_at == 12 and losses(job.out)[:12] == short and len(losses(job.out)) == 15


def test_what_is_cached_needs_no_encoder(job, tmp_path):
    cached = replace(job, cache=tmp_path / "cache")
    made = []

    def told(kind, make):
        return lambda: made.append(kind) or make()

    from offline.training.weights import PictureEncoder, TextEncoder

    cpu = torch.device("cpu")
    encoders = Encoders(
        pictures=told("pictures", lambda: PictureEncoder(job.weights, cpu, torch.float32)),
        texts=told("texts", lambda: TextEncoder(job.weights, cpu, torch.float32)),
    )
    first = TrainingRun(replace(cached, encoders=encoders)).carry_out()
    assert made == ["texts", "pictures"] and first.encoded == 6 + 6 + 1
    other = changed(replace(cached, out=tmp_path / "other", encoders=encoders), learning_rate=1e-3, rank=4)
    assert TrainingRun(other).carry_out().encoded == 0
    assert made == ["texts", "pictures"]
    victim = next((tmp_path / "cache" / "latents").iterdir())
    victim.write_bytes(victim.read_bytes()[:50])
    again = changed(replace(cached, out=tmp_path / "again", encoders=encoders), steps=1)
    assert TrainingRun(again).carry_out().encoded == 1
    assert made == ["texts", "pictures", "pictures"]
    assert losses(again.out)[0] == losses(cached.out)[0]


def test_dropped_captions_are_learnt_without_words(job, tmp_path):
    kept = changed(replace(job, out=tmp_path / "kept"), caption_dropout=0.0, steps=2)
    dropped = changed(replace(job, out=tmp_path / "dropped"), caption_dropout=0.999, steps=2)
    TrainingRun(kept).carry_out()
    TrainingRun(dropped).carry_out()
    assert losses(kept.out) != losses(dropped.out)


def test_the_mean_of_the_adapter_comes_out(job, tmp_path):
    last = changed(replace(job, out=tmp_path / "last"), ema_decay=0.0)
    TrainingRun(job).carry_out()
    TrainingRun(last).carry_out()
    assert (job.out / ADAPTER).read_bytes() != (last.out / ADAPTER).read_bytes()
    for out, differs in ((job.out, True), (last.out, False)):
        with safe_open(out / "state.safetensors", framework="pt") as state:
            names = [name.removeprefix("mean.") for name in state.keys() if name.startswith("mean.")]  # noqa: SIM118
            same = all(torch.equal(state.get_tensor(f"mean.{n}"), state.get_tensor(f"adapter.{n}")) for n in names)
        assert same is not differs


@pytest.mark.parametrize(
    "other",
    [
        {"gradient_checkpointing": True, "gradient_accumulation": 2, "warmup_steps": 2, "alpha": 4},
        {
            "precision": "bf16",
            "base_storage": "fp8",
            "gradient_checkpointing": True,
            "validation_prompts": ("A toy.",),
        },
        {"precision": "bf16", "base_storage": "int8"},
        {"steps": None, "epochs": 1, "validation_prompts": ("A toy.",), "sample_guidance": 1},
    ],
)
def test_other_settings_run_too(job, weights, other):
    result = TrainingRun(changed(job, **({"steps": 3} | other))).carry_out()
    assert result.finished and all(np.isfinite(losses(job.out)))
    assert result.of == 3, "an epoch of six pictures in three buckets is three batches of two"
    pipeline = QwenImagePipeline.from_pretrained(weights)
    pipeline.load_lora_weights(job.out, adapter_name="style")
    assert pipeline.get_active_adapters() == ["style"]
    with safe_open(job.out / ADAPTER, framework="pt") as file:
        kinds = {file.get_tensor(name).dtype for name in file.keys()}  # noqa: SIM118
    assert kinds == {torch.bfloat16 if other.get("precision") == "bf16" else torch.float32}


def test_a_bf16_run_loads_all_parts_in_bf16(weights):
    from offline.training.weights import PictureEncoder, TextEncoder, load_transformer

    cpu, half = torch.device("cpu"), torch.bfloat16
    assert load_transformer(weights, half).dtype == PictureEncoder(weights, cpu, half).vae.dtype == half
    assert TextEncoder(weights, cpu, half).encode("A toy.").dtype == half


def test_checkpointing_changes_no_loss(job, tmp_path):
    plain, saving = (
        changed(replace(job, out=tmp_path / str(saves)), gradient_checkpointing=saves, steps=3)
        for saves in (False, True)
    )
    TrainingRun(plain).carry_out()
    TrainingRun(saving).carry_out()
    assert losses(plain.out) == pytest.approx(losses(saving.out), rel=1e-6)


def test_another_run_is_not_continued(job):
    TrainingRun(changed(job, steps=1)).carry_out()
    with pytest.raises(ConfigError, match="a run with other settings was begun here"):
        TrainingRun(changed(job, rank=4)).carry_out()
    fewer = job.training_set.model_copy(update={"pictures": job.training_set.pictures[:4]})
    with pytest.raises(ConfigError, match="other pictures"):
        TrainingRun(replace(job, training_set=fewer)).carry_out()


def test_a_damaged_state_is_told(job):
    TrainingRun(changed(job, steps=1)).carry_out()
    state = job.out / "state.safetensors"
    state.write_bytes(state.read_bytes()[:100])
    with pytest.raises(ConfigError, match="delete it to begin anew"):
        TrainingRun(job).carry_out()


def test_a_loss_that_explodes_ends_the_run_with_advice(job, monkeypatch):
    from offline.training import loop

    monkeypatch.setattr(loop, "flow_matching_loss", lambda model, *rest: next(_nothing(model)))
    with pytest.raises(ConfigError, match=r"loss of step 1 is no number any more: lower the learning_rate"):
        TrainingRun(job).carry_out()


def test_a_full_gpu_is_told_with_advice(job, monkeypatch):
    from offline.training import loop

    def full(*given):
        raise torch.OutOfMemoryError("CUDA out of memory")

    monkeypatch.setattr(loop, "flow_matching_loss", full)
    with pytest.raises(ConfigError, match=r"no room: lower batch_size .* base_storage: fp8"):
        TrainingRun(job).carry_out()


def _nothing(model):
    parameter = next(one for one in model.parameters() if one.requires_grad)
    yield (parameter * float("nan")).sum()


def test_a_picture_that_changes_meanwhile_is_told(job, pictures, tmp_path):
    folder = tmp_path / "pictures"
    shutil.copytree(pictures, folder)
    moving = replace(job, folder=folder, cache=tmp_path / "cache")
    shutil.copy(folder / "red.png", folder / "blue.png")
    with pytest.raises(InvalidRequest, match=r"blue\.png: the file was changed meanwhile"):
        TrainingRun(moving).carry_out()


def test_lines_after_the_state_and_torn_ones_are_dropped(tmp_path):
    path = tmp_path / "metrics.jsonl"
    steps = [StepMetrics(step=n, loss=n, gradient_norm=1, learning_rate=1, seconds=1) for n in range(1, 6)]
    with MetricsLog(path, 0) as log:
        for step in steps:
            log.add(step)
    with path.open("a") as file:
        file.write('{"step": 6, "lo')
    with MetricsLog(path, 3) as log:
        assert [step.step for step in log.steps] == [1, 2, 3]
        log.add(steps[3])
    assert len(path.read_text().splitlines()) == 4
