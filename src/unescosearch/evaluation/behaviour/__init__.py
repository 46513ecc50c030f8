"""Behaviour cases: what readers type and what must come of it, run over an index and judged."""
