"""The generations of an index, one of which is live: what each is made of, and whether it is sound."""
