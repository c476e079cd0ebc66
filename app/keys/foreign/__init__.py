"""Other people's key files: recognised, bounded, read; or named for what they are."""
