"""A scenario made into arrays."""
