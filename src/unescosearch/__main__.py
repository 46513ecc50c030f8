"""Runs the command line as `python -m unescosearch`."""

from unescosearch.cli.main import run

run()
