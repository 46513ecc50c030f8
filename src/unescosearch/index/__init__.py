"""The index: a folder of immutable generations, one of which is live."""
