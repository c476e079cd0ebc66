"""Verifies Ed25519ph (RFC 8032, section 5.1), which the library does not have: only to say that it was used.

Promises: true means that the signature is one of Ed25519ph with an empty context. Everything here is public,
so that nothing depends on how long it takes: about five milliseconds.
"""

from app.signing.algorithms import digest

_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_PREFIX = b"SigEd25519 no Ed25519 collisions\x01\x00"  # dom2 (section 2) of the pre-hashed kind
_ROOT = pow(2, (_P - 1) // 4, _P)

Point = tuple[int, int, int, int]
_NEUTRAL: Point = (0, 1, 1, 0)


def is_ed25519ph(public_key: bytes, data: bytes, signature: bytes) -> bool:
    """Return whether this is the signature of the data; `public_key` is its 32 octets."""
    key, first = _decoded(public_key), _decoded(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or first is None or _BASE is None or scalar >= _L:
        return False
    challenge = digest(_PREFIX + signature[:32] + public_key + digest(data, "SHA-512"), "SHA-512")
    right = _sum(first, _times(int.from_bytes(challenge, "little") % _L, key))
    return _same(_times(scalar, _BASE), right)


def _decoded(octets: bytes) -> Point | None:
    """Return the point (section 5.1.3), or None where there is none."""
    number = int.from_bytes(octets, "little")
    sign, y = number >> 255, number & ((1 << 255) - 1)
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT % _P
    if y >= _P or (x * x - square) % _P or (not x and sign):
        return None
    x = _P - x if x % 2 != sign else x
    return x, y, 1, x * y % _P


def _sum(one: Point, two: Point) -> Point:
    """Add two points (section 5.1.4), which may be the same."""
    a = (one[1] - one[0]) * (two[1] - two[0]) % _P
    b = (one[1] + one[0]) * (two[1] + two[0]) % _P
    c = 2 * one[3] * two[3] * _D % _P
    d = 2 * one[2] * two[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _times(number: int, point: Point) -> Point:
    result = _NEUTRAL
    while number:
        if number & 1:
            result = _sum(result, point)
        point = _sum(point, point)
        number >>= 1
    return result


def _same(one: Point, two: Point) -> bool:
    return not ((one[0] * two[2] - two[0] * one[2]) % _P or (one[1] * two[2] - two[1] * one[2]) % _P)


_BASE = _decoded((4 * pow(5, -1, _P) % _P).to_bytes(32, "little"))
