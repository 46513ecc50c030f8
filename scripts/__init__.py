"""Checks, drills, measurements and comparisons of the program, run as modules: python -m scripts.measure.languages."""
