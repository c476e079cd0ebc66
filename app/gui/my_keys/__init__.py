"""My keys: what is remembered of every key, what is due first, and what there is to do about it."""
