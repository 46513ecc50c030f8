"""Makes the lexicon: the Thesaurus, names, dictionaries, and what parallel texts teach."""
