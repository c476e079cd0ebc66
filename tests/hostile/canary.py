"""A known private key put into every position of every text: no part of it may come back in any message.

`POSITIONS` are texts with it where a parser may take it for something else: a label, a name, an algorithm.
`texts_with_it` puts it anywhere. `check` fails for eight characters of it in a row, in any of its forms.
"""

import base64
import json
from collections.abc import Callable

from hypothesis import strategies as st

from app.cli.descriptions import inspection_as_json, inspection_as_text
from app.errors import KeygenError
from app.gui import messages
from app.gui.open_key.models.opening_model import PART
from app.gui.session.notices import notice_of
from app.keys.foreign.document import KeyDocument, check_alone
from app.keys.foreign.reader import open_private_key
from app.keys.passphrase import Passphrase
from app.usecases.open_key import inspect, notices_about
from tests.hostile.files import FILES
from tests.keys import der, samples

SEED = bytes.fromhex("d4ee72dbf913584ad5b6d8f1f769f8ad3afe7c28cbf1d4fbe097a88f44755842")
DER = bytes.fromhex("302e020100300506032b657004220420") + SEED
BODY = base64.b64encode(DER).decode()
WHOLE = samples.armour("PRIVATE KEY", DER).decode()
# The same digits in another form: escaped, URL-safe, in hexadecimal, the seed alone, one and a half lines.
FORMS = [
    BODY,
    BODY.replace("+", "-").replace("/", "_"),
    SEED.hex(),
    base64.b64encode(SEED).decode(),
    f"{BODY[:20]} {BODY[20:]}",
    f"{BODY[:32]}\n{BODY[32:]}",
    BODY[10:40],
    WHOLE,
    WHOLE.replace("\n", "\\n"),
    WHOLE.replace("-----\n", "\n", 1),
]
_LENGTH = 8


def _pieces(text: str) -> set[str]:
    return {text[start : start + _LENGTH] for start in range(len(text) - _LENGTH + 1)}


_OF_EVERY_KEY = _pieces("wBQYDK2Vw")  # the object identifier of Ed25519, in public keys as well
_FORBIDDEN = (
    set().union(*map(_pieces, (BODY, FORMS[1], SEED.hex(), SEED.hex().upper(), FORMS[3]))) - _OF_EVERY_KEY
)


def check(shown: str) -> None:
    """Fails where eight characters of the key in a row are in what is shown."""
    found = _pieces(shown) & _FORBIDDEN
    assert not found, f"repeats {found}: {shown[:300]!r}"


def _block(begin: str, body: str, end: str) -> str:
    return f"-----BEGIN {begin}\n{body}\n-----END {end}\n"


def _openssh(**fields: bytes) -> bytes:
    return samples.openssh(**fields)  # type: ignore[arg-type]


