"""Help: short answers, and what this program is."""
