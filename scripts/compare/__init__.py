"""One way beside others over the same data."""
