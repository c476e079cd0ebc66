"""The system keyring, by one door."""
