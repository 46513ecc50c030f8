"""Real builds, services and readers under kills, load and damaged files."""
