"""The parts of a training run, each against what it promises."""

import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from diffusers.pipelines.qwenimage.pipeline_qwenimage import calculate_shift
from peft import get_peft_model_state_dict
from torch import nn

from adbanner.errors import ConfigError, ServiceUnavailable, StorageFull
from offline.training.adapter import RunningMean, add_adapter
from offline.training.batch_plan import BatchPlan, drawn
from offline.training.config import TrainingConfig, read_config
from offline.training.loop import learning_rate
from offline.training.objective import Example, flow_matching_loss, shifted_time
from offline.training.quantised import OneByteLinear, quantise
from offline.training.tensor_files import read_tensors, write_tensors
from offline.training.weights import fingerprint, load_scheduler, load_transformer, local_weights

CONFIGS = sorted((Path(__file__).parents[3] / "configs" / "lora").glob("*.yaml"))
CPU = torch.device("cpu")


@pytest.fixture
def transformer(weights):
    return load_transformer(weights, torch.float32)


@pytest.fixture
def config(settings):
    return TrainingConfig.model_validate(settings)


def example(seed=0, tokens=5, width=32):
    generator = torch.Generator().manual_seed(seed)
    draw = drawn(0, seed, 0, (16, 8, 8), 0.0)
    return Example(
        latents=torch.randn(16, 8, 8, generator=generator),
        words=torch.randn(tokens, width, generator=generator),
        draw=draw,
    )


def test_every_epoch_sees_every_picture_in_batches_of_one_bucket():
    buckets = ["square"] * 5 + ["wide"] * 3
    plan = BatchPlan(buckets, batch_size=2, seed=1)
    assert plan.batches_per_epoch == 3 + 2
    epochs = [[plan.batch(epoch * 5 + number) for number in range(5)] for epoch in range(3)]
    for epoch in epochs:
        assert {index for batch in epoch for index in batch} == set(range(8))
        assert all(len(batch) == 2 and len({buckets[index] for index in batch}) == 1 for batch in epoch)
    assert len({str(epoch) for epoch in epochs}) == 3, "each epoch has an order of its own"
    assert [BatchPlan(buckets, 2, 1).batch(7)] == [plan.batch(7)]
    assert [BatchPlan(buckets, 2, 2).batch(n) for n in range(15)] != [plan.batch(n) for n in range(15)]


def test_a_bucket_smaller_than_a_batch_fills_it():
    assert set(BatchPlan(["a"], batch_size=4, seed=0).batch(0)) == {0}


@pytest.mark.parametrize(("epochs", "per_step", "steps"), [(1, 1, 5), (2, 1, 10), (1, 4, 2), (3, 4, 4)])
def test_epochs_become_steps(epochs, per_step, steps):
    assert BatchPlan(["a"] * 5 + ["b"] * 3, 2, 0).steps_of(epochs, per_step) == steps


def test_draws_depend_on_seed_step_and_position_only():
    one = drawn(1, 2, 3, (16, 4, 4), 0.5)
    again = drawn(1, 2, 3, (16, 4, 4), 0.5)
    assert torch.equal(one.noise, again.noise) and one.time == again.time
    assert not any(
        torch.equal(one.noise, drawn(*key, (16, 4, 4), 0.5).noise) for key in ((2, 2, 3), (1, 3, 3), (1, 2, 4))
    )


def test_captions_are_dropped_as_often_as_asked():
    dropped = [drawn(0, step, 0, (1,), 0.1).caption_dropped for step in range(2_000)]
    assert 0.08 < np.mean(dropped) < 0.12
    assert not any(drawn(0, step, 0, (1,), 0.0).caption_dropped for step in range(200))


def test_times_are_logit_normal():
    times = np.array([drawn(0, step, 0, (1,), 0.1).time for step in range(2_000)])
    logits = np.log(times / (1 - times))
    assert abs(logits.mean()) < 0.1 and abs(logits.std() - 1) < 0.1


@pytest.mark.parametrize("tokens", [64, 256, 4_096])
def test_noise_levels_are_those_of_inference(weights, tokens):
    scheduler = load_scheduler(weights)
    steps = 10
    sigmas = np.linspace(1.0, 1 / steps, steps)
    mu = calculate_shift(tokens, 256, 8_192, 0.5, 0.9)
    inference = type(scheduler).from_config(scheduler.config, shift_terminal=None)
    inference.set_timesteps(sigmas=sigmas, mu=mu)
    ours = [shifted_time(float(sigma), scheduler, tokens) for sigma in sigmas]
    np.testing.assert_allclose(ours, inference.sigmas[:-1].numpy(), rtol=1e-5)


