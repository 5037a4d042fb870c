"""A tiny Qwen-Image of random weights, laid out as the real one, and a LoRA for it."""

import json
from pathlib import Path

import torch
from diffusers import (
    AutoencoderKLQwenImage,
    FlowMatchEulerDiscreteScheduler,
    QwenImagePipeline,
    QwenImageTransformer2DModel,
)
from safetensors.torch import save_file
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
from transformers import Qwen2_5_VLConfig, Qwen2_5_VLForConditionalGeneration, Qwen2Tokenizer
from transformers.models.qwen2.tokenization_qwen2 import PRETOKENIZE_REGEX

from model_servers.toy_weights import TOY_MARKER

TEXT_WIDTH = 32
LORA_TARGETS = ("attn.to_q", "attn.to_k", "attn.to_v", "attn.to_out.0")
SPECIAL_TOKENS = ("<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|vision_start|>", "<|vision_end|>", "<|image_pad|>",
                  "<|video_pad|>")  # fmt: skip
CORPUS = (
    "system\nDescribe the image by detailing the color, shape, size, texture, quantity, text, "
    "spatial relationships of the objects and background:user\nassistant\n"
)
"""The words that the pipeline puts round every prompt: learnt whole, so that they take 34 tokens as with the real
tokenizer, which the pipeline counts on."""


def write_toy_qwen_image(folder: Path, *, seed: int = 0) -> None:
    """Write the whole pipeline; the same seed gives the same weights. Takes a second."""
    torch.manual_seed(seed)
    tokenizer = _tokenizer()
    transformer = QwenImageTransformer2DModel(
        patch_size=2, in_channels=64, out_channels=16, num_layers=2, attention_head_dim=32, num_attention_heads=2,
        joint_attention_dim=TEXT_WIDTH, guidance_embeds=False, axes_dims_rope=(8, 12, 12),
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
    (folder / TOY_MARKER).write_text(json.dumps({"toy": True, "seed": seed}) + "\n", encoding="utf-8")


def write_toy_lora(file: Path, *, seed: int = 0, rank: int = 4, width: int = 64) -> None:
    """Write a LoRA that changes what the toy draws, in the layout of ``pytorch_lora_weights.safetensors``."""
    generator = torch.Generator().manual_seed(seed)
    tensors = {}
    for block in range(2):
        for target in LORA_TARGETS:
            name = f"transformer.transformer_blocks.{block}.{target}"
            tensors[f"{name}.lora_A.weight"] = torch.randn(rank, width, generator=generator)
            tensors[f"{name}.lora_B.weight"] = torch.randn(width, rank, generator=generator)
    file.parent.mkdir(parents=True, exist_ok=True)
    save_file(tensors, file)


def _tokenizer() -> Qwen2Tokenizer:
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
    tokenizer.train_from_iterator([CORPUS] * 50, trainer)
    learnt = json.loads(tokenizer.to_str())["model"]
    return Qwen2Tokenizer(
        vocab=learnt["vocab"],
        merges=[tuple(merge) for merge in learnt["merges"]],  # type: ignore[misc]  # pairs are what it takes
        eos_token="<|im_end|>",
        extra_special_tokens=list(SPECIAL_TOKENS[1:]),
        model_max_length=131_072,
    )


def _text_encoder(tokenizer: Qwen2Tokenizer) -> Qwen2_5_VLForConditionalGeneration:
    vocabulary = tokenizer.get_vocab()
    config = Qwen2_5_VLConfig(
        text_config={
            "vocab_size": len(tokenizer), "hidden_size": TEXT_WIDTH, "intermediate_size": 2 * TEXT_WIDTH,
            "num_hidden_layers": 2, "num_attention_heads": 2, "num_key_value_heads": 1,
            "max_position_embeddings": 4096,
            "rope_parameters": {"rope_type": "default", "mrope_section": [2, 3, 3], "rope_theta": 1e6},
        },
        vision_config={
            "depth": 1, "hidden_size": 16, "intermediate_size": 32, "num_heads": 2, "out_hidden_size": TEXT_WIDTH,
            "fullatt_block_indexes": [0],
        },
        image_token_id=vocabulary["<|image_pad|>"],
        video_token_id=vocabulary["<|video_pad|>"],
        vision_start_token_id=vocabulary["<|vision_start|>"],
        vision_end_token_id=vocabulary["<|vision_end|>"],
    )  # fmt: skip
    encoder = Qwen2_5_VLForConditionalGeneration(config)
    encoder.train(False)
    return encoder
