"""The build side of countries: what texts and tables call them, and which of them a text means."""
