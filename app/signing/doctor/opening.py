"""Finds the signature in a request, and takes the request apart around it."""

import re
from dataclasses import replace
from urllib.parse import unquote

from app.errors import RefusedError
from app.signing.doctor.case import Case, Place, cut, pairs_in, value_of
from app.signing.doctor.recognise import recipe_of
from app.signing.pasted.sent import Form, Pair, Sent, joined, pairs_of
from app.signing.pasted.values import Kind, Value, read_value
from app.signing.recipe import Recipe
from app.text import text

MOST_PARAMETERS = 1000
_SIGNATURE_HEADERS = (
    "X-BAPI-SIGN", "ACCESS-SIGN", "X-Revx-Signature", "KALSHI-ACCESS-SIGNATURE", "X-Signature",
)  # fmt: skip
_KEY_HEADERS = (
    "X-MBX-APIKEY", "X-BAPI-API-KEY", "ACCESS-KEY", "X-Revx-API-Key", "KALSHI-ACCESS-KEY", "X-API-Key",
)  # fmt: skip
_TIME_HEADERS = (
    "X-BAPI-TIMESTAMP", "ACCESS-TIMESTAMP", "X-Revx-Timestamp", "KALSHI-ACCESS-TIMESTAMP", "X-Timestamp",
)  # fmt: skip
_WINDOW_HEADERS = ("X-BAPI-RECV-WINDOW", "X-Window")
_TIMES = re.compile("\u00d7tamp|%C3%97tamp", re.IGNORECASE)
_OAUTH = re.compile(r"(\w+)=\"?([^\",]*)\"?")


def open_case(sent: Sent, venue: str = "") -> Case:
    """Return the case of a request, by the rules of the venue that is named or recognised."""
    _check_count(sent)
    recipe = recipe_of(sent, venue)
    if sent.form is Form.FIX:
        return _of_fix(sent, recipe)
    if sent.form is Form.TOKEN:
        return _of_token(sent, recipe, sent.token)
    if sent.message is not None and sent.method and not sent.query:
        return _of_message(sent, recipe)
    return _of_http(sent, recipe)


def _check_count(sent: Sent) -> None:
    """Raise RefusedError for more parameters than any request has."""
    params = sent.message.get("params") if sent.message is not None else None
    in_message = len(params.items) if params is not None else 0
    if max(sent.query.count("&"), sent.body.count("&"), len(sent.fields), in_message) >= MOST_PARAMETERS:
        raise RefusedError(
            text(
                "There are more than {most:,} parameters in this text, and no request has as many.",
                most=MOST_PARAMETERS,
            ),
            text("Paste one request alone."),
        )


def _of_fix(sent: Sent, recipe: Recipe) -> Case:
    fields = dict(reversed(sent.fields))
    place = Place.FIELD if "96" in fields else Place.NOWHERE
    return Case(
        sent,
        recipe,
        fields.get("96", ""),
        place,
        api_key=fields.get("553", ""),
        timestamp=fields.get("52", ""),
    )


def _of_token(sent: Sent, recipe: Recipe, token: str) -> Case:
    body, _, signature = token.rpartition(".")
    return Case(sent, recipe, signature, Place.TOKEN if signature else Place.NOWHERE, body=body)


def _of_message(sent: Sent, recipe: Recipe) -> Case:
    message = sent.message or Value(Kind.OBJECT, "")
    if recipe.identifier == "bybit-ws":
        return _of_bybit(sent, recipe, message.get("args"))
    params = message.get("params") or Value(Kind.OBJECT, "")
    pairs = tuple(Pair(name, sent_as(value)) for name, value in params.items)
    rest, signature, behind = cut(pairs, "signature")
    quoted = params.get("signature")
    if quoted is not None and quoted.is_bytes:
        signature = quoted.raw
    return Case(
        sent,
        recipe,
        signature or "",
        Place.NOWHERE if signature is None else Place.MESSAGE,
        method=sent.method,
        query=rest,
        behind=behind,
        api_key=value_of(rest, "apiKey") or value_of(rest, "client_id"),
        timestamp=value_of(rest, "timestamp"),
        window=value_of(rest, "recvWindow"),
    )


def sent_as(value: Value) -> str:
    """Return a member as it is signed: the text of a string, anything else as it is in the JSON."""
    return value.text


