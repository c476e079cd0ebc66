"""The public half, in the forms that people paste and compare."""

import base64

from app.keys import pem
from app.keys.digest import sha256

PUBLIC_LABEL = "PUBLIC KEY"


def public_key_pem(subject_public_key_info: bytes) -> str:
    """Return SubjectPublicKeyInfo (RFC 5280, section 4.1) as PEM: what API Management takes."""
    return pem.encode(PUBLIC_LABEL, subject_public_key_info)


def fingerprint(subject_public_key_info: bytes) -> str:
    """Return `SHA256:` and the base64, without padding, of SHA-256 over the DER SubjectPublicKeyInfo."""
    digest = base64.b64encode(sha256(subject_public_key_info))
    return "SHA256:" + digest.decode("ascii").rstrip("=")
