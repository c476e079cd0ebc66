"""What is wrong although the signature is right."""

from app.signing.doctor.causes.cause import Cause
from app.text import text

CAUSES = (
    Cause(
        "apikey-is-pem",
        text("A public or private key is in the place of the API key."),
        text(
            "Put the API key there: the short text that the exchange shows after it has got the public key."
        ),
    ),
    Cause(
        "apikey-format",
        text("The API key does not have the form that API keys have here."),
        text("It is 64 letters and digits; look for a blank, a line end or a part that is missing."),
    ),
    Cause(
        "apikey-missing",
        text("There is no API key in the request."),
        text("Send it in the header X-MBX-APIKEY, or as apiKey in a WebSocket request."),
    ),
    Cause(
        "timestamp-unit",
        text("The timestamp is in another unit than the exchange wants."),
        text("Seconds have 10 digits, milliseconds 13, microseconds 16, nanoseconds 19."),
    ),
    Cause(
        "timestamp-missing",
        text("There is no timestamp in the request."),
        text("Add it before you sign: the time since 1970 in milliseconds."),
    ),
    Cause(
        "timestamp-ahead",
        text("The timestamp is ahead of the exchange's clock."),
        text("Set the clock by NTP. An exchange takes no request from more than a second ahead."),
    ),
    Cause(
        "timestamp-old",
        text("The timestamp is older than the window of the request."),
        text(
            "Set the clock by NTP, and take the time directly before you sign. A wider window only hides it."
        ),
    ),
    Cause(
        "recvwindow-too-large",
        text("The window of the request is larger than the exchange takes."),
        text("recvWindow is 60,000 at most; 5,000 is enough for a clock that is set."),
    ),
    Cause(
        "environment-ip-permissions",
        text(
            "The signature fits, and the exchange does not take this API key for the request from "
            "this address."
        ),
        text(
            "Testnet, demo and production are registered apart. Check the list of IP addresses, and "
            "the permissions "
            "(futures need their own)."
        ),
    ),
    Cause(
        "scientific-notation",
        text("A number is written with an exponent, such as 9.6e-05."),
        text("Write it out: 0.000096."),
    ),
    Cause(
        "decimal-comma",
        text("A number has a comma where it needs a point."),
        text("Format numbers without the language of the system (invariant culture, C locale)."),
    ),
)
