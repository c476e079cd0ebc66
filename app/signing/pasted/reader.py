"""Reads whatever people paste: the bytes of a paste in, a Sent out.

Promises: at most 64 KiB, within two seconds; what steers terminals, is nested deeply or is not a request
ends in a UsageError that repeats no word of it. A private key is cut out before anything else looks at the
text.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from app.errors import RefusedError, UsageError
from app.signing.pasted import addresses, answers, curl, fix, http, logs, messages, tokens
from app.signing.pasted.private_keys import cut_private_keys
from app.signing.pasted.sent import Answer, Form, Sent
from app.text import text

MAXIMUM_SIZE = 64 * 1024
_CONTROL = re.compile(r"[\x00\x02-\x08\x0b\x0c\x0e-\x1f\x7f]")
_QUERY = re.compile(r"[?&]*[^\s=&?{}\"']+=.*", re.DOTALL)
_OPENING = ("{", "[", "(")
_WHAT_TO_PASTE = text(
    "Paste the request as it was sent: a URL, a curl command, a query string, HTTP, the JSON of a WebSocket "
    "request, or a FIX message. The answer of the exchange may follow."
)


class AnswerAloneError(UsageError):
    """There is what the venue answered, and no request. `answer`: what it said."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(text("This is an answer without its request."), _WHAT_TO_PASTE)
        self.answer = answer


def read(data: bytes) -> Sent:
    """Return the request in the bytes.

    Raises RefusedError for too many, AnswerAloneError for no more than an answer, UsageError for anything
    else.
    """
    if len(data) > MAXIMUM_SIZE:
        raise RefusedError(text("The text is larger than 64 KiB, and no request is."), _WHAT_TO_PASTE)
    content, had_private_key = cut_private_keys(_decoded(data))
    rest, answer = (content, fix.read_answer(content)) if fix.is_fix(content) else answers.cut_answer(content)
    sent = _read(rest.strip(" \t\r\n"))
    if sent is None and answer.code:
        raise AnswerAloneError(answer)
    if sent is None:
        raise UsageError(
            text("This is not a request that can be read; it is not repeated here."), _WHAT_TO_PASTE
        )
    known = sent.answer
    merged = replace(answer, status=known.status or answer.status, date=known.date or answer.date)
    return replace(sent, answer=merged, had_private_key=had_private_key)


def _decoded(data: bytes) -> str:
    """Return the text, of UTF-8 or of UTF-16 with a mark, with LF as line ends."""
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            content = data.decode("utf-16")
        else:
            content = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(text("This is not a text in UTF-8."), _WHAT_TO_PASTE) from error
    if _CONTROL.search(content):
        raise UsageError(
            text("There are control characters in this text, such as the colours of a terminal."),
            text("Paste it as plain text, without them."),
        )
    return content.replace("\r\n", "\n")


def _read(content: str) -> Sent | None:
    for applies, reads in _READERS:
        if applies(content) and (sent := reads(content)):
            return sent
    return None


def _read_query(content: str) -> Sent:
    """Read a raw query: the first line, and the lines that a signature in base64 was broken into."""
    line = content.split("\n", 1)[0]
    line += addresses.rest_of_signature(content, len(line), line)
    return Sent(Form.QUERY, query=line, headers=addresses.headers_in(content[len(line) :]))


_READERS: tuple[tuple[Callable[[str], object], Callable[[str], Sent | None]], ...] = (
    (fix.is_fix, fix.read_fix),
    (curl.is_curl, curl.read_curl),
    (logs.is_log, logs.read_log),
    (http.is_http, http.read_http),
    (lambda content: content[:1] in _OPENING, messages.read_message),
    (tokens.is_token, tokens.read_token),
    (addresses.URL.search, addresses.read_url),
    (_QUERY.fullmatch, _read_query),
    (lambda content: content[:1] not in _OPENING and bool(set(content) & {"{", "["}), messages.read_message),
)
