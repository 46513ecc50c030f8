"""What is known of each language, a module a language; `languages.table` puts them in their order."""
