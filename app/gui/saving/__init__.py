"""How pairs are saved: passphrase, name and folder. Pages that save are made with these parts."""
