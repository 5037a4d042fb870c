"""Tiny models with the folder layout of the real ones, for tests and for wiring a system without a card."""

TOY_MARKER = "toy.json"
"""A file of this name in a folder of an image model marks weights that draw no pictures worth showing."""
