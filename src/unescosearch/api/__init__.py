"""The JSON front end: routes below /api and /health, and errors as problem details."""