def _of_bybit(sent: Sent, recipe: Recipe, args: Value | None) -> Case:
    given = [sent_as(each) for _, each in args.items] if args else []
    key, expires, signature = (*given, "", "", "")[:3]
    place = Place.MESSAGE if signature else Place.NOWHERE
    return Case(sent, recipe, signature, place, api_key=key, timestamp=expires)


def _of_http(sent: Sent, recipe: Recipe) -> Case:
    sent, given = _mended(sent)
    query, body = pairs_in(sent.query), sent.body
    case = Case(
        sent,
        recipe,
        method=sent.method,
        path=sent.path,
        query=query,
        body=body,
        api_key=_header(sent, _KEY_HEADERS),
        timestamp=_header(sent, _TIME_HEADERS),
        window=_header(sent, _WINDOW_HEADERS),
        given=given,
    )
    if recipe.identifier == "ibkr-oauth1a":
        return _of_oauth(case)
    if found := _header(sent, _SIGNATURE_HEADERS):
        return replace(case, signature=found, place=Place.HEADER)
    if token := _bearer(sent):
        return _of_token(sent, recipe_of(replace(sent, form=Form.TOKEN, token=token)), token)
    return _with_pairs(case)


def _mended(sent: Sent) -> tuple[Sent, tuple[str, ...]]:
    """Undo what a shell or HTML did to the text of the request, and say so."""
    causes: list[str] = []
    query, body = sent.query, sent.body
    if sent.lost:
        piece = sent.lost.split(" ")[0].strip("'\"")
        if "=" in piece:
            query = "&".join(filter(None, [query, piece]))
        if "=" in piece or "signature=" not in query:
            causes.append("shell-ampersand")
    for entity in ("&amp;",):
        if entity in query or entity in body:
            query, body = query.replace(entity, "&"), body.replace(entity, "&")
            causes.append("html-entities")
    if _TIMES.search(query) or _TIMES.search(body):
        query, body = _TIMES.sub("&timestamp", query), _TIMES.sub("&timestamp", body)
        causes.append("html-entities")
    return replace(sent, query=query, body=body), tuple(dict.fromkeys(causes))


def _header(sent: Sent, names: tuple[str, ...]) -> str:
    return next(filter(None, map(sent.header, names)), "")


def _bearer(sent: Sent) -> str:
    from app.signing.pasted.tokens import token_in

    return token_in(sent.header("Authorization") + " " + sent.body[:8192] + " " + sent.query[:8192])


def _of_oauth(case: Case) -> Case:
    fields = tuple(Pair(name, value) for name, value in _OAUTH.findall(case.sent.header("Authorization")))
    rest, signature, _ = cut(fields, "oauth_signature")
    place = Place.NOWHERE if signature is None else Place.HEADER
    return replace(
        case, query=rest, signature=signature or "", place=place, timestamp=value_of(rest, "oauth_timestamp")
    )


def _with_pairs(case: Case) -> Case:
    """Find the signature among the parameters of query and body; a body of JSON counts as parameters."""
    form, is_json = _form_of(case.body)
    query, in_query, behind = cut(case.query, "signature")
    form, in_form, behind_form = cut(form, "signature")
    signature = in_query if in_query is not None else in_form
    is_form_venue = case.recipe.identifier.startswith("binance")
    if not is_form_venue and signature is None:
        return case
    both = (*query, *form)
    if signature is None:
        place = Place.NOWHERE
    else:
        place = Place.MESSAGE if is_json and in_query is None else Place.ADDRESS
    return replace(
        case.because("json-body") if is_json and is_form_venue else case,
        query=query,
        form=form,
        body=case.body if is_json else joined(form),
        signature=signature or "",
        place=place,
        behind=behind if in_query is not None else behind_form,
        timestamp=unquote(value_of(both, "timestamp")),
        window=unquote(value_of(both, "recvWindow")),
    )


def _form_of(body: str) -> tuple[tuple[Pair, ...], bool]:
    """Return the parameters of a body, and whether it is JSON."""
    if body.lstrip()[:1] in ("{", "["):
        try:
            value, _ = read_value(body)
        except ValueError:
            return pairs_of(body), False
        return tuple(Pair(name, sent_as(each)) for name, each in value.items), True
    return pairs_of(body), False
