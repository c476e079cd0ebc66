"""Deribit: the signature logs in (public/auth); what follows uses the token that comes back.

Its documents do not say which padding an RSA signature has, so that only Ed25519 is offered. deribit-wrapper
0.6.4 signs the same text, but writes the signature in hexadecimal.
"""

from app.signing.parameters import json_of
from app.signing.recipe import Field, Fresh, Kind, Recipe
from app.signing.request import JSONText, SignRequest
from app.signing.schemes import ED25519
from app.signing.signatures import Form
from app.signing.signed import Message
from app.text import text


def payload(request: SignRequest) -> bytes:
    """Return timestamp, nonce and data, a line end between; without data it ends with one."""
    return f"{request.timestamp}\n{request.value('nonce')}\n{request.value('data')}".encode()


def place(request: SignRequest, signature: str) -> Message:
    """Return the JSON-RPC request that logs in."""
    parameters = json_of(
        (
            ("grant_type", "client_signature"),
            ("client_id", request.api_key),
            ("timestamp", JSONText(request.timestamp)),
            ("signature", signature),
            ("nonce", request.value("nonce")),
            ("data", request.value("data")),
        )
    )
    call = (("jsonrpc", "2.0"), ("id", JSONText("1")), ("method", "public/auth"))
    return Message(json_of((*call, ("params", JSONText(parameters)))))


AUTH = Recipe(
    identifier="deribit",
    title="Deribit, public/auth",
    venues=("deribit",),
    api="auth",
    kind=Kind.FIELDS,
    schemes=(ED25519,),
    why_not=text("Deribit takes RSA keys, too, but its documents do not say how they sign."),
    form=Form.BASE64URL,
    start=("public/auth", ""),
    fields=(
        Field("nonce", text("any text, used once"), fresh=Fresh.NONCE),
        Field("data", text("may be empty"), may_be_empty=True),
    ),
    sources=("https://docs.deribit.com/articles/asymmetric-api-keys",),
    checked="2026-11-29",
    payload=payload,
    place=place,
)
