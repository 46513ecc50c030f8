"""The HTML front end: the page that people search with, in their language."""
