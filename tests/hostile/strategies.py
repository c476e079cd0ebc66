"""Hypothesis strategies for hostile texts: damaged keys, lying DER, PEM as nobody writes it, odd numbers."""

import gzip
import json

from hypothesis import strategies as st

from app.storage.writer import archive
from tests.hostile.files import FILES
from tests.keys import der, samples

_ODD_OCTETS = [0x00, 0x01, 0x02, 0x04, 0x06, 0x30, 0x7F, 0x80, 0x81, 0x84, 0xA0, 0xFF]
_LABELS = ["PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "OPENSSH PRIVATE KEY"]
_LABELS += [
    "PUBLIC KEY",
    "RSA PUBLIC KEY",
    "CERTIFICATE",
    "X509 CRL",
    "PGP PRIVATE KEY BLOCK",
    "",
    "-",
    "\x1b[2J",
]
_HEADERS = [
    "Proc-Type: 4,ENCRYPTED",
    "DEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF",
    "DEK-Info: DES,0",
]
_HEADERS += [":", "a:b:c", "Proc-Type:", "DEK-Info: \u202e,00", "Comment: \xe9", "X" * 300 + ": y"]
_HEADERS += ["no header"]
_LINE_ENDS = ["\n", "\r\n", "\r", "\u2028", "\x00", " ", "\n\n", "\x0b"]
_NAMES = [b"none", b"aes256-ctr", b"sk-ssh-ed25519@openssh.com", b"\x1b[2J\r\n", "\u202e".encode()]
_ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1"]


@st.composite
def mutated(draw: st.DrawFn, files: tuple[str, ...] = tuple(FILES)) -> bytes:
    """A valid file with some octets flipped, set, cut out, put in or repeated."""
    data = bytearray(FILES[draw(st.sampled_from(files))])
    for _ in range(draw(st.integers(1, 5))):
        place = draw(st.integers(0, max(0, len(data) - 1)))
        match draw(st.sampled_from(["flip", "set", "cut", "truncate", "insert", "repeat"])):
            case "flip" if data:
                data[place] ^= 1 << draw(st.integers(0, 7))
            case "set" if data:
                data[place] = draw(st.sampled_from(_ODD_OCTETS))
            case "cut":
                del data[place : place + draw(st.integers(1, 8))]
            case "truncate":
                del data[place:]
            case "repeat":
                data[place:place] = data[place : place + draw(st.integers(1, 64))] * draw(st.integers(1, 20))
            case _:
                data[place:place] = draw(st.binary(min_size=1, max_size=8))
    return bytes(data)


@st.composite
def _lying_tlv(draw: st.DrawFn, content: bytes) -> bytes:
    """A value whose length may be wrong, too long a form, or indefinite."""
    tag = draw(st.sampled_from([0x30, 0x31, 0x04, 0x03, 0x02, 0x06, 0xA0, 0xA1, 0x80, 0x81, 0x1F, 0x24]))
    match draw(st.sampled_from(["true", "true", "true", "off", "long form", "indefinite", "huge"])):
        case "off":
            length = max(0, len(content) + draw(st.integers(-3, 3)))
            return bytes([tag]) + der.tlv(tag, b"\x00" * length)[1:][: -length or None] + content
        case "long form":
            return bytes([tag, 0x84]) + len(content).to_bytes(4, "big") + content
        case "indefinite":
            return bytes([tag, 0x80]) + content + b"\x00\x00"
        case "huge":
            return bytes([tag, 0x88]) + b"\x7f" * 8 + content
        case _:
            return der.tlv(tag, content)


def lying_der() -> st.SearchStrategy[bytes]:
    """Trees of tags, with true and false lengths."""
    leaves = (
        st.binary(max_size=12)
        | integers().map(der.integer)
        | st.sampled_from([der.oid(samples.PBES2), der.oid(samples.ED25519), der.oid(samples.RSA), der.NULL])
    )
    return st.recursive(
        leaves,
        lambda children: st.lists(children, max_size=4).flatmap(lambda parts: _lying_tlv(b"".join(parts))),
        max_leaves=10,
    )


def integers() -> st.SearchStrategy[int]:
    """Small, negative, enormous, and next to powers of two."""
    around = st.builds(
        lambda power, offset, sign: sign * ((1 << power) + offset),
        st.sampled_from([0, 1, 8, 31, 32, 63, 64, 2047, 2048, 4095, 4096, 8192, 30_000]),
        st.integers(-2, 2),
        st.sampled_from([1, -1]),
    )
    return st.integers(-3, 3) | around


@st.composite
def odd_rsa(draw: st.DrawFn) -> bytes:
    """PKCS#1 or PKCS#8 of numbers that are no key, or nearly one."""
    numbers = {name: draw(integers()) for name in ("e", "d", "p", "q", "dp", "dq", "u")}
    numbers["n"] = draw(integers() | st.just(numbers["p"] * numbers["q"]))
    key = samples.rsa_private_key(**numbers)
    return draw(st.sampled_from([key, samples.in_pkcs8(key), samples.armour("RSA PRIVATE KEY", key)]))


@st.composite
def odd_encryption(draw: st.DrawFn) -> bytes:
    """EncryptedPrivateKeyInfo of strange parameters, within the limits and beyond."""
    number = integers() | st.integers(1, 4000)
    match draw(st.sampled_from(["pbkdf2", "scrypt", "pbes1", "tree"])):
        case "pbkdf2":
            kdf = samples.pbkdf2(draw(number), salt=draw(st.binary(max_size=2000)))
        case "scrypt":
            kdf = samples.scrypt(draw(number), draw(number), draw(number))
        case "pbes1":
            return samples.pbes1(draw(number))
        case _:
            kdf = draw(lying_der())
    cipher = draw(st.sampled_from([samples.AES_256_CBC, "1.2.840.113549.3.7", "1.2.3"]))
    return samples.pbes2(kdf, cipher, draw(st.binary(min_size=7, max_size=17)))


@st.composite
def odd_openssh(draw: st.DrawFn) -> bytes:
    """OpenSSH's container with strange fields, in clear: its numbers are read before anything is checked."""
    kind = draw(st.sampled_from([b"ssh-ed25519", b"ssh-rsa", b"ssh-dss", *_NAMES]))
    cipher, kdf = draw(st.sampled_from([b"none", *_NAMES])), draw(st.sampled_from([b"none", *_NAMES]))
    field = st.binary(max_size=70) | integers().filter(lambda number: number >= 0).map(_multiple_precision)
    fields = [draw(field) for _ in range(draw(st.integers(0, 8)))]
    public = samples.string(kind) + b"".join(samples.string(each) for each in fields[:2])
    swapped = [*fields[1::-1], *fields[2:]] if kind == b"ssh-rsa" else fields
    private = b"c" * 8 + samples.string(kind) + b"".join(samples.string(each) for each in swapped)
    private += samples.string(b"comment")
    private += bytes(range(1, 1 + -len(private) % 8))
    head = b"openssh-key-v1\x00" + samples.string(cipher) + samples.string(kdf) + samples.string(b"")
    head += b"\x00\x00\x00\x01"
    return samples.armour("OPENSSH PRIVATE KEY", head + samples.string(public) + samples.string(private))


def _multiple_precision(number: int) -> bytes:
    return number.to_bytes(number.bit_length() // 8 + 1, "big")


@st.composite
def odd_pem(draw: st.DrawFn) -> bytes:
    """One or more blocks with strange labels, headers, bodies, line ends and encodings."""
    parts = []
    for _ in range(draw(st.integers(1, 3))):
        end = draw(st.sampled_from(_LINE_ENDS))
        label, closing = draw(st.sampled_from(_LABELS)), draw(st.sampled_from([*_LABELS, None, None, None]))
        headers = draw(st.lists(st.sampled_from(_HEADERS), max_size=3))
        body = samples.armour("X", draw(lying_der() | mutated())).decode().split("-----")[2]
        body = draw(st.sampled_from([body, body.replace("\n", end), "=" * 8, "\xe9", ""]))
        lines = [f"-----BEGIN {label}-----", *headers, *([""] if headers else []), body]
        lines.append(f"-----END {label if closing is None else closing}-----")
        parts.append(end.join(lines))
    text = draw(st.text(max_size=20)) + "\n".join(parts)
    return text.encode(draw(st.sampled_from(_ENCODINGS)), "replace")


def odd_text() -> st.SearchStrategy[bytes]:
    """What people paste, and what nobody would: in several encodings."""
    known = st.sampled_from(
        ["ssh-rsa ", "ssh-ed25519 AAAA", "PuTTY-User-Key-File-3: ", '{"kty":', "MIIE", "BEGIN "]
    )
    body = st.text(max_size=100) | st.from_regex(r"[A-Za-z0-9+/=\s]{0,200}", fullmatch=True)
    text = st.builds(
        lambda start, rest, times: (start + rest) * times, known | st.just(""), body, st.integers(1, 9)
    )
    return st.builds(lambda written, how: written.encode(how, "replace"), text, st.sampled_from(_ENCODINGS))


def any_key_text() -> st.SearchStrategy[bytes]:
    """All of the above, and noise."""
    return st.one_of(
        mutated(),
        lying_der(),
        odd_rsa(),
        odd_encryption(),
        odd_openssh(),
        odd_pem(),
        odd_text(),
        st.binary(max_size=300),
    )


def odd_names() -> st.SearchStrategy[bytes]:
    """Labels and folders: reserved names, separators, bidi marks, combining characters, surrogates."""
    special = [
        "con",
        "NUL.txt",
        "..",
        "/",
        "\\",
        "~",
        "~root",
        "\u202e",
        "e\u0301",
        "\u200b",
        "\x1b[2J",
        "\x00",
        " ",
    ]
    part = st.sampled_from(special) | st.text(max_size=8)
    text = st.lists(part, max_size=6).map("".join) | st.text(max_size=200)
    return text.map(lambda each: each.encode("utf-8", "surrogatepass")) | st.binary(max_size=300)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)


def odd_preferences() -> st.SearchStrategy[bytes]:
    """JSON of the right names and wrong values, JSON of any kind, and no JSON."""
    names = st.sampled_from(["width", "height", "theme", "folder", "key_type"])
    number = integers().filter(lambda each: each.bit_length() < 14_000)  # Python writes no longer ones
    whole = st.dictionaries(names, _JSON | number).map(lambda values: json.dumps(values).encode())
    deep = st.integers(1, 60_000).map(lambda depth: b"[" * depth)
    return whole | _JSON.map(lambda value: json.dumps(value).encode()) | deep | st.binary(max_size=200)


_ARCHIVE = gzip.decompress(
    archive.pack([("a.private.pem", bytes(range(256)) * 5, 0o600), ("\xe9" * 60, b"public", 0o644)])
)
_FIELDS = [
    0,
    100,
    124,
    125,
    135,
    148,
    156,
    157,
    257,
    345,
]  # of a tar header: name, mode, size, type, link ...
_VALUES = [b"\xff", b"\x80", b"\xff" * 12, b"7" * 11, b"L", b"K", b"x", b"g", b"S", b"1", b"2", b"\0", b"-1 "]


@st.composite
def damaged_archive(draw: st.DrawFn) -> bytes:
    """An archive whose tar stream is damaged inside of a sound gzip, or whose gzip is."""
    plain = bytearray(_ARCHIVE)
    for _ in range(draw(st.integers(0, 4))):
        block = 512 * draw(st.integers(0, len(plain) // 512 - 1))
        place, value = block + draw(st.sampled_from(_FIELDS)), draw(st.sampled_from(_VALUES))
        plain[place : place + len(value)] = value
        _mend_checksum(plain, block)
    packed = bytearray(gzip.compress(bytes(plain), 1, mtime=0))
    if draw(st.booleans()):
        packed[draw(st.integers(0, len(packed) - 1))] = draw(st.integers(0, 255))
    return bytes(packed)


def _mend_checksum(plain: bytearray, block: int) -> None:
    header = plain[block : block + 512]
    header[148:156] = b" " * 8
    plain[block + 148 : block + 156] = b"%06o\0 " % sum(header)


def odd_neighbours() -> st.SearchStrategy[bytes]:
    """Other programs' files about folders: right keys, wrong values; escapes of every kind."""
    words = [
        "gitdir: ",
        "..",
        "/",
        "\x00",
        '{"personal": {"path": "',
        '"}}',
        "0\\Folders\\1\\localPath=",
        "\\x0",
    ]
    words += [
        "\\xd800",
        "\\x110000",
        "\\",
        "/tmp ",
        "nfs4 ",
        "fuse.\\033[2J ",
        "\n",
        "- id: gitleaks",
        "[" * 2000,
    ]
    text = st.lists(st.sampled_from(words) | st.text(max_size=5), max_size=12).map("".join)
    return text.map(lambda each: each.encode("utf-8", "surrogatepass")) | st.binary(max_size=200)
