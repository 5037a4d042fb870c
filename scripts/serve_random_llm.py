"""Serve a language model of random weights over the OpenAI API of llama.cpp: a real server that others wrote.

Its words mean nothing, but the server holds them to a JSON schema as it does a real model's: enough to test what goes
over the wire. Runs in an environment of its own (``requirements/llm_server.txt``):

    .venv/llm-server/bin/python scripts/serve_random_llm.py FOLDER

Writes the model into FOLDER (under a megabyte), prints the server's address and serves until standard input closes.
"""

import sys
from pathlib import Path

import gguf
import numpy as np
import xllamacpp

MODEL_NAME = "random"
WIDTH, LAYERS, HEADS, INNER_WIDTH, CONTEXT_TOKENS = 64, 2, 4, 128, 32_768
CONTROLS = ("<unk>", "<s>", "</s>", "<|im_start|>", "<|im_end|>")
END = CONTROLS.index("<|im_end|>")
TOOL_TAGS = ("<tool_call>", "</tool_call>")
WORDS = (
    "скидка кэшбэк карта бесплатно доставка месяц получите закажите сейчас сегодня новый первый заказ рублей для вас "
    "легко быстро выгодно оформить узнать попробовать sale free order get now today new first card cashback"
).split()
CHARS = "".join(map(chr, range(33, 127))) + "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ№₽—«»▁"
SPACE = "\N{LOWER ONE EIGHTH BLOCK}"
"""How the vocabulary writes a space."""
BIAS = {TOOL_TAGS[0]: 0.95, TOOL_TAGS[1]: -0.3, "<|im_end|>": 0.9, '"': 1.0}
"""What random weights say more often than chance: the ends of things, so that answers end."""
WORD_BIAS, CHAR_BIAS, BYTE_BIAS = 0.7, -0.3, -6.0
CHAT_TEMPLATE = """\
{%- if tools %}<|im_start|>system
# Tools
<tools>
{%- for tool in tools %}
{{ tool | tojson }}
{%- endfor %}
</tools>
Call a function as <tool_call>{"name": <function-name>, "arguments": <args-json-object>}</tool_call><|im_end|>
{% endif %}
{%- for message in messages %}
{%- if message.role == "assistant" and message.tool_calls %}
{{- "<|im_start|>assistant" }}
{%- if message.content %}{{ "\\n" + message.content }}{% endif %}
{%- for call in message.tool_calls %}
{{- '\\n<tool_call>{"name": "' + call.function.name + '", "arguments": ' }}
{{- call.function.arguments | tojson }}
{{- "}</tool_call>" }}
{%- endfor %}
{{- "<|im_end|>\\n" }}
{%- elif message.role == "tool" %}
{{- "<|im_start|>user\\n<tool_response>\\n" + message.content + "\\n</tool_response><|im_end|>\\n" }}
{%- else %}
{{- "<|im_start|>" + message.role + "\\n" + message.content + "<|im_end|>\\n" }}
{%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}{{ "<|im_start|>assistant\\n" }}{% endif %}"""


def vocabulary() -> list[tuple[str, int, float]]:
    """Pieces with their kind and their bias: control words, bytes, characters, words of advertising."""
    kinds = gguf.TokenType
    bytes_ = [(f"<0x{byte:02X}>", kinds.BYTE, BYTE_BIAS) for byte in range(256)]
    return [
        *((piece, kinds.CONTROL, BIAS.get(piece, BYTE_BIAS)) for piece in CONTROLS),
        *bytes_,
        *((piece, kinds.USER_DEFINED, BIAS[piece]) for piece in TOOL_TAGS),
        *((piece, kinds.NORMAL, BIAS.get(piece, CHAR_BIAS)) for piece in dict.fromkeys(CHARS)),
        *((SPACE + word, kinds.NORMAL, WORD_BIAS) for word in WORDS),
    ]


def write_model(path: Path) -> None:
    """Write the model as GGUF; the same bytes every time."""
    pieces = vocabulary()
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_name(MODEL_NAME)
    writer.add_context_length(CONTEXT_TOKENS)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(INNER_WIDTH)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_vocab_size(len(pieces))
    writer.add_file_type(gguf.LlamaFileType.ALL_F32)
    writer.add_tokenizer_model("llama")
    writer.add_token_list([piece for piece, _, _ in pieces])
    writer.add_token_scores([-float(number) for number in range(len(pieces))])
    writer.add_token_types([int(kind) for _, kind, _ in pieces])
    writer.add_unk_token_id(0)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(END)
    writer.add_add_space_prefix(False)
    writer.add_chat_template(CHAT_TEMPLATE)
    for name, values in weights(np.array([bias for _, _, bias in pieces], np.float32)).items():
        writer.add_tensor(name, values)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def weights(bias: "np.ndarray[tuple[int], np.dtype[np.float32]]") -> dict[str, "np.ndarray"]:
    """Random tensors by name; the first feature is constant, so that its output column is a bias of each piece."""
    random = np.random.default_rng(0)

    def drawn(rows: int, columns: int, scale: float = 0.08) -> "np.ndarray":
        return (random.normal(size=(rows, columns)) * scale).astype(np.float32)

    embedding, output = drawn(len(bias), WIDTH, 1.0), drawn(len(bias), WIDTH, 0.16)
    embedding[:, 0], output[:, 0] = 12, bias
    tensors = {
        "token_embd.weight": embedding,
        "output.weight": output,
        "output_norm.weight": np.ones(WIDTH, np.float32),
    }
    for layer in range(LAYERS):
        parts = {name: (WIDTH, WIDTH) for name in ("attn_q", "attn_k", "attn_v", "attn_output")}
        parts |= {"ffn_gate": (INNER_WIDTH, WIDTH), "ffn_up": (INNER_WIDTH, WIDTH), "ffn_down": (WIDTH, INNER_WIDTH)}
        tensors |= {f"blk.{layer}.{name}.weight": drawn(*shape) for name, shape in parts.items()}
        tensors |= {f"blk.{layer}.{name}.weight": np.ones(WIDTH, np.float32) for name in ("attn_norm", "ffn_norm")}
    return tensors


def serve(model: Path) -> None:
    """Serve on a free port of this machine until standard input closes."""
    params = xllamacpp.CommonParams()
    params.model.path = str(model)
    params.model_alias = {MODEL_NAME}
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.n_ctx = CONTEXT_TOKENS
    params.n_parallel = 1
    # Two threads wait for each other in a busy loop, which is slow where others compute too.
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    params.use_jinja = True  # without it functions are not offered
    server = xllamacpp.Server(params)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    file = Path(sys.argv[1]) / f"{MODEL_NAME}.gguf"
    write_model(file)
    serve(file)
