"""A text encoder of 40 thousand random weights: right in form, without any meaning."""

import json
import string
from pathlib import Path

import torch

SEED = 20_261
HIDDEN_SIZE = 32
MAX_TOKENS = 128
RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
SPECIAL_TOKENS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")


def write_toy_text_encoder(folder: Path) -> None:
    """Write a tiny BERT in the layout of a sentence-transformers folder; always the same bytes.

    Its word pieces are single letters, so that every Russian or English text has tokens of its own.
    """
    from transformers import BertConfig, BertModel, BertTokenizer

    folder.mkdir(parents=True, exist_ok=True)
    letters = RUSSIAN + string.ascii_lowercase + string.digits
    pieces = [
        *SPECIAL_TOKENS,
        *string.punctuation,
        "«",
        "»",
        "—",
        "–",
        "№",
        "₽",
        *letters,
        *("##" + x for x in letters),
    ]
    config = BertConfig(
        vocab_size=len(pieces),
        hidden_size=HIDDEN_SIZE,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=2 * HIDDEN_SIZE,
        max_position_embeddings=MAX_TOKENS,
    )
    config.toy = True
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(SEED)
        model = BertModel(config)
        # Random weights of the usual size would make all texts look alike.
        with torch.no_grad():
            model.embeddings.word_embeddings.weight.normal_()
    model.save_pretrained(folder)
    (folder / "vocab.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    BertTokenizer.from_pretrained(folder, do_lower_case=True, model_max_length=MAX_TOKENS).save_pretrained(folder)
    prefix = "sentence_transformers.models."
    modules = [
        {"idx": 0, "name": "0", "path": "", "type": prefix + "Transformer"},
        {"idx": 1, "name": "1", "path": "1_Pooling", "type": prefix + "Pooling"},
        {"idx": 2, "name": "2", "path": "2_Normalize", "type": prefix + "Normalize"},
    ]
    (folder / "1_Pooling").mkdir(exist_ok=True)
    for name, content in (
        ("modules.json", modules),
        ("1_Pooling/config.json", {"word_embedding_dimension": HIDDEN_SIZE, "pooling_mode_mean_tokens": True}),
        ("sentence_bert_config.json", {"max_seq_length": MAX_TOKENS, "do_lower_case": True}),
        (
            "config_sentence_transformers.json",
            {"prompts": {"query": "search_query: ", "document": "search_document: "}},
        ),
    ):
        (folder / name).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
