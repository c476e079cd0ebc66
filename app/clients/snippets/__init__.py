"""The lines that tell a client its key: as short as they can be, with real paths, never with a secret."""
