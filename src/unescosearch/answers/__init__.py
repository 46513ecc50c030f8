"""Answers made of quotes."""
