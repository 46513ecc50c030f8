"""Tables of the program that are made of what others publish."""