def _positions(key: str) -> dict[str, bytes]:
    """The texts for one form of the key."""
    raw, short = key.encode(), key[:24]
    member = {"kty": "OKP", "crv": "Ed25519", "d": key, "x": key}
    texts = {
        "a BEGIN line without its dashes": f"-----BEGIN PRIVATE KEY {key}\n-----END PRIVATE KEY-----\n",
        "all on one line without them": f"-----BEGIN PRIVATE KEY {key} -----END PRIVATE KEY-----",
        "three dashes": f"-----BEGIN PRIVATE KEY---\n{key}\n-----END PRIVATE KEY-----\n",
        "label": _block(f"{key}-----", "AAAA", f"{key}-----"),
        "label, short": _block(f"{short}-----", "AAAA", f"{short}-----"),
        "label before the word": _block(f"{short} PRIVATE KEY-----", "AAAA", f"{short} PRIVATE KEY-----"),
        "label without an end": f"-----BEGIN {short}-----\nAAAA\n",
        "PGP label": _block(f"PGP {short}-----", "AAAA", f"PGP {short}-----"),
        "two labels": _block(f"{short}-----", "AA", f"{short}-----") + _block("CERTIFICATE-----", "", ""),
        "END line": _block("PRIVATE KEY-----", "AAAA", f"{key}-----"),
        "END line missing": f"-----BEGIN PRIVATE KEY-----\n{key}\n",
        "END line alone": f"{key}\n-----END PRIVATE KEY-----\n",
        "body, damaged": _block("PRIVATE KEY-----", f"{key}!", "PRIVATE KEY-----"),
        "body of a certificate": _block("CERTIFICATE-----", key, "CERTIFICATE-----"),
        "header": _block("RSA PRIVATE KEY-----", f"{key}: {key}\n\nAAAA", "RSA PRIVATE KEY-----"),
        "cipher": _block("RSA PRIVATE KEY-----", _dek(f"{short},00"), "RSA PRIVATE KEY-----"),
        "vector": _block("RSA PRIVATE KEY-----", _dek(f"AES-256-CBC,{key}"), "RSA PRIVATE KEY-----"),
        "of another label": _block("SSH2 PRIVATE KEY-----", key, "SSH2 PRIVATE KEY-----"),
        "alone": key,
        "quoted": f'"{key}"',
        "assigned": f"SECRET={key}",
        "in YAML": f"secret: |\n  {key}\nname: bot\n",
        "in JSON": json.dumps({"secret": key}),
        "JWK": json.dumps(member),
        "JWK, kind": json.dumps(member | {"kty": key}),
        "JWK, curve": json.dumps(member | {"crv": key}),
        "JWK, member": json.dumps({"kty": "EC", key: key, "d": key}),
        "JWK, damaged": json.dumps(member)[:-2],
        "PuTTY": f"PuTTY-User-Key-File-3: {key}\nEncryption: {key}\nPrivate-Lines: 1\n{key}\n",
        "SSH2": f"---- BEGIN SSH2 {key} ----\n{key}\n---- END SSH2 PUBLIC KEY ----\n",
        "SSH line": f"ssh-ed25519 {key} {key}",
        "SSH line of a kind": f"ssh-{short} AAAA{key}",
        "SSH lines": f"ssh-rsa AAAA{key} {key}\nssh-rsa AAAA{key}\n",
        "in base64": base64.b64encode(raw).decode(),
        "part of a PEM in base64": f"x: {base64.b64encode(WHOLE.encode()).decode()}\n{key}",
    }
    octets = {
        "OpenSSH, cipher": _openssh(cipher=raw, kdf=b"bcrypt"),
        "OpenSSH, KDF": _openssh(cipher=b"aes256-ctr", kdf=raw),
        "OpenSSH, kind": _openssh(kind=raw),
        "SSH blob, kind": b"ssh-rsa " + base64.b64encode(samples.string(b"ssh-" + raw)),
        "OID of a key": samples.private_key_info(der.tlv(0x06, raw[:120]), b"x"),
        "OID, short": samples.private_key_info(der.tlv(0x06, raw[:12]), b"x"),
        "OID of a cipher": samples.pbes2(samples.pbkdf2(1), "1.2.3") + raw,
        "salt": samples.pbes2(samples.pbkdf2(1, salt=raw * 20)),
        "UTF-16": key.encode("utf-16-le"),
        "binary": b"\x00\xff" + raw,
        "tar": b"config.yaml".ljust(512, b"\x00") + raw,
        "PKCS#12": bytes.fromhex("3080020103308006092a864886f70d010701") + raw,
    }
    return {**{name: text.encode() for name, text in texts.items()}, **octets}


def _dek(info: str) -> str:
    return f"Proc-Type: 4,ENCRYPTED\nDEK-Info: {info}\n\nAAAA"


POSITIONS = {
    f"{name} ({number})": data for number, form in enumerate(FORMS) for name, data in _positions(form).items()
}


@st.composite
def texts_with_it(draw: st.DrawFn) -> bytes:
    """The key anywhere in a text of any kind, with some of the text cut away around it."""
    base = draw(st.sampled_from([*FILES.values(), *POSITIONS.values()]))
    key = draw(st.sampled_from(FORMS)).encode()
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(base)))
        cut = draw(st.sampled_from([0, 0, 1, 5, 30]))
        glue = draw(st.sampled_from([b"", b" ", b"\n", b"-----", b"\\n", b": ", b",", b"\x00", b'"']))
        base = base[:place] + glue + key + glue + base[place + cut :]
    return base


def shown_about(data: bytes) -> list[str]:
    """All that either face says about this text, opened with a wrong passphrase or none."""
    try:
        inspection = inspect(data)
    except KeygenError as error:
        return _error(error)
    document = inspection.document
    shown = [inspection_as_text(inspection), inspection_as_json(inspection), repr(inspection)]
    shown += [*notices_about(document), messages.describe(document)]
    return shown + _from(lambda: check_alone(document)) + _opening(document)


def _opening(document: KeyDocument) -> list[str]:
    tried = Passphrase("x") if document.encryption else None
    return _from(lambda: repr(open_private_key(document, tried)))


def _from(work: Callable[[], object]) -> list[str]:
    try:
        return [str(work())]
    except KeygenError as error:
        return _error(error)


def _error(error: KeygenError) -> list[str]:
    notice = notice_of(error, PART)
    return [str(error), repr(error), error.message, error.hint, notice.message, notice.hint, repr(notice)]
