"""Tiny models with the folder layout of the real ones, for tests and for wiring a system without a card."""
