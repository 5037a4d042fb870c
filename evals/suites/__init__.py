"""One module a suite: what is measured, on which cases."""
