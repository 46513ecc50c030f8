"""PDF files: from the marks on a page to text in reading order."""
