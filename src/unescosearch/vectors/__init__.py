"""The dense side: the nearest passages to a vector."""