def test_larger_pictures_get_more_noise_whatever_the_fixed_shift_says(weights):
    scheduler = load_scheduler(weights)
    assert shifted_time(0.5, scheduler, 4_096) > shifted_time(0.5, scheduler, 256) > 0.5
    fixed = type(scheduler).from_config(scheduler.config, shift=3.0)
    assert shifted_time(0.5, fixed, 4_096) == shifted_time(0.5, scheduler, 4_096)
    static = type(scheduler).from_config(scheduler.config, shift=3.0, use_dynamic_shifting=False)
    assert shifted_time(0.5, static, 64) == pytest.approx(0.75)


def test_padding_of_short_captions_changes_no_loss(weights, transformer):
    scheduler = load_scheduler(weights)
    short, long = example(1, tokens=3), example(2, tokens=9)

    def loss(*examples):
        with torch.no_grad():
            return flow_matching_loss(transformer, scheduler, examples, CPU, torch.float32).item()

    assert loss(short, long) == pytest.approx((loss(short) + loss(long)) / 2, rel=1e-4)


def test_an_adapter_changes_nothing_at_first_and_is_the_same_for_a_seed(weights, transformer, config):
    scheduler, examples = load_scheduler(weights), [example()]
    with torch.no_grad():
        before = flow_matching_loss(transformer, scheduler, examples, CPU, torch.float32)
        state = torch.random.get_rng_state()
        parameters = add_adapter(transformer, config)
        after = flow_matching_loss(transformer, scheduler, examples, CPU, torch.float32)
    assert torch.equal(before, after)
    assert torch.equal(state, torch.random.get_rng_state())
    assert all("lora" in name for name in parameters)
    again = add_adapter(load_transformer(weights, torch.float32), config)
    assert all(torch.equal(value, again[name]) for name, value in parameters.items())


@pytest.mark.parametrize("path", CONFIGS, ids=lambda path: path.stem)
def test_the_documents_four_runs_name_layers_that_the_model_has(transformer, path):
    run = read_config(path)
    per_block = len(run.targets) * 2
    assert len(add_adapter(transformer, run)) == per_block * len(transformer.transformer_blocks)


def test_unknown_targets_are_named(transformer, config):
    with pytest.raises(ConfigError, match=r"to_nothing, q"):
        add_adapter(transformer, config.model_copy(update={"targets": ("to_q", "to_nothing", "q")}))


def test_the_running_mean_follows_slowly_and_can_be_put_in_place():
    parameters = {"a": nn.Parameter(torch.zeros(2))}
    mean, last = RunningMean(parameters, 0.9), RunningMean(parameters, 0.0)
    expected = torch.zeros(2)
    for step in range(1, 31):
        parameters["a"].data = torch.full((2,), float(step))
        mean.update(step)
        last.update(step)
        decay = min(0.9, (1 + step) / (10 + step))
        expected = decay * expected + (1 - decay) * step
    assert torch.allclose(mean.values["a"], expected)
    assert torch.equal(last.values["a"], parameters["a"])
    with mean.in_place():
        assert torch.allclose(parameters["a"], expected)
    assert torch.equal(parameters["a"].data, torch.full((2,), 30.0))


@pytest.mark.parametrize(("kind", "error"), [("int8", 0.01), ("fp8", 0.04)])
def test_one_byte_layers_are_near_and_pass_gradients_on(kind, error):
    torch.manual_seed(0)
    wide = nn.Linear(64, 32).requires_grad_(False)
    narrow = OneByteLinear(wide, kind)
    x, same = torch.randn(4, 64, requires_grad=True), None
    same = x.detach().clone().requires_grad_()
    expected, found = wide(x), narrow(same)
    assert (found - expected).norm() / expected.norm() < error
    expected.sum().backward()
    found.sum().backward()
    assert (same.grad - x.grad).norm() / x.grad.norm() < error
    assert narrow.packed.element_size() == 1


def test_a_row_of_nothing_stays_nothing():
    linear = nn.Linear(4, 2, bias=False).requires_grad_(False)
    linear.weight.data.zero_()
    assert torch.equal(OneByteLinear(linear, "int8")(torch.ones(1, 4)), torch.zeros(1, 2))


