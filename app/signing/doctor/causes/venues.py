"""What can be wrong with the text that other exchanges want signed, and with tokens."""

from app.signing.doctor.causes.cause import Cause
from app.text import text

CAUSES = (
    Cause(
        "body-reserialised",
        text("The JSON of the body was written again between signing and sending."),
        text("Write the JSON once, sign this text and send the same: data=, not json=."),
    ),
    Cause(
        "venue-part-missing",
        text(
            "A part that this exchange wants is missing from the signed text, or another one is in its place."
        ),
        text("Sign the parts that akg sign shows for this exchange, in their order."),
    ),
    Cause(
        "method-case",
        text("The method was signed in lower case."),
        text("Sign it in upper case: GET, POST."),
    ),
    Cause(
        "path-differs",
        text("Another path was signed than was sent."),
        text("Sign the whole path of the request, from its first / on."),
    ),
    Cause(
        "query-signed",
        text("The query was signed; here the text ends with the path."),
        text("Leave the ? and what follows it out of the signed text."),
    ),
    Cause(
        "snowflake-fingerprint",
        text("The fingerprint in iss is not that of this public key."),
        text("iss ends with SHA256: and the base64 of SHA-256 over the DER of the public key."),
    ),
    Cause(
        "snowflake-case",
        text("Account and user are not in upper case in iss or sub."),
        text("Write both in upper case; a . in the account becomes a -."),
    ),
    Cause(
        "jwt-lifetime",
        text("The token's times do not fit: it lives too long, or not at all."),
        text("Set iat to now and exp to at most an hour later, both in seconds."),
    ),
    Cause(
        "jwt-alg",
        text("The alg in the token's header does not belong to the key, or not to how it was signed."),
        text("Use EdDSA for Ed25519 keys and RS256 for RSA keys."),
    ),
)
