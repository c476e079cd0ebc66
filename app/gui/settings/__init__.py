"""Settings: the few things that are remembered."""