@pytest.mark.parametrize("kind", ["int8", "fp8"])
def test_a_quantised_base_learns_all_parameters_that_the_full_one_does(weights, transformer, config, kind):
    scheduler = load_scheduler(weights)
    parameters = add_adapter(transformer, config)
    full = flow_matching_loss(transformer, scheduler, [example()], CPU, torch.float32)
    full.backward()
    learnt = {name for name, value in parameters.items() if value.grad is not None}
    for value in parameters.values():
        value.grad = None
    assert quantise(transformer.transformer_blocks, kind, CPU) > 10
    transformer.enable_gradient_checkpointing()
    transformer.train()
    narrow = flow_matching_loss(transformer, scheduler, [example()], CPU, torch.float32)
    narrow.backward()
    assert narrow.item() == pytest.approx(full.item(), rel=0.02)
    assert {name for name, value in parameters.items() if value.grad is not None} == learnt
    assert set(get_peft_model_state_dict(transformer)) and len(learnt) > 10


def test_the_learning_rate_rises_then_stays(config):
    warm = config.model_copy(update={"warmup_steps": 4})
    assert [learning_rate(warm, step) / config.learning_rate for step in (1, 2, 4, 9)] == [0.25, 0.5, 1.0, 1.0]
    assert learning_rate(config, 1) == config.learning_rate


def test_tensor_files_have_the_same_bytes_and_are_whole_or_absent(tmp_path):
    tensors = {"b": torch.ones(3), "a": torch.zeros(2, dtype=torch.bfloat16)}
    metadata = {name: "x" for name in "qwertyuiop"}
    for name in ("one", "two"):
        write_tensors(tmp_path / name, tensors, metadata)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    header = (tmp_path / "one").read_bytes()[8:200].decode()
    assert header.index('"e"') < header.index('"format"') < header.index('"y"')
    read, told = read_tensors(tmp_path / "one")
    assert torch.equal(read["b"], tensors["b"]) and told == metadata | {"format": "pt"}
    (tmp_path / "torn").write_bytes((tmp_path / "one").read_bytes()[:-1])
    assert read_tensors(tmp_path / "torn") is None
    assert read_tensors(tmp_path / "none") is None


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageFull, match="Cannot write"):
        write_tensors(tmp_path / "file" / "x.safetensors", {"a": torch.ones(1)})


@pytest.mark.parametrize(
    ("name", "told"),
    [("/nowhere/at/all", "no such folder"), ("nowhere", "no such folder"), ("owner/model", "needs a revision")],
)
def test_weights_that_are_not_there_are_told(name, told):
    with pytest.raises(ConfigError, match=told):
        local_weights(name, "")


def test_a_hub_that_cannot_be_reached_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(ServiceUnavailable, match=r"owner/model@a{40}: cannot be fetched from the hub"):
        local_weights("owner/model", "a" * 40)


def test_a_folder_of_something_else_is_told(tmp_path, weights):
    with pytest.raises(ConfigError, match=r"lacks scheduler, text_encoder, tokenizer, transformer, vae"):
        local_weights(str(tmp_path), "")
    assert local_weights(str(weights), "") == weights


def test_a_part_of_another_kind_is_told(tmp_path, weights):
    (tmp_path / "transformer").symlink_to(weights / "vae")
    with pytest.raises(ConfigError, match="it holds AutoencoderKLQwenImage, not QwenImageTransformer2DModel"):
        load_transformer(tmp_path, torch.float32)


def test_weights_with_a_tensor_missing_are_refused_not_filled_with_noise(tmp_path, weights):
    shutil.copytree(weights / "transformer", tmp_path / "transformer")
    path = next((tmp_path / "transformer").glob("*.safetensors"))
    tensors, metadata = read_tensors(path)
    del tensors["proj_out.weight"]
    write_tensors(path, tensors, metadata)
    with pytest.raises(ConfigError, match="1 of its tensors are missing"):
        load_transformer(tmp_path, torch.float32)


def test_damaged_weights_are_told(tmp_path, weights):
    shutil.copytree(weights / "transformer", tmp_path / "transformer")
    path = next((tmp_path / "transformer").glob("*.safetensors"))
    path.write_bytes(path.read_bytes()[:1_000])
    with pytest.raises(ConfigError, match="cannot be loaded as a part of Qwen-Image"):
        load_transformer(tmp_path, torch.float32)


def test_fingerprints_follow_the_files(weights):
    assert fingerprint(weights, ["vae"]) == fingerprint(weights, ["vae"]) != fingerprint(weights, ["transformer"])
