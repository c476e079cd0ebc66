"""Signing and verifying: what each venue wants signed, how, and where the signature goes. Pure."""
