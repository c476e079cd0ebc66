"""Asymmetric Key Generator: Ed25519 and RSA key pairs for exchange APIs."""

NAME = "Asymmetric Key Generator"
__version__ = "0.1.0"
