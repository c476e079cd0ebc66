"""The doctor: what people paste, what they signed, and what is said of it."""
