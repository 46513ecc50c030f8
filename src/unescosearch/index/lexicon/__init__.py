"""What words mean in other languages: the Thesaurus, names, dictionaries, and what parallel texts teach."""
