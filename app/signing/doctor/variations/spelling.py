"""How values were written: percent-encoding, Unicode, line by line the same value in another spelling."""

import re
from collections.abc import Callable, Iterator
from unicodedata import normalize
from urllib.parse import quote, quote_plus, unquote, unquote_plus

from app.signing.doctor.case import Case, Place
from app.signing.doctor.pieces import Draft, Role, respelled

ROLES = (Role.PAIR, Role.QUERY)
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_JAVASCRIPT = "!'()*"


def _lower(value: str) -> str:
    return _ESCAPE.sub(lambda found: found[0].lower(), value)


def _upper(value: str) -> str:
    return _ESCAPE.sub(lambda found: found[0].upper(), value)


def _kept(change: Callable[[str], str]) -> Callable[[str], str]:
    """Apply a change to values only, where the text is a whole query."""

    def changed(value: str) -> str:
        if "=" not in value:
            return change(value)
        return "&".join(_of_pair(pair, change) for pair in value.split("&"))

    return changed


def _of_pair(pair: str, change: Callable[[str], str]) -> str:
    name, equals, value = pair.partition("=")
    return f"{name}{equals}{change(value)}"


_DECODINGS: tuple[Callable[[str], str], ...] = (unquote, unquote_plus)
_ENCODINGS: tuple[Callable[[str], str], ...] = (
    lambda value: quote(unquote(value), safe=""),
    lambda value: quote(unquote(value), safe="/"),
    lambda value: quote_plus(unquote(value)),
    lambda value: quote(unquote(value), safe=_JAVASCRIPT),
    lambda value: quote(unquote(value), safe=":/?&=+,;@$!*'()[]"),
    lambda value: quote(value, safe=""),
    quote_plus,
)


def encoding(draft: Draft, case: Case) -> Iterator[Draft]:
    """Sign before encoding, sign encoded and send raw, encode in another style."""
    for change in _DECODINGS:
        yield from respelled(draft, "encode-after-signing", _kept(change), ROLES)
    for change in (_lower, _upper):
        yield from respelled(draft, "pct-lowercase", change, ROLES)
    for change in (lambda value: value.replace("+", "%20"), lambda value: value.replace("%20", "+")):
        yield from respelled(draft, "space-plus", _kept(change), ROLES)
    raw_cause = "ws-percent-encoded" if case.place is Place.MESSAGE else "sent-raw-signed-encoded"
    for change in _ENCODINGS:
        for found in respelled(draft, raw_cause, _kept(change), ROLES):
            more = found.text.count("%") >= draft.text.count("%")
            yield found if more else draft.becoming("encode-after-signing", found.pieces)
            if more:
                yield from respelled(found, "pct-lowercase", _lower, ROLES)


def names_too(draft: Draft, _: Case) -> Iterator[Draft]:
    """Decode the whole text, names included."""
    if draft.made is None and "%" in draft.text:
        yield draft.becoming("encode-after-signing", made=unquote(draft.text))


def unicode_form(draft: Draft, _: Case) -> Iterator[Draft]:
    """Sign the same letters in another byte form."""
    if draft.text.isascii() and "%" not in draft.text:
        return
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        yield from respelled(draft, "unicode-form", lambda value, to=form: _normalised(value, to), ROLES)  # type: ignore[misc]


def _normalised(value: str, form: str) -> str:
    plain = unquote(value)
    changed = normalize(form, plain)  # type: ignore[arg-type]
    if changed == plain:
        return value
    return quote(changed, safe="") if plain != value else changed
