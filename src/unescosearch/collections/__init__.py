"""Collections: what they are, where their files lie, and how those become documents."""
