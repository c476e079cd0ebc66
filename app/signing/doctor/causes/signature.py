"""What can be wrong with the text of the signature itself."""

from app.signing.doctor.causes.cause import Cause
from app.text import text

_ENCODE = text(
    "Percent-encode the base64 before it goes into the address: + is %2B, / is %2F, = is %3D. curl does it "
    "with --data-urlencode."
)

CAUSES = (
    Cause(
        "sig-missing",
        text("There is no signature: nothing was signed, or the command that should have signed failed."),
        text(
            "Look at what that command prints. openssl dgst -sign cannot sign with Ed25519 in "
            "OpenSSL 3.0; use: "
            "openssl pkeyutl -sign -rawin -inkey KEY -in FILE"
        ),
    ),
    Cause(
        "sig-unencoded",
        text(
            "The base64 of the signature is in the address as it is; a + in it arrives as a blank, "
            "so that it works "
            "only now and then."
        ),
        _ENCODE,
    ),
    Cause("sig-space", text("There are blanks in the signature where the base64 has a +."), _ENCODE),
    Cause(
        "sig-double-encoded",
        text("The signature is percent-encoded once too often: %252B is not a +."),
        text("Encode it once: hand the plain base64 to what encodes (--data-urlencode, an HTTP library)."),
    ),
    Cause(
        "sig-base64url",
        text("The signature is in base64url, with - and _."),
        text("Use the standard alphabet of base64, with + and / and the = at the end."),
    ),
    Cause(
        "sig-not-base64url",
        text("The signature is in standard base64, where base64url is wanted."),
        text("Use base64url: - for +, _ for /, and no = at the end."),
    ),
    Cause(
        "sig-hex",
        text("The signature is in hexadecimal."),
        text("Write the bytes of the signature in base64."),
    ),
    Cause(
        "sig-line-breaks",
        text("There are line breaks in the signature: base64 wraps its lines at 76 characters."),
        text("Use base64 -w0, or openssl enc -base64 -A."),
    ),
    Cause(
        "sig-no-padding",
        text("The = at the end of the signature's base64 is missing."),
        text("Keep the padding; the standard form has it."),
    ),
    Cause(
        "sig-python-bytes",
        text("The signature has quotes around it, as Python prints bytes: b'...'."),
        text("Add .decode() to the base64 before it goes into the request."),
    ),
    Cause(
        "sig-truncated",
        text("The signature is cut off: it has fewer bytes than a signature of this key."),
        text("Look for what shortens it: a column of a database, a log, a shell variable."),
    ),
    Cause(
        "sig-case",
        text("The signature has lost its upper-case letters, which base64 needs."),
        text("Find what turns it into lower case, and leave the signature out of that."),
    ),
    Cause(
        "sig-hmac",
        text("This is an HMAC and not a signature: the client took the key for the text of a secret."),
        text(
            "The client does not know this type of key, or cannot open the encrypted file. See what "
            "it opens with "
            "akg clients."
        ),
    ),
    Cause(
        "sig-double-base64",
        text("The signature was encoded to base64 twice."),
        text("Encode the bytes of the signature once."),
    ),
    Cause(
        "sig-attached",
        text("The signature has the message behind it: this is the attached form."),
        text("Use the detached form, which is the first 64 bytes (nacl.sign.detached)."),
    ),
    Cause(
        "sig-placeholder",
        text("What is in the place of the signature is not one: a word, the API key or the text of a key."),
        text("Put the signature of this request there; never send a private key."),
    ),
    Cause(
        "key-type-mismatch",
        text(
            "The signature has the length of another type of key than this public key: Ed25519 makes 64 "
            "bytes, RSA 256 to 512."
        ),
        text(
            "Sign with the key that belongs to the registered public key, or register the one that "
            "you sign with."
        ),
    ),
)
