import json
from pathlib import Path

import pytest
import torch
from diffusers import (
    AutoencoderKLQwenImage,
    FlowMatchEulerDiscreteScheduler,
    QwenImagePipeline,
    QwenImageTransformer2DModel,
)
from diffusers.utils import logging as diffusers_logging
from PIL import Image, ImageDraw
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
from transformers import Qwen2_5_VLConfig, Qwen2_5_VLForConditionalGeneration, Qwen2Tokenizer
from transformers.models.qwen2.tokenization_qwen2 import PRETOKENIZE_REGEX
from transformers.utils import logging as transformers_logging

SPECIAL = ("<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|vision_start|>", "<|vision_end|>", "<|image_pad|>",
           "<|video_pad|>")  # fmt: skip
PROMPT_TEMPLATE = (
    "system\nDescribe the image by detailing the color, shape, size, texture, quantity, text, "
    "spatial relationships of the objects and background:user\nassistant\n"
)
COLOURS = ("blue", "red", "green", "orange", "purple", "teal")


@pytest.fixture(autouse=True, scope="session")
def one_quiet_thread():
    torch.set_num_threads(1)
    for library in (diffusers_logging, transformers_logging):
        library.set_verbosity_error()
        library.disable_progress_bar()


@pytest.fixture(scope="session")
def weights(tmp_path_factory):
    """A tiny random Qwen-Image in the layout of the real one."""
    folder = tmp_path_factory.mktemp("weights") / "toy-qwen-image"
    tokenizer = _tokenizer()
    torch.manual_seed(0)
    transformer = QwenImageTransformer2DModel(
        patch_size=2, in_channels=64, out_channels=16, num_layers=2, attention_head_dim=32, num_attention_heads=2,
        joint_attention_dim=32, guidance_embeds=False, axes_dims_rope=(8, 12, 12),
    )  # fmt: skip
    vae = AutoencoderKLQwenImage(
        base_dim=8, z_dim=16, dim_mult=[1, 1, 1, 1], num_res_blocks=1, temperal_downsample=[False, True, True]
    )
    scheduler = FlowMatchEulerDiscreteScheduler(
        num_train_timesteps=1000, shift=1.0, use_dynamic_shifting=True, base_shift=0.5, max_shift=0.9,
        base_image_seq_len=256, max_image_seq_len=8192, shift_terminal=0.02, time_shift_type="exponential",
    )  # fmt: skip
    pipeline = QwenImagePipeline(
        scheduler=scheduler, vae=vae, text_encoder=_text_encoder(tokenizer), tokenizer=tokenizer,
        transformer=transformer,
    )  # fmt: skip
    pipeline.save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def pictures(tmp_path_factory):
    """Six boxes on white in three formats, one of them see-through."""
    folder = tmp_path_factory.mktemp("pictures")
    for index, colour in enumerate(COLOURS):
        size = ((64, 64), (96, 64), (64, 96))[index % 3]
        clear = index == 0
        image = Image.new("RGBA" if clear else "RGB", size, (0, 0, 0, 0) if clear else "white")
        draw = ImageDraw.Draw(image)
        draw.rectangle((10 + index, 12, 40 + index, 44), fill=colour)
        image.save(folder / f"{colour}.png")
    return folder


@pytest.fixture(scope="session")
def captions(tmp_path_factory):
    path = tmp_path_factory.mktemp("captions") / "captions.jsonl"
    write_captions(path, {f"{colour}.png": f"A {colour} 3D box on a white background." for colour in COLOURS})
    return path


def write_captions(path: Path, captions: dict[str, str]) -> None:
    rows = (
        {"file": file, "caption_en": caption, "caption": "Коробка.", "tags": []} for file, caption in captions.items()
    )
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture(scope="session")
def settings(weights):
    """Of a run that takes a second or two."""
    return {
        "weights": str(weights),
        "resolution": 64,
        "buckets": ["1:1", "3:2", "2:3"],
        "batch_size": 2,
        "learning_rate": 2e-3,
        "rank": 8,
        "targets": ["to_q", "to_k", "to_v", "to_out.0", "add_k_proj", "img_mlp.net.2", "txt_mlp.net.2"],
        "steps": 12,
        "ema_decay": 0.9,
        "precision": "fp32",
        "gradient_checkpointing": False,
        "seed": 3,
        "save_every": 4,
        "sample_every": 6,
        "sample_steps": 2,
    }


def _tokenizer():
    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(PRETOKENIZE_REGEX), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=1024, min_frequency=2, show_progress=False, initial_alphabet=pre_tokenizers.ByteLevel.alphabet()
    )
    tokenizer.train_from_iterator([PROMPT_TEMPLATE] * 50, trainer)
    model = json.loads(tokenizer.to_str())["model"]
    return Qwen2Tokenizer(
        vocab=model["vocab"],
        merges=[tuple(merge) for merge in model["merges"]],
        eos_token="<|im_end|>",
        extra_special_tokens=list(SPECIAL[1:]),
        model_max_length=131_072,
    )


def _text_encoder(tokenizer):
    token = tokenizer.convert_tokens_to_ids
    config = Qwen2_5_VLConfig(
        text_config={
            "vocab_size": len(tokenizer), "hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2,
            "num_attention_heads": 2, "num_key_value_heads": 1, "max_position_embeddings": 4096,
            "rope_parameters": {"rope_type": "default", "mrope_section": [2, 3, 3], "rope_theta": 1e6},
        },
        vision_config={
            "depth": 1, "hidden_size": 16, "intermediate_size": 32, "num_heads": 2, "out_hidden_size": 32,
            "fullatt_block_indexes": [0],
        },
        image_token_id=token("<|image_pad|>"),
        video_token_id=token("<|video_pad|>"),
        vision_start_token_id=token("<|vision_start|>"),
        vision_end_token_id=token("<|vision_end|>"),
    )  # fmt: skip
    return Qwen2_5_VLForConditionalGeneration(config).eval()
