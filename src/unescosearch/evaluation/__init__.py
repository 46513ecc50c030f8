"""Measures how well a search ranks, on sets of questions whose answers are known."""
