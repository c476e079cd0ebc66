"""What can be wrong with the algorithm and with the key."""

from app.signing.doctor.causes.cause import Cause
from app.text import text

CAUSES = (
    Cause(
        "rsa-pss",
        text("The signature is RSASSA-PSS, and PKCS#1 v1.5 is wanted here."),
        text("Sign with the padding PKCS#1 v1.5 and SHA-256."),
    ),
    Cause(
        "rsa-not-pss",
        text("The signature is PKCS#1 v1.5, and RSASSA-PSS is wanted here."),
        text("Sign with RSASSA-PSS: SHA-256, MGF1 with SHA-256, a salt of 32 bytes."),
    ),
    Cause(
        "pss-salt",
        text("The salt of the RSASSA-PSS signature has another length than 32 bytes."),
        text("Set the salt to the length of the digest, 32 bytes, and not to the largest."),
    ),
    Cause(
        "pss-mgf1",
        text("The mask of the RSASSA-PSS signature (MGF1) is of another digest than the signature itself."),
        text("Set the digest of MGF1 to SHA-256, too: libraries have a setting of its own for it."),
    ),
    Cause(
        "rsa-wrong-hash",
        text("Another digest than SHA-256 was signed."),
        text("Sign with SHA-256."),
    ),
    Cause(
        "double-hash",
        text("The digest of the text was signed as if it were the text, and so was hashed twice."),
        text("The library hashes by itself: give it the text, or say that it is hashed (Prehashed)."),
    ),
    Cause(
        "ed25519-prehashed",
        text("A digest of the text was signed; Ed25519 signs the text itself."),
        text("Give the library the text, and use Ed25519, not Ed25519ph."),
    ),
    Cause(
        "pem-as-key-bytes",
        text("Your program took the first letters of the PEM file for the bytes of the key."),
        text("Load the file as PEM (PKCS#8). Everybody has the key that this makes: do not use it."),
    ),
    Cause(
        "public-as-private",
        text("Your program took the public key for the private one."),
        text("Load the private key. Everybody who knows the public key can make this signature."),
    ),
    Cause(
        "other-text",
        text("This key made the signature, but not of this request, nor of anything that is usual for it."),
        text(
            "Let the program print what it signs, and compare that with what is expected: something was "
            "added, lost or changed between signing and sending."
        ),
    ),
    Cause(
        "wrong-key",
        text("This key did not sign this text in any form that is known."),
        text(
            "Another private key signed it, or another text was signed. Compare the public key with the one "
            "that is registered; then let the program print what it signs, and compare that with what is "
            "expected."
        ),
    ),
)
