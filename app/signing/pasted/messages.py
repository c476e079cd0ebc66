"""The JSON of a WebSocket request, a printed dict, and the description of a request as a dict."""

import re
from urllib.parse import quote

from app.signing.pasted.addresses import parts
from app.signing.pasted.sent import Form, Sent
from app.signing.pasted.values import Kind, Value, values_in

_BEGINNING = re.compile(r"[\[{(](?=\s*[\[({]?\s*[\"']?[A-Za-z])")
_MOST = 16


def read_message(content: str) -> Sent | None:
    """Read the first object, or list of pairs, that has a name which requests have."""
    for value, _, _ in values_in(content, _BEGINNING, _MOST):
        if sent := _sent(_as_object(value)):
            return sent
    return None


def _as_object(value: Value) -> Value:
    """Return a list of (name, value) as the object that it stands for."""
    items = value.items
    if value.kind is not Kind.LIST or not items or any(len(each.items) != 2 for _, each in items):
        return value
    named = tuple((each.items[0][1].text, each.items[1][1]) for _, each in items)
    return Value(Kind.OBJECT, value.raw, value.raw, named, "'")


def _sent(value: Value) -> Sent | None:
    if value.kind is not Kind.OBJECT or not value.items:
        return None
    if value.get("url"):
        return _described(value)
    operation = value.text_of("method") or value.text_of("op")
    if operation and (value.get("params") or value.get("args")):
        form = Form.DICT if value.quote == "'" else Form.JSON
        return Sent(form, operation, message=value)
    if value.get("signature") or value.get("timestamp"):
        return Sent(Form.DICT, query=as_query(value), message=value)
    return None


def _described(value: Value) -> Sent:
    host, path, query = parts(value.text_of("url"))
    params, data, headers = value.get("params"), value.get("data") or value.get("body"), value.get("headers")
    extra = _form_of(params)
    return Sent(
        Form.DICT,
        value.text_of("method").upper(),
        host,
        path,
        "&".join(filter(None, [query, extra])),
        _form_of(data),
        tuple((name, each.text) for name, each in (headers.items if headers else ())),
    )


def _form_of(value: Value | None) -> str:
    if value is None or value.kind is Kind.WORD:
        return ""
    value = _as_object(value)
    return as_query(value) if value.kind is Kind.OBJECT else value.text


def as_query(value: Value) -> str:
    """Write the members as an HTTP library sends them: percent-encoded, which a printed dict is not yet."""
    return "&".join(f"{quote(name, safe='')}={quote(_sent_as(each), safe='')}" for name, each in value.items)


def _sent_as(value: Value) -> str:
    return value.text
