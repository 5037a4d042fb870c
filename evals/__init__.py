"""Measurements: quality on versioned cases (``evals.run``) and benchmarks (``evals.bench``)."""
