"""The list of keys: what is remembered of each, whether it is in order, and when it is to be replaced."""
