"""Extractors: one module a format, each giving text, structure and metadata."""
