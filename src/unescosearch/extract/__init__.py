"""Extracts text, structure and metadata from the bytes of a file: a module a format, read within limits."""
