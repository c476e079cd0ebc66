"""Which cryptography computes here."""


def openssl_version() -> str:
    """As OpenSSL inside of `cryptography` tells it, such as "OpenSSL 4.0.3 29 Sep 2026"."""
    from cryptography.hazmat.backends.openssl import backend

    return backend.openssl_version_text()
