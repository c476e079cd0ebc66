"""What was put around the text, and what it was turned into: paths, line ends, JSON, base64, digests."""

import base64
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import quote, unquote

from app.signing.doctor.case import Case, Place
from app.signing.doctor.pieces import Draft, Role
from app.signing.doctor.variations.rendering import STYLES
from app.signing.pasted.values import Kind, Value, read_value

_LINE_END = "newline-in-payload"
_MOST_MEMBERS = 300
_LONGEST_JSON = 8192
_BEGINNINGS = tuple("-0123456789[{")
_WORDS = ("true", "false", "null")


def stray_characters(draft: Draft, _: Case) -> Iterator[Draft]:
    """Sign a ? in front or an & at an end, or leave out those that were sent."""
    said = draft.text
    for made in (
        f"?{said}",
        f"{said}&",
        f"&{said}",
        f"?{said}&",
        said.strip("&?"),
        said.replace("&", "&amp;"),
    ):
        if made != said:
            yield draft.becoming("html-entities" if "&amp;" in made else "stray-char", made=made)


def line_ends(draft: Draft, _: Case) -> Iterator[Draft]:
    """Sign a line end as well; of a text that was sent with some, none, or those of Windows."""
    said = draft.text
    for end in ("\n", "\r\n", "\n\n", "\r", " "):
        yield draft.becoming(_LINE_END, made=said + end)
    if "\n" in said:
        for made in (said.replace("\n", ""), said.replace("\n", "\r\n")):
            yield draft.becoming(_LINE_END, made=made)


def lines(draft: Draft, _: Case) -> Iterator[Draft]:
    """Sign each parameter in a line of its own, as a file has them whose line ends curl takes out."""
    pairs = [piece.text for piece in draft.pieces if piece.role is Role.PAIR]
    if draft.made is None and 1 < len(pairs) == len(draft.pieces):
        for end in ("\r\n", "\n"):
            for between in (f"{end}&", f"&{end}", end):
                for last in ("", end):
                    yield draft.becoming(_LINE_END, made=between.join(pairs) + last)


def paths(draft: Draft, case: Case) -> Iterator[Draft]:
    """Sign the path as well, as other venues want it."""
    said, path, method = draft.text, case.path, case.method.upper()
    if case.place is Place.MESSAGE and case.method:
        for made in (
            case.method + said,
            f"{case.method}?{said}",
            f"{case.method}&{said}",
            f"method={case.method}&{said}",
        ):
            yield draft.becoming("path-in-payload", made=made)
    if not path:
        return
    heads = [
        path,
        method + path,
        case.timestamp + method + path,
        f"{method} {path}",
        f"{method}\n{path}\n",
        method,
    ]
    heads += [f"https://{case.sent.host}{path}", f"{method}https://{case.sent.host}{path}"]
    heads += [
        case.timestamp + case.api_key,
        case.timestamp + case.api_key + case.window,
        case.api_key,
        case.timestamp,
    ]
    for head in heads:
        if head:
            yield draft.becoming("path-in-payload", made=f"{head}?{said}")
            yield draft.becoming("path-in-payload", made=head + said)
            if head.endswith(path):
                yield draft.becoming("path-in-payload", made=head)


def as_json(draft: Draft, case: Case) -> Iterator[Draft]:
    """Sign the parameters as JSON, or as Python prints them; the body as it is."""
    cause = "json-signed"
    pieces = [piece for piece in draft.pieces if piece.role in (Role.PAIR, Role.FIXED)]
    if not pieces or len(pieces) > _MOST_MEMBERS or draft.made is not None:
        return
    if case.body.lstrip()[:1] in ("{", "["):
        yield draft.becoming(cause, made=case.body)
    decoded = [(piece.name, unquote(piece.value)) for piece in pieces]
    for typed in (False, True):
        members = tuple((name, _value(value, typed=typed)) for name, value in decoded)
        for style in STYLES:
            yield draft.becoming(cause, made=style(Value(Kind.OBJECT, "", "", members, '"')))
    if case.sent.message is not None and (params := case.sent.message.get("params")):
        yield draft.becoming(cause, made=params.raw)
        if len(params.raw) > _LONGEST_JSON:
            return
        rest = tuple((name, each) for name, each in params.items if name != "signature")
        for style in STYLES:
            yield draft.becoming(cause, made=style(Value(Kind.OBJECT, "", "", rest, '"')))


def _value(value: str, *, typed: bool) -> Value:
    """Return a value as the member of an object: a number, a list, true where it is one, or a string."""
    if typed and (value.lower() in _WORDS or value[:1] in _BEGINNINGS):
        with suppress(ValueError):
            found, end = read_value(value)
            if end == len(value):
                return found
    return Value(Kind.STRING, value, value)


def encoded(draft: Draft, _: Case) -> Iterator[Draft]:
    """Sign base64 or hexadecimal of the text, or the text percent-encoded as a whole."""
    octets = draft.text.encode("utf-8", "surrogatepass")
    for made in (
        base64.b64encode(octets).decode("ascii"),
        base64.urlsafe_b64encode(octets).decode("ascii"),
        base64.urlsafe_b64encode(octets).decode("ascii").rstrip("="),
        octets.hex(),
        octets.hex().upper(),
        quote(draft.text, safe=""),
    ):
        if made != draft.text:
            yield draft.becoming("payload-encoded", made=made)


def digests(draft: Draft, _: Case) -> Iterator[Draft]:
    """Sign a digest of the text: its bytes, or hexadecimal, or base64."""
    if not draft.octets:
        for octets in (
            "SHA-256",
            "SHA-256 hex",
            "SHA-512",
            "SHA-512 hex",
            "SHA-256 base64",
            "SHA-1",
            "SHA-256 HEX",
        ):
            yield draft.becoming("double-hash", octets=octets)
