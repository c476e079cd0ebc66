"""Parameters as text: a query, a JSON object, the pairs that are signed."""

import json
from collections.abc import Iterable
from urllib.parse import quote

from app.signing.request import JSONText, Pair, SignRequest

COMPACT = (",", ":")


def percent_encoded(value: str) -> str:
    """Percent-encode all but the unreserved characters (RFC 3986, section 2.3), in upper-case hexadecimal."""
    return quote(value, safe="")


def query_of(pairs: Iterable[Pair]) -> str:
    """Return `name=value&...` with values percent-encoded, in the order of the pairs."""
    return "&".join(f"{percent_encoded(name)}={percent_encoded(value)}" for name, value in pairs)


def raw_query_of(pairs: Iterable[Pair]) -> str:
    """Return `name=value&...` with values as they are."""
    return "&".join(f"{name}={value}" for name, value in pairs)


def joined(*parts: str, between: str = "&") -> str:
    """Join the parts that are not empty."""
    return between.join(filter(None, parts))


def sent_query(request: SignRequest) -> str:
    """Return the query of a request as it is sent: the text that was given, then the parameters."""
    return joined(request.query, query_of(request.parameters))


def json_of(pairs: Iterable[Pair]) -> str:
    """Return a compact JSON object of the pairs; a value of JSONText is what it says, any other a string."""
    members = (f"{json.dumps(name)}:{_json_value(value)}" for name, value in pairs)
    return f"{{{','.join(members)}}}"


def _json_value(value: str) -> str:
    return str(value) if isinstance(value, JSONText) else json.dumps(value)


def query_and_body(request: SignRequest) -> tuple[str, bytes]:
    """Return query and body of a venue that reads JSON: parameters are a query for GET and DELETE."""
    if request.method in ("GET", "DELETE", "") or request.body or not request.parameters:
        return sent_query(request), request.body
    return request.query, json_of(request.parameters).encode()


def names_in(query: str) -> frozenset[str]:
    """Return the names in the text of a query."""
    return frozenset(pair.partition("=")[0] for pair in query.split("&"))


def target_of(request: SignRequest, query: str) -> str:
    """Return the path with the query, which the path may have a part of already."""
    return joined(request.path, query, between="&" if "?" in request.path else "?")


def url_of(request: SignRequest, query: str) -> str:
    """Return the address of a request."""
    return request.base + target_of(request, query)
