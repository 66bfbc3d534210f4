"""The production engine: a day as a list of stages over arrays."""
