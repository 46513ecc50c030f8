"""Semantic search and question answering over UNESCO documents."""
