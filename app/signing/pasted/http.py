"""The text of an HTTP request (RFC 9112), also as `curl -v` prints it, with its answer behind."""

import re

from app.signing.pasted.addresses import parts
from app.signing.pasted.sent import Answer, Form, Sent

_REQUEST = re.compile(
    r"^(GET|POST|PUT|DELETE|PATCH|get|post|put|delete) (\S+)(?: HTTP/[\d.]+)?[ \t]*$", re.MULTILINE
)
_RESPONSE = re.compile(r"^HTTP/[\d.]+ (\d{3})[^\n]*$", re.MULTILINE)
_FIELD = re.compile(r"([A-Za-z][\w-]*):[ \t]*(.*)")
_VERBOSE = re.compile(r"^[<>*{}] ?", re.MULTILINE)


def is_http(content: str) -> bool:
    """Return whether a line is the request line of HTTP."""
    found = _REQUEST.search(_unmarked(content))
    return found is not None and (" HTTP/" in found[0] or found[2].startswith("/"))


def _unmarked(content: str) -> str:
    """Return the text without the marks of `curl -v`."""
    if not re.search(r"^> [A-Z]+ \S+ HTTP/", content, re.MULTILINE):
        return content
    lines = [
        line for line in content.splitlines() if line[:2] in ("> ", "< ", ">", "<") or line[:1] not in "*{}"
    ]
    return "\n".join(_VERBOSE.sub("", line) for line in lines)


def read_http(content: str) -> Sent | None:
    """Read the first request of a text, and of a response behind it the status and the date."""
    content = _unmarked(content).replace("\r\n", "\n")
    found = _REQUEST.search(content)
    if not found:
        return None
    rest = content[found.end() :].removeprefix("\n")
    response = _RESPONSE.search(rest)
    head, _, body = (rest[: response.start()] if response else rest).partition("\n\n")
    headers = _fields(head)
    host, path, query = parts(found[2])
    named = next((value for name, value in headers if name.casefold() == "host"), "")
    answer = _answer(rest[response.end() :], int(response[1])) if response else Answer()
    return Sent(Form.HTTP, found[1], host or named, path, query, body.rstrip("\n"), headers, answer=answer)


def _fields(head: str) -> tuple[tuple[str, str], ...]:
    lines = (_FIELD.fullmatch(line.strip()) for line in head.splitlines())
    return tuple((found[1], found[2].strip()) for found in lines if found)


def _answer(rest: str, status: int) -> Answer:
    fields = _fields(rest.removeprefix("\n").partition("\n\n")[0])
    date = next((value for name, value in fields if name.casefold() == "date"), "")
    return Answer(status=status, date=date)
