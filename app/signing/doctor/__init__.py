"""Says why a signature was refused, and what to sign instead, proved with the public key. Pure."""
