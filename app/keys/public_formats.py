"""The public half, in the forms that people paste and compare."""

import base64
import hashlib

from app.keys import pem


def public_key_pem(subject_public_key_info: bytes) -> str:
    """SubjectPublicKeyInfo (RFC 5280, section 4.1) as PEM: what an exchange's API Management takes."""
    return pem.encode("PUBLIC KEY", subject_public_key_info)


def fingerprint(subject_public_key_info: bytes) -> str:
    """`SHA256:` and the base64, without padding, of SHA-256 over the DER SubjectPublicKeyInfo."""
    digest = hashlib.sha256(subject_public_key_info).digest()
    return "SHA256:" + base64.b64encode(digest).decode("ascii").rstrip("=")
