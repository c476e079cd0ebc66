"""A literal written again as programs do: JSON compact or with blanks, sorted, Python's repr."""

import json
from collections.abc import Callable
from functools import partial

from app.signing.pasted.values import Kind, Value

_PYTHON = {"true": "True", "false": "False", "null": "None"}
_JSON = {word: name for name, word in _PYTHON.items()} | {"undefined": "null"}


def rendered(
    value: Value,
    comma: str = ",",
    colon: str = ":",
    *,
    ordered: bool = False,
    python: bool = False,
    ascii_only: bool = True,
    texts: bool = False,
) -> str:
    """Write a literal; `texts`: numbers and words as strings. Numbers keep the text that they have."""
    again = partial(
        rendered, comma=comma, colon=colon, ordered=ordered, python=python, ascii_only=ascii_only, texts=texts
    )
    if value.kind is Kind.LIST:
        return "[" + comma.join(again(each) for _, each in value.items) + "]"
    if value.kind is Kind.OBJECT:
        items = sorted(value.items, key=lambda item: item[0]) if ordered else value.items
        said = (
            _string(name, python=python, ascii_only=ascii_only) + colon + again(each) for name, each in items
        )
        return "{" + comma.join(said) + "}"
    if value.kind is Kind.STRING or texts:
        return _string(value.text, python=python, ascii_only=ascii_only)
    return (_PYTHON if python else _JSON).get(value.text, value.text)


def _string(value: str, *, python: bool, ascii_only: bool) -> str:
    return repr(value) if python else json.dumps(value, ensure_ascii=ascii_only)


STYLES: tuple[Callable[[Value], str], ...] = (
    rendered,
    partial(rendered, comma=", ", colon=": "),
    partial(rendered, comma=", ", colon=": ", python=True),
    partial(rendered, ordered=True),
    partial(rendered, comma=", ", colon=": ", ordered=True),
    partial(rendered, ascii_only=False),
    partial(rendered, comma=", ", colon=": ", ascii_only=False),
    partial(rendered, comma=", ", colon=": ", ordered=True, python=True),
    partial(rendered, python=True),
    partial(rendered, texts=True),
    partial(rendered, comma=", ", colon=": ", texts=True),
)
