"""The catalogue of a generation: its documents, passages, failures and counts, read from SQLite."""
