"""A request that is complete: with its signature where the venue looks for it."""

from dataclasses import dataclass

from app.signing.request import Pair


@dataclass(frozen=True, slots=True)
class HTTPRequest:
    """`url` is complete and encoded; `body` empty: none."""

    method: str
    url: str
    headers: tuple[Pair, ...] = ()
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Message:
    """The text of a WebSocket message: JSON."""

    text: str


@dataclass(frozen=True, slots=True)
class FIXMessage:
    """The octets of a FIX message, with SOH behind each field."""

    octets: bytes


@dataclass(frozen=True, slots=True)
class Token:
    """A JSON Web Token, and the parameters that it is sent with, or the headers."""

    token: str
    headers: tuple[Pair, ...] = ()
    parameters: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Detached:
    """A signature of a text that goes nowhere by itself."""

    signature: str


Signed = HTTPRequest | Message | FIXMessage | Token | Detached
