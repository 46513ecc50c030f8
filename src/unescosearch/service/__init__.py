"""What all front ends share: the live index, the searches and answers over it, and the shape of their results."""
