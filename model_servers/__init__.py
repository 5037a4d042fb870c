"""The models behind HTTP: each server is one process per card, ``python -m model_servers.<name>``."""
