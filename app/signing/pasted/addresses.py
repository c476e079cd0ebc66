"""The parts of a URL, raw: nothing is decoded."""

import re

from app.signing.pasted.sent import Form, Sent

URL = re.compile(r"(?:https?|wss?)://[^\s\"'<>`\\]+")
_PARTS = re.compile(r"(?:[a-z]+://)?(?P<host>[^/?#]*)(?P<path>/[^?#]*)?(?:\?(?P<query>[^#]*))?", re.DOTALL)
_VERB = re.compile(r"\b(GET|POST|PUT|DELETE|PATCH)\b[\s:]*$")
_LINE = re.compile(r"signature=[A-Za-z0-9+/]{64}(?:[A-Za-z0-9+/]{12})?")  # what openssl and base64 wrap at
_WRAPPED = re.compile(r"(?:\r?\n[A-Za-z0-9+/]{4,76}={0,2}(?=\s|$))+")
_HEADER = re.compile(r"^[ \t]*(?:-H[ ]*)?([A-Za-z][\w-]*):[ \t]+(\S[^\r\n]*)$", re.MULTILINE)


def parts(url: str) -> tuple[str, str, str]:
    """Return host, path and query, each as it is written."""
    found = _PARTS.match(url)
    if not found:
        return "", "", ""
    return found["host"], found["path"] or "", found["query"] or ""


def rest_of_signature(content: str, end: int, line: str) -> str:
    """Return the lines that go on with a signature in base64 which was broken at 64 or 76 characters."""
    found = _WRAPPED.match(content, end) if _LINE.fullmatch(line.rpartition("&")[2]) else None
    return found[0] if found else ""


def headers_in(content: str) -> tuple[tuple[str, str], ...]:
    """Return the lines of the form Name: value."""
    return tuple((name, value.rstrip()) for name, value in _HEADER.findall(content))


def read_url(content: str) -> Sent | None:
    """Read the first URL of a text, with a method in front of it and headers on lines of their own."""
    found = URL.search(content)
    if not found:
        return None
    end = found.end()
    url = content[found.start() : end]
    wrapped = rest_of_signature(content, end, url)
    url, end = url + wrapped, end + len(wrapped)
    host, path, query = parts(url.rstrip(".,;)]}") if url[-1] in ".,;)]}" else url)
    verb = _VERB.search(content[: found.start()])
    rest = content[: found.start()] + content[end:]
    return Sent(
        Form.URL,
        verb[1] if verb else "",
        host,
        path,
        query,
        headers=headers_in(rest),
        lost=_lost(rest, query),
    )


def _lost(rest: str, query: str) -> str:
    """Return what a shell cut off, where its job number is beside a URL without a signature."""
    job = re.search(r"^\[\d+\][ \t]+\d+", rest, re.MULTILINE)
    return job[0] if job and "signature=" not in query else ""
