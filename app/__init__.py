"""Asymmetric Key Generator: Ed25519 and RSA key pairs for exchange APIs."""

NAME = "Asymmetric Key Generator"
APPLICATION_ID = "io.github.asymmetric_key_generator.AsymmetricKeyGenerator"  # of the desktop entry
__version__ = "0.1.0"
