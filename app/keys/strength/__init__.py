"""How hard a passphrase is to guess, and how long that takes."""
