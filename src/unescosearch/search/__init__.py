"""The query side: understand, retrieve, fuse, group."""
