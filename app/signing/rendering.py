"""A complete request as text to copy: a curl command, HTTP headers, JSON, FIX.

Promises: a shell reads from a curl command exactly the bytes that were signed; what a terminal would obey is
escaped within $'...', which bash, zsh and ksh read.
"""

import json
import shlex

from app.errors import UsageError
from app.signing.parameters import COMPACT
from app.signing.request import Pair
from app.signing.signed import Detached, FIXMessage, HTTPRequest, Message, Signed, Token
from app.text import text


def curl(request: HTTPRequest) -> str:
    """Return a curl command, a line for each part. Raises UsageError for a body that is not UTF-8."""
    words = [f"curl -g -X {request.method} {shell_word(request.url)}"]
    words += [f"-H {shell_word(f'{name}: {value}')}" for name, value in request.headers]
    if request.body:
        words.append(f"--data-binary {shell_word(_text_of(request.body))}")
    return " \\\n  ".join(words)


def shell_word(value: str) -> str:
    """Return one word of a shell, in ASCII: in plain quotes where all of it can be seen."""
    if value.isascii() and value.isprintable():
        return shlex.quote(value)
    escaped = (_escaped(character) for character in value)
    return f"$'{''.join(escaped)}'"


def _escaped(character: str) -> str:
    if character in "\\'":
        return "\\" + character
    if character.isascii() and character.isprintable():
        return character
    return "".join(f"\\{octet:03o}" for octet in character.encode())


def headers(signed: Signed) -> str:
    """Return `Name: value`, a line each; empty where the request has none."""
    pairs: tuple[Pair, ...] = signed.headers if isinstance(signed, HTTPRequest | Token) else ()
    return "".join(f"{name}: {value}\n" for name, value in pairs)


def as_json(signed: Signed) -> str:
    """Return the text of a message as it is sent, or a JSON object with the parts of any other request."""
    return signed.text if isinstance(signed, Message) else json.dumps(members(signed), separators=COMPACT)


def members(signed: Signed) -> dict[str, object]:
    """Return the parts of a request by name."""
    match signed:
        case Message(message):
            return {"message": json.loads(message)}
        case HTTPRequest(method, url, parts, body):
            return {"method": method, "url": url, "headers": dict(parts), "body": _text_of(body)}
        case FIXMessage(octets):
            return {"fix": octets.decode("ascii")}
        case Token(token, parts, parameters):
            return {"token": token, "headers": dict(parts), "parameters": dict(parameters)}
        case Detached(signature):
            return {"signature": signature}


def _text_of(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise UsageError(
            text("The body is not UTF-8: it cannot be shown within a request."),
            text("Ask for the signature alone, or for the headers."),
        ) from error
