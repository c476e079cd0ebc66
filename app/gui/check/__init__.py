"""Check: why a request was refused, whether a signature is valid, and what a signed request looks like."""
