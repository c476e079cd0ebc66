"""Secrets managers: the commands that store a private key and its passphrase. Pure data; nothing is run."""
