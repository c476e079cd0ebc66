"""WebSocket (RFC 6455) as far as a server needs it: the handshake, texts, pings and the end."""

import base64
import hashlib
from collections.abc import Iterator
from typing import BinaryIO, Protocol

_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
TEXT, CLOSE, PING, PONG = 1, 8, 9, 10


class Writer(Protocol):
    """What takes bytes."""

    def write(self, content: bytes, /) -> object: ...


def accept_of(key: str) -> str:
    """The answer to Sec-WebSocket-Key."""
    return base64.b64encode(hashlib.sha1((key + _GUID).encode()).digest()).decode()


def texts(reader: BinaryIO, writer: Writer) -> Iterator[str]:
    """The texts of the client until it leaves; its pings are answered."""
    content = b""
    while head := reader.read(2):
        final, kind, length = head[0] & 0x80, head[0] & 0x0F, head[1] & 0x7F
        if length >= 126:
            length = int.from_bytes(reader.read(2 if length == 126 else 8))
        mask = reader.read(4)
        piece = bytes(octet ^ mask[place % 4] for place, octet in enumerate(reader.read(length)))
        if kind == CLOSE:
            writer.write(frame(CLOSE, piece[:2]))
            return
        if kind == PING:
            writer.write(frame(PONG, piece))
        elif kind != PONG:
            content += piece
            if final:
                yield content.decode()
                content = b""


def frame(kind: int, content: bytes) -> bytes:
    """One frame of the server, which is never masked."""
    size = len(content)
    if size < 126:
        length = bytes([size])
    else:
        length = b"\x7e" + size.to_bytes(2) if size < 1 << 16 else b"\x7f" + size.to_bytes(8)
    return bytes([0x80 | kind]) + length + content
