"""Valid files of every format that is read, cheap to open (passphrase `x`): what mutations start from."""

import base64
import json

from cryptography.hazmat.primitives.asymmetric import ec, rsa, x25519
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from app.storage.writer import archive
from tests.keys import der, samples

_PLAIN = NoEncryption()
_LEGACY = BestAvailableEncryption(b"x")
_HMACS = {
    "sha1": "1.2.840.113549.2.7",
    "sha256": "1.2.840.113549.2.9",
    "sha512": "1.2.840.113549.2.11",
}
_RSA = rsa.generate_private_key(65537, 2048)
_ED25519 = Ed25519PrivateKey.generate()
_CURVE = ec.generate_private_key(ec.SECP256R1())


def _with_public_key() -> bytes:
    """OneAsymmetricKey of RFC 5958 with attributes and the public key."""
    private = _ED25519.private_bytes_raw()
    public = _ED25519.public_key().public_bytes_raw()
    return der.sequence(
        der.integer(1),
        der.sequence(der.oid(samples.ED25519)),
        der.octets(der.octets(private)),
        der.tlv(0xA0, der.sequence(der.oid("1.2.3"), der.tlv(0x31, der.octets(b"a")))),
        der.tlv(0x81, b"\x00" + public),
    )


def _pbkdf2(prf: str) -> bytes:
    kdf = der.sequence(
        der.oid(samples.PBKDF2),
        der.sequence(
            der.octets(b"s" * 8),
            der.integer(1),
            der.integer(32),
            der.sequence(der.oid(_HMACS[prf]), der.NULL),
        ),
    )
    return samples.pbes2(kdf)


def _json_web_key() -> bytes:
    public = _ED25519.public_key().public_bytes_raw()
    members = {"kty": "OKP", "crv": "Ed25519"}
    for name, octets in (("d", _ED25519.private_bytes_raw()), ("x", public)):
        members[name] = base64.urlsafe_b64encode(octets).rstrip(b"=").decode()
    return json.dumps(members).encode()


def _make() -> dict[str, bytes]:
    bcrypt = PrivateFormat.OpenSSH.encryption_builder().kdf_rounds(1).build(b"x")
    pkcs8, traditional, openssh = PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL, PrivateFormat.OpenSSH
    ed25519_der = _ED25519.private_bytes(Encoding.DER, pkcs8, _PLAIN)
    public = _RSA.public_key()
    return {
        "ed25519-pkcs8-pem": _ED25519.private_bytes(Encoding.PEM, pkcs8, _PLAIN),
        "ed25519-pkcs8-der": ed25519_der,
        "ed25519-pkcs8-v2": _with_public_key(),
        "ed25519-encrypted-der": samples.encrypted(ed25519_der, b"x"),
        "ed25519-encrypted-pem": samples.armour(
            "ENCRYPTED PRIVATE KEY", samples.encrypted(ed25519_der, b"x")
        ),
        "ed25519-body": base64.b64encode(ed25519_der),
        "ed25519-env": b'SECRET="'
        + _ED25519.private_bytes(Encoding.PEM, pkcs8, _PLAIN).replace(b"\n", b"\\n")
        + b'"\n',
        "ed25519-pem-in-base64": base64.encodebytes(_ED25519.private_bytes(Encoding.PEM, pkcs8, _PLAIN)),
        "ed25519-utf-16": _ED25519.private_bytes(Encoding.PEM, pkcs8, _PLAIN).decode().encode("utf-16-le"),
        "ed25519-jwk": _json_web_key(),
        "ed25519-openssh": _ED25519.private_bytes(Encoding.PEM, openssh, _PLAIN),
        "ed25519-openssh-bcrypt": _ED25519.private_bytes(Encoding.PEM, openssh, bcrypt),
        "ed25519-line": _ED25519.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH),
        "rsa-pkcs8-der": _RSA.private_bytes(Encoding.DER, pkcs8, _PLAIN),
        "rsa-pkcs1-der": _RSA.private_bytes(Encoding.DER, traditional, _PLAIN),
        "rsa-traditional-pem": _RSA.private_bytes(Encoding.PEM, traditional, _LEGACY),
        "rsa-openssh": _RSA.private_bytes(Encoding.PEM, openssh, _PLAIN),
        "rsa-spki-pem": public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        "rsa-pkcs1-public-der": public.public_bytes(Encoding.DER, PublicFormat.PKCS1),
        "rsa-line": public.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH) + b" me@laptop\n",
        "pbkdf2-sha1": _pbkdf2("sha1"),
        "pbkdf2-sha512": _pbkdf2("sha512"),
        "scrypt": samples.pbes2(samples.scrypt(2, 1, 1)),
        "triple-des": samples.pbes2(samples.pbkdf2(1), "1.2.840.113549.3.7", b"i" * 8),
        "pbes1-sha1": samples.pbes1(2),
        "pbes1-md5": samples.pbes1(2, "1.2.840.113549.1.5.3"),
        "ec-sec1-der": _CURVE.private_bytes(Encoding.DER, traditional, _PLAIN),
        "ec-pkcs8-pem": _CURVE.private_bytes(Encoding.PEM, pkcs8, _PLAIN),
        "ec-openssh": _CURVE.private_bytes(Encoding.PEM, openssh, _PLAIN),
        "x25519-pkcs8-der": x25519.X25519PrivateKey.generate().private_bytes(Encoding.DER, pkcs8, _PLAIN),
    }


