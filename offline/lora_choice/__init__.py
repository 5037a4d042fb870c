"""Chooses between LoRA adapters by what people prefer without knowing which is which."""
