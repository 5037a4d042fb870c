"""Teaches Qwen-Image the company's style: a LoRA from a folder of pictures on white and their captions."""
