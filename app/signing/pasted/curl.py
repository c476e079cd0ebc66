"""A curl command: what curl would send, as its man page says for -d and its kin."""

import re
from dataclasses import dataclass, field
from urllib.parse import quote

from app.signing.pasted import shell
from app.signing.pasted.addresses import parts
from app.signing.pasted.sent import Form, Sent

_START = re.compile(r"(?:^|\n|[$#%>;&|(]|\b(?:sudo|time)[ \t])[ \t]*(curl(?:\.exe)?[ \t\\^`])")
_WITH_VALUE = (
    *("-A", "-b", "-c", "-D", "-e", "-E", "-F", "-K", "-m", "-o", "-r", "-t", "-T", "-u", "-U", "-w", "-x"),
    *("-y", "-z", "--cacert", "--cert", "--connect-timeout", "--cookie", "--cookie-jar", "--form", "--key"),
    *("--interface", "--max-time", "--output", "--proxy", "--referer", "--resolve", "--retry", "--user"),
    *("--user-agent", "--write-out", "--limit-rate", "--retry-delay", "--dump-header", "--config"),
)
_DATA = {"-d", "--data", "--data-ascii", "--data-raw", "--data-binary", "--json"}
_OURS = {*_DATA, "--data-urlencode", "--url-query", "-H", "--header", "-X", "--request", "--url"}


@dataclass(slots=True)
class _Request:
    url: str = ""
    method: str = ""
    data: list[str] = field(default_factory=list)
    in_query: list[str] = field(default_factory=list)
    headers: list[tuple[str, str]] = field(default_factory=list)
    has_get: bool = False
    encodes_signature: bool = False


def is_curl(content: str) -> bool:
    """Return whether there is a curl command in the text."""
    return _START.search(content) is not None


def read_curl(content: str) -> Sent:
    """Read the first curl command of a text."""
    found = _START.search(content)
    command = shell.split(content[found.start(1) :] if found else content)
    request = _Request()
    words = list(command.words[1:])
    while words:
        _take(request, words)
    return _sent(request, command)


def _take(request: _Request, words: list[str]) -> None:
    """Take one option with its value, or the URL."""
    word = words.pop(0)
    if not word.startswith("-") or word == "-":
        request.url = request.url or word
        return
    name, value = _option(word, words)
    if name in _DATA:
        request.data.append(value)
        if name == "--json":
            request.headers.append(("Content-Type", "application/json"))
    elif name in ("--data-urlencode", "--url-query"):
        encoded = _urlencoded(value)
        (request.data if name == "--data-urlencode" else request.in_query).append(encoded)
        request.encodes_signature |= value.startswith("signature=")
    elif name in ("-H", "--header"):
        header, _, content = value.partition(":")
        request.headers.append((header.strip(), content.strip()))
    elif name in ("-X", "--request"):
        request.method = value
    elif name == "--url":
        request.url = value


def _option(word: str, words: list[str]) -> tuple[str, str]:
    """Return an option and its value; of short ones that are written together, -sSX POST, the last."""
    if word.startswith("--"):
        takes = word in _OURS or word in _WITH_VALUE
        return (word, words.pop(0) if takes and words else "") if word != "--get" else ("-G", "")
    for at in range(1, len(word)):
        name = "-" + word[at]
        if name in _OURS or name in _WITH_VALUE:
            return name, word[at + 1 :] or (words.pop(0) if words else "")
    return word, ""


def _urlencoded(value: str) -> str:
    """Encode as --data-urlencode does: `content`, `=content`, `name=content`."""
    name, equals, content = value.partition("=")
    if not equals:
        return quote(value, safe="")
    return f"{name}={quote(content, safe='')}" if name else quote(content, safe="")


def _sent(request: _Request, command: shell.Command) -> Sent:
    data = "&".join(request.data)
    host, path, query = parts(request.url)
    is_get = any(word in ("-G", "--get") or _has_g(word) for word in command.words)
    extra = [*request.in_query, *([data] if is_get and data else [])]
    query = "&".join(filter(None, [query, *extra]))
    body = "" if is_get else data
    return Sent(
        Form.CURL,
        request.method or ("POST" if body else "GET"),
        host,
        path,
        query,
        body,
        tuple(request.headers),
        lost=command.lost,
        has_variables=command.has_variables,
        encodes_signature=request.encodes_signature,
    )


def _has_g(word: str) -> bool:
    """Return whether short options without values, written together, have a G in them: -sG."""
    return re.fullmatch(r"-[sSkvLfiGgn]*G[sSkvLfiGgn]*", word) is not None
