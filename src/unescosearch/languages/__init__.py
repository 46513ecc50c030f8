"""Languages: a record of each, their codes, and which of them a text is in."""
