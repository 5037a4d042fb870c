"""Measurements: benchmarks and, later, quality cases."""
