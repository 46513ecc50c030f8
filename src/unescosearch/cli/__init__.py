"""The command line: `unescosearch build`, `search`, `ask`, `serve` and what an operator needs besides."""
