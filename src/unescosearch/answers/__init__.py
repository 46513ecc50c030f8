"""Answers: chooses the sentences of the documents that answer a question, and quotes them word for word."""
