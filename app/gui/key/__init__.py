"""The page of a key: where it is, its public key, and what can be done with it."""
