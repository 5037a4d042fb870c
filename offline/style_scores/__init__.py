"""Scores of how well drawn pictures follow their descriptions and keep to the style of the bank."""
