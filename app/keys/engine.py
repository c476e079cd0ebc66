"""Which cryptography computes here."""


def openssl_version() -> str:
    """Return the version of the OpenSSL inside `cryptography`, such as "OpenSSL 4.0.3 29 Sep 2026"."""
    from cryptography.hazmat.backends.openssl import backend

    return backend.openssl_version_text()
