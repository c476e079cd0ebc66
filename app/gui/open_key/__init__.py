"""Open a key: by its text, its file, or by dropping it."""
