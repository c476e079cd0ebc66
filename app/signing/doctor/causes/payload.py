"""What can be wrong with the text that was signed for REST."""

from app.signing.doctor.causes.cause import Cause
from app.text import text

CAUSES = (
    Cause(
        "encode-after-signing",
        text("You signed the text before percent-encoding."),
        text("Percent-encode the values first, then sign the text that you send."),
    ),
    Cause(
        "sent-raw-signed-encoded",
        text("You signed percent-encoded values, and sent them without the encoding."),
        text("The HTTP library decoded what you had signed: hand it the finished address."),
    ),
    Cause(
        "pct-lowercase",
        text(
            "The percent-encoding has upper-case digits where it was signed and lower-case ones "
            "where it was sent, "
            "or the reverse."
        ),
        text("Encode once, and use the same text for signing and for sending."),
    ),
    Cause(
        "space-plus",
        text("A blank is + in one of the two texts and %20 in the other."),
        text("Encode once, and use the same text for signing and for sending; %20 is safe everywhere."),
    ),
    Cause(
        "order-differs",
        text("The parameters were signed in another order than they were sent in."),
        text(
            "Build the text once, sign it, and send that very text. A library that is handed the parameters "
            "builds another one, and a map without an order fails now and then."
        ),
    ),
    Cause(
        "param-not-signed",
        text("Something was sent that was not signed."),
        text("Add every parameter before you sign; nothing but the signature comes afterwards."),
    ),
    Cause(
        "param-not-sent",
        text("Something was signed that was not sent."),
        text("Send what you sign. HTTP libraries leave out None and empty values: leave them out before."),
    ),
    Cause(
        "timestamp-not-signed",
        text("The timestamp was not signed."),
        text("Add the timestamp before you sign."),
    ),
    Cause(
        "timestamp-changed",
        text("Another timestamp was signed than was sent: it was taken twice."),
        text("Take the time once, and use it for signing and for sending."),
    ),
    Cause(
        "signature-not-last",
        text("There are parameters behind the signature."),
        text("Move the signature to the end. The documents of the futures API ask for that."),
    ),
    Cause(
        "joined-with-amp",
        text("Query and body were joined with an & for signing."),
        text("Sign the query, then the body, with nothing between the two."),
    ),
    Cause(
        "only-body-signed",
        text("Only the body was signed, and not the query."),
        text("Sign the query, then the body, with nothing between the two."),
    ),
    Cause(
        "only-query-signed",
        text("Only the query was signed, and not the body."),
        text("Sign the query, then the body, with nothing between the two."),
    ),
    Cause(
        "json-body",
        text("The parameters were sent as JSON, which is not read here."),
        text("Send them as a query or a form (application/x-www-form-urlencoded), and sign that."),
    ),
    Cause(
        "json-signed",
        text("You signed the parameters as JSON."),
        text("Sign the query or the form, as it is sent: name=value&name=value."),
    ),
    Cause(
        "stray-char",
        text("A ? in front or an & at one end was signed as well, or was left out."),
        text("Sign from the first name to the last value, and send just that."),
    ),
    Cause(
        "path-in-payload",
        text("The path was signed as well, which is the rule of other exchanges."),
        text("Here only the parameters are signed."),
    ),
    Cause(
        "ws-rule-on-rest",
        text("You signed by the rule of the WebSocket API: sorted, and with apiKey."),
        text("The API key is signed in WebSocket requests only. Sign the query as it is sent."),
    ),
    Cause(
        "signature-in-payload",
        text("The name of the signature itself was part of the signed text."),
        text("Sign before you add &signature=."),
    ),
    Cause(
        "newline-in-payload",
        text("A line end is in one of the two texts, the signed one and the sent one, and not in the other."),
        text("Use printf %s and not echo; take the line ends out of what you read from a file, also within."),
    ),
    Cause(
        "number-format",
        text("A number was written in one way for signing and in another for sending."),
        text("Write numbers as text once, and use that for signing and for sending."),
    ),
    Cause(
        "boolean-case",
        text("True or False is written in another case than it was signed in; exchanges want lower case."),
        text("Write true and false as text yourself, before you sign."),
    ),
    Cause(
        "list-format",
        text("A list was written in one way for signing and in another for sending."),
        text("Build the text once as JSON without blanks (double quotes), sign it and send it."),
    ),
    Cause(
        "empty-value",
        text("A parameter without a value is in the request."),
        text("Leave out parameters that are empty."),
    ),
    Cause(
        "duplicate-param",
        text("A parameter is there twice."),
        text("Send each name once, either in the query or in the body."),
    ),
    Cause(
        "html-entities",
        text("The request went through HTML or XML: &times became a sign, or & became &amp;."),
        text("Copy it from the plain text."),
    ),
    Cause(
        "shell-ampersand",
        text("The address was not in quotes: the shell cut it off at the first &."),
        text("Put the address into single quotes."),
    ),
    Cause(
        "unicode-form",
        text("The same letters were signed in another byte form than they were sent in (NFC and NFD)."),
        text(
            "Normalise the text once, before you sign; names of files on a Mac are often in the other form."
        ),
    ),
    Cause(
        "payload-encoded",
        text("You signed the text in base64 or hexadecimal."),
        text("Sign the text itself."),
    ),
)
