"""The lexical side: how text becomes words, language by language, and the passages that hold them."""
