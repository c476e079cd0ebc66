"""A DER writer for tests (X.690), small enough to be checked by eye and independent of what it tests."""


def tlv(tag: int, content: bytes) -> bytes:
    """A value with its tag and its length in the shortest form."""
    length = len(content)
    if length < 0x80:
        return bytes([tag, length]) + content
    octets = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(octets)]) + octets + content


def sequence(*values: bytes) -> bytes:
    return tlv(0x30, b"".join(values))


def integer(value: int) -> bytes:
    size = (value + (value < 0)).bit_length() // 8 + 1
    return tlv(0x02, value.to_bytes(size, "big", signed=True))


def octets(value: bytes) -> bytes:
    return tlv(0x04, value)


def bits(value: bytes) -> bytes:
    return tlv(0x03, b"\x00" + value)


NULL = b"\x05\x00"


def oid(dotted: str) -> bytes:
    first, second, *rest = (int(arc) for arc in dotted.split("."))
    return tlv(0x06, b"".join(_base_128(arc) for arc in (40 * first + second, *rest)))


def _base_128(arc: int) -> bytes:
    octet_list = [arc & 0x7F]
    while arc := arc >> 7:
        octet_list.insert(0, 0x80 | arc & 0x7F)
    return bytes(octet_list)
