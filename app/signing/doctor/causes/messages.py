"""What can be wrong with WebSocket requests and with FIX."""

from app.signing.doctor.causes.cause import Cause
from app.text import text

_SEPARATOR = text("Put one byte 0x01 between the values, and none at the end.")
_ORDER = text("Sign the values of 35, 49, 56, 34 and 52, in this order.")

CAUSES = (
    Cause(
        "ws-not-sorted",
        text("The parameters were not sorted for signing."),
        text("Sort them by name, apiKey among them, and join them as name=value with &."),
    ),
    Cause(
        "ws-percent-encoded",
        text("You signed percent-encoded values, in a request whose JSON has them as they are."),
        text("By the documents of the WebSocket API the values are signed as they are."),
    ),
    Cause(
        "ws-apikey-left-out",
        text("The API key was left out of the signed text."),
        text("In WebSocket requests apiKey is signed with the other parameters."),
    ),
    Cause(
        "ws-signature-encoded",
        text("The signature is percent-encoded inside of a message."),
        text("Put the plain base64 there; only an address needs the encoding."),
    ),
    Cause(
        "ws-logon-key-type",
        text("session.logon takes Ed25519 keys alone."),
        text("Sign each request instead, or register an Ed25519 key."),
    ),
    Cause(
        "fix-soh-as-pipe",
        text("The values were joined with | for signing, which only stands for the separator."),
        _SEPARATOR,
    ),
    Cause(
        "fix-soh-literal",
        text("The values were joined with the letters that stand for the separator, and not with the byte."),
        _SEPARATOR,
    ),
    Cause("fix-no-separator", text("The values were joined without a separator for signing."), _SEPARATOR),
    Cause("fix-trailing-soh", text("A separator was signed at the end of the text."), _SEPARATOR),
    Cause("fix-order", text("The values were signed in another order."), _ORDER),
    Cause("fix-tags-signed", text("The tags were signed with the values: 35=A."), _ORDER),
    Cause(
        "fix-sendingtime-differs",
        text("Another SendingTime was signed than is in field 52."),
        text("Some engines set field 52 themselves: sign the very text that is sent, with its precision."),
    ),
    Cause(
        "fix-field-differs",
        text("Another sender, target or sequence number was signed than was sent."),
        text(
            "Take 49, 56 and 34 for signing from the message that is sent; 56 is SPOT, and 34 of a "
            "logon is 1."
        ),
    ),
    Cause(
        "fix-key-type",
        text("FIX takes Ed25519 keys alone."),
        text("Register an Ed25519 key, with the FIX permission."),
    ),
    Cause(
        "fix-rawdata-length",
        text("RawDataLength (95) is not the length of RawData (96)."),
        text("It counts the characters of the base64: 88 for Ed25519, and not the 64 bytes."),
    ),
    Cause(
        "fix-checksum",
        text("BodyLength (9) or CheckSum (10) is wrong."),
        text("Compute both over the bytes that are sent, after everything else is in the message."),
    ),
)
