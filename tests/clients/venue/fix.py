"""The FIX 4.4 logon of Binance: who may come in, and what is answered. Ed25519 only."""

from collections.abc import Iterator, Mapping

from tests.clients.venue.keys import Registered

SOH = "\x01"
Message = dict[int, str]


def parse(text: str) -> Message:
    """The fields of one message. Raises ValueError where its length or checksum is wrong."""
    fields = [
        (int(tag), value) for tag, _, value in (each.partition("=") for each in text.split(SOH) if each)
    ]
    body = text[text.index(SOH, text.index(f"{SOH}9=") + 1) + 1 : text.index(f"{SOH}10=") + 1]
    message = dict(fields)
    if int(message[9]) != len(body) or message[10] != _checksum(text[: text.index(f"{SOH}10=") + 1]):
        raise ValueError("BodyLength or CheckSum")
    return message


def build(kind: str, number: int, sent: str, **fields: str) -> str:
    """A message of the venue; `fields`: names such as t96 for tags."""
    tags = {35: kind, 34: str(number), 49: "SPOT", 52: sent, 56: fields.pop("to")}
    tags |= {int(name[1:]): value for name, value in fields.items()}
    body = "".join(f"{tag}={value}{SOH}" for tag, value in tags.items())
    head = f"8=FIX.4.4{SOH}9={len(body)}{SOH}{body}"
    return f"{head}10={_checksum(head)}{SOH}"


def _checksum(text: str) -> str:
    return f"{sum(text.encode()) % 256:03}"


def logon_refusal(message: Message, keys: Mapping[str, Registered]) -> tuple[int, str] | None:
    """Code and text of what is wrong with a logon; None: it is let in."""
    key = keys.get(message.get(553, ""))
    if key is None:
        return -2015, "Invalid API-key, IP, or permissions for action."
    if not key.is_ed25519:
        return -9000, "Unsupported operation."
    signature = message.get(96, "")
    if message.get(95) != str(len(signature)):
        return -1022, "Signature for this request is not valid."
    return (
        None
        if key.signed(payload(message), signature)
        else (-1022, "Signature for this request is not valid.")
    )


def payload(message: Message) -> bytes:
    """What a logon signs: values only, SOH between."""
    return SOH.join(message[tag] for tag in (35, 49, 56, 34, 52)).encode()


def messages_in(buffer: bytearray) -> Iterator[str]:
    """Takes the whole messages out of what has come."""
    while (end := buffer.find(b"\x0110=")) >= 0 and len(buffer) >= end + 8:
        yield bytes(buffer[: end + 8]).decode()
        del buffer[: end + 8]