FILES = _make()


def _requests() -> list[tuple[str, bytes]]:
    """One request of each form."""
    from tests.signing.doctor.elsewhere import ELSEWHERE
    from tests.signing.doctor.mistakes import Q
    from tests.signing.doctor.wrong import ED, FORMS, Request

    made = [(name, form(Request(Q, Q), ED).encode()) for name, form in FORMS.items()]
    wanted = {"ws-not-sorted", "fix-soh-as-pipe", "body-reserialised", "snowflake-case"}
    return made + [(causes, text.encode()) for causes, _, text in ELSEWHERE if causes in wanted]


def _others() -> list[tuple[str, str, bytes]]:
    """For the readers that take no whole key: (reader, name, content)."""
    headers = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n"
    openssh = base64.b64decode(b"".join(FILES["ed25519-openssh"].splitlines()[1:-1]))
    rsa_openssh = base64.b64decode(b"".join(FILES["rsa-openssh"].splitlines()[1:-1]))
    return [
        ("decrypted", "ed25519", FILES["ed25519-pkcs8-der"]),
        ("decrypted", "ed25519-v2", FILES["ed25519-pkcs8-v2"]),
        ("decrypted", "rsa", FILES["rsa-pkcs8-der"]),
        ("pem", "ed25519", FILES["ed25519-pkcs8-pem"]),
        ("pem", "headers", headers.encode() + b"-----END RSA PRIVATE KEY-----\n"),
        ("pem", "two", FILES["ed25519-pkcs8-pem"] + FILES["rsa-spki-pem"]),
        *(("der", name, content) for name, content in FILES.items() if content.startswith(b"0")),
        ("openssh", "ed25519", openssh),
        ("openssh", "rsa", rsa_openssh),
        ("openssh", "line", FILES["ed25519-line"].split()[1]),
        ("stranger", "putty", b"PuTTY-User-Key-File-3: ssh-ed25519"),
        ("stranger", "jwk", b'{"kty":"OKP"}'),
        ("stranger", "base64", b"MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ=="),
        ("passphrase", "line", b"correct horse battery staple\n"),
        ("passphrase", "windows", "p\xe4ssw\xf6rd\r\n".encode()),
        ("passphrase-file", "line", b"correct horse battery staple\n"),
        (
            "archive",
            "two",
            archive.pack([("a.private.pem", b"private", 0o600), ("\xe9" * 60, b"public", 0o644)]),
        ),
        ("label", "usual", b"spot-trading"),
        ("label", "reserved", b"con.txt"),
        ("folder", "home", b"~/api-keys"),
        (
            "preferences",
            "usual",
            b'{"width": 960, "height": 600, "theme": "dark", "folder": "/x", "key_type": "ed25519"}',
        ),
        ("sibling", "public", FILES["rsa-spki-pem"]),
        ("sibling", "line", FILES["ed25519-line"]),
        ("neighbours", "git", b"gitdir: ../elsewhere/.git/worktrees/a\n"),
        ("neighbours", "dropbox", b'{"personal": {"path": "/home/me/Dropbox"}, "business": {"path": "/x"}}'),
        ("neighbours", "nextcloud", b"[Accounts]\n0\\Folders\\1\\localPath=/home/me/Next\\x43loud/\n"),
        ("neighbours", "mounts", b"server:/share /tmp nfs4 rw 0 0\n/dev/sdb1 /media/a\\040b vfat rw 0 0\n"),
        *(("request", name, content) for name, content in _requests()),
        ("terminal", "escape", b"\x1b[2Jtext\xe2\x80\xae"),
    ]


OTHERS = _others()
