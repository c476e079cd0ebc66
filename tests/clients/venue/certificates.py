"""The certificate of the venue on the loopback interface: for the real names, by an authority of this run."""

import datetime
import ssl
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

NAMES = (
    "*.binance.com",
    "*.binance.vision",
    "*.bybit.com",
    "*.revolut.com",
    "*.backpack.exchange",
    "localhost",
)


def make(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """The context of the server, and the file of the authority that its clients trust."""
    authority, leaf = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "The venue of the tests")])
    root = _builder(issuer, issuer, authority.public_key())
    root = root.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    root = root.add_extension(
        x509.SubjectKeyIdentifier.from_public_key(authority.public_key()), critical=False
    )
    usage = dict.fromkeys(
        ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement"), False
    )
    root = root.add_extension(
        x509.KeyUsage(
            digital_signature=True,
            key_cert_sign=True,
            crl_sign=True,
            encipher_only=False,
            decipher_only=False,
            **usage,
        ),
        critical=True,
    )
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "venue")])
    names = x509.SubjectAlternativeName([x509.DNSName(name) for name in NAMES])
    made = _builder(subject, issuer, leaf.public_key()).add_extension(names, critical=False)
    key_id = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key())
    made = made.add_extension(key_id, critical=False)
    trusted, chain = folder / "authority.crt", folder / "venue.crt"
    trusted.write_bytes(root.sign(authority, hashes.SHA256()).public_bytes(Encoding.PEM))
    key = leaf.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    chain.write_bytes(key + made.sign(authority, hashes.SHA256()).public_bytes(Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain)
    return context, trusted


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey
) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.UTC)
    day = datetime.timedelta(days=1)
    return x509.CertificateBuilder(issuer, subject, key, x509.random_serial_number(), now - day, now + day)
