"""The starter corpus: its checks, and the making of its files."""
