"""What a query asks of a lexicon: concepts, names, translations of words, names by their sound."""
