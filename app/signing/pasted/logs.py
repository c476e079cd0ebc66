"""A line from the log of a client: ccxt (`verbose`, and its logger), requests and urllib3, httpx."""

import re
from dataclasses import replace

from app.signing.pasted.addresses import URL, parts
from app.signing.pasted.sent import Form, Sent
from app.signing.pasted.values import Kind, Value, read_value

_CCXT = re.compile(r"fetch Request:?\s+\w+\s+([A-Z]+)\s+(?=http)")
_CCXT_LOGGER = re.compile(r"(?<![A-Z])([A-Z]+) (https?://\S+), Request: (?=\{)")
_HEADERS = re.compile(r"RequestHeaders:\s*(?=\{)")
_BODY = re.compile(r"RequestBody:[ \t]*\n?[ \t]*([^\n]*)")
_URLLIB3 = re.compile(r"(https?://[^\s:\"]+)(?::\d+)? \"([A-Z]+) (\S+) HTTP/[\d.]+\"")
_HTTPX = re.compile(r"HTTP Request: ([A-Z]+) (?=http)")
_NOTHING = ("None", "undefined", "null", "b''", "''")


def is_log(content: str) -> bool:
    """Return whether a line is one that a client logs."""
    return any(each.search(content) for each in (_CCXT, _CCXT_LOGGER, _URLLIB3, _HTTPX))


def read_log(content: str) -> Sent | None:
    """Read the first request that was logged."""
    if found := _URLLIB3.search(content):
        host, _, _ = parts(found[1])
        _, path, query = parts(found[3])
        return Sent(Form.LOG, found[2], host, path, query)
    if found := _CCXT_LOGGER.search(content):
        return _of_logger(found, content)
    head = _CCXT.search(content) or _HTTPX.search(content)
    url = URL.match(content, head.end()) if head else None
    if not head or not url:
        return None
    host, path, query = parts(url[0])
    return _with_rest(Sent(Form.LOG, head[1], host, path, query), content[url.end() :])


def _of_logger(found: re.Match[str], content: str) -> Sent:
    """Read method, address, headers and body of the line that ccxt writes with Python's logging."""
    host, path, query = parts(found[2])
    try:
        headers, end = read_value(content, found.end())
    except ValueError:
        headers, end = Value(Kind.OBJECT, ""), found.end()
    body = content[end:].partition("\n")[0].strip()
    return Sent(
        Form.LOG,
        found[1],
        host,
        path,
        query,
        "" if body in _NOTHING else _unquoted(body),
        tuple((name, value.text) for name, value in headers.items),
    )


def _with_rest(sent: Sent, rest: str) -> Sent:
    """Add headers and body, which ccxt logs behind the URL."""
    if found := _HEADERS.search(rest):
        try:
            headers, _ = read_value(rest, found.end())
        except ValueError:
            headers = Value(Kind.OBJECT, "")
        sent = replace(sent, headers=tuple((name, value.text) for name, value in headers.items))
    if (body := _BODY.search(rest)) and body[1].strip() not in _NOTHING:
        sent = replace(sent, body=_unquoted(body[1].strip()))
    return sent


def _unquoted(body: str) -> str:
    """Return what a body that is printed as a literal means: b'...'."""
    try:
        value, end = read_value(body)
    except ValueError:
        return body
    return value.text if value.kind is Kind.STRING and end == len(body) else body
