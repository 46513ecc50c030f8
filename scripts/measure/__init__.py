"""Measurements of one part: what it takes, or how often it is right."""
