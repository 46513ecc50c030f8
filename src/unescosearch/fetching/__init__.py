"""Brings collections from the web into their folders, politely and within limits."""
