"""Countries: their codes, and what they are and were called in the languages of the program."""
