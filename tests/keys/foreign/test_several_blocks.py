"""One private key among other blocks is opened and the others are named; two private keys are a question."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from app.errors import RefusedError, UnusableKeyError
from app.keys.foreign.document import Container, check_alone, identify
from app.keys.foreign.reader import open_private_key
from tests.keys import samples
from tests.sentences import refusal, values_of

_PEM = samples.ed25519_file()
_PUBLIC, _CERTIFICATE = samples.armour("PUBLIC KEY", b"x"), samples.armour("CERTIFICATE", b"x")
_RSA = rsa.generate_private_key(65537, 2048)


def _rsa(layout: PrivateFormat) -> bytes:
    return _RSA.private_bytes(Encoding.DER, layout, NoEncryption())


@pytest.mark.parametrize(
    ("others", "named"),
    [
        (_PUBLIC, "a public key"),
        (_CERTIFICATE, "a certificate"),
        (_CERTIFICATE * 3 + _PUBLIC, "3 certificates, a public key"),
        (samples.armour("CERTIFICATE REQUEST", b"x"), "a certificate request"),
        (samples.armour("EC PARAMETERS", b"x"), "a parameter block"),
        (samples.armour("PGP PUBLIC KEY BLOCK", b"x"), "an OpenPGP block"),
        (samples.armour("MC4CAQAwBQYDK2Vw", b"x"), "another block"),
        (samples.armour("X", b"x") * 2, "2 other blocks"),
    ],
)
def test_private_key_among_other_blocks_when_opened_then_they_are_named_as_ignored(
    others: bytes, named: str
) -> None:
    expected = open_private_key(identify(_PEM), None)
    for text in (_PEM + others, others + _PEM, b"Bag Attributes\n" + others + b"key:\n" + _PEM):
        document = identify(text)
        (note,) = document.notes
        assert values_of(note)["blocks"] == named
        assert open_private_key(document, None) == expected
        assert not document.is_alone


def test_two_private_keys_when_opened_then_it_is_asked_for_one() -> None:
    for text in (_PEM + samples.ed25519_file(), _PEM * 2, _PEM + _CERTIFICATE + samples.ed25519_file("x")):
        with refusal(UnusableKeyError, number=2):
            identify(text)


def test_several_blocks_without_a_private_key_when_opened_then_are_named() -> None:
    with pytest.raises(UnusableKeyError, match="no private key, but a public key, 2 certificates"):
        identify(_PUBLIC + _CERTIFICATE * 2)


@pytest.mark.parametrize(
    ("label", "content", "container"),
    [
        ("RSA PRIVATE KEY", _rsa(PrivateFormat.PKCS8), Container.PKCS8),
        ("PRIVATE KEY", _rsa(PrivateFormat.TraditionalOpenSSL), Container.PKCS1),
        ("ENCRYPTED PRIVATE KEY", _rsa(PrivateFormat.PKCS8), Container.PKCS8),
        ("EC PRIVATE KEY", samples.ed25519_file(encoding=Encoding.DER), Container.PKCS8),
        ("ED25519 PRIVATE KEY", samples.ed25519_file(encoding=Encoding.DER), Container.PKCS8),
        ("MY OWN PRIVATE KEY", samples.ed25519_file(encoding=Encoding.DER), Container.PKCS8),
    ],
)
def test_label_of_another_kind_when_opened_then_the_content_counts_and_it_is_said(
    label: str, content: bytes, container: Container
) -> None:
    document = identify(samples.armour(label, content))

    assert document.container is container
    assert f"it is {container.value}." in document.notes[0]
    assert ("MY OWN" in document.notes[0]) is False
    assert open_private_key(document, None)
    assert document.is_alone


_ALONE = [
    _PEM,
    b"\n\n" + _PEM + b"\r\n \t\n",
    _PEM.replace(b"\n", b"\r\n"),
    b"  " + _PEM.replace(b"\n", b"\n  "),
    b"\xef\xbb\xbf" + _PEM,
    _PEM.decode().encode("utf-16"),
    samples.ed25519_file(encoding=Encoding.DER),
    samples.ed25519_file("x"),
    samples.armour("RSA PRIVATE KEY", _rsa(PrivateFormat.TraditionalOpenSSL)),
]
_NOT_ALONE = [
    b"# my key\n" + _PEM,
    _PEM + b"# end",
    b'"' + _PEM + b'"',
    b"secret: |\n  " + _PEM.replace(b"\n", b"\n  ") + b"\nname: bot\n",
    _PEM + _PUBLIC,
    _PEM.replace(b"KEY-----\n", b"KEY-----\nComment: mine\n\n", 1),
    _PEM + b"\x00",
    _PEM + b"-----END PRIVATE KEY-----\n",
    _PEM + b"-----BEGIN ",
    _PEM.replace(b"\n", b"\\n"),
    b"".join(_PEM.splitlines()[1:-1]),
]


@pytest.mark.parametrize("data", _ALONE)
def test_key_and_white_space_when_asked_then_is_alone(data: bytes) -> None:
    assert identify(data).is_alone
    check_alone(identify(data))


@pytest.mark.parametrize("data", _NOT_ALONE)
def test_more_than_the_key_when_asked_then_is_refused_with_the_way_out(data: bytes) -> None:
    try:
        document = identify(data)
    except UnusableKeyError:
        assert data.endswith(b"-----BEGIN ")
        return
    with pytest.raises(RefusedError) as caught:
        check_alone(document)
    assert "new file" in caught.value.hint


def test_key_of_another_kind_when_it_has_parameters_before_it_then_keeps_its_name() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    text = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())

    assert identify(samples.armour("EC PARAMETERS", b"x") + text).algorithm == "ec"


def test_several_primes_when_opened_then_are_named() -> None:
    from tests.keys import der

    numbers = [der.integer(number) for number in (1, 3 * 5 * 7, 5, 5, 3, 5, 1, 1, 1)]
    key = der.sequence(*numbers, der.sequence(der.sequence(der.integer(7), der.integer(1), der.integer(1))))
    for data in (key, samples.in_pkcs8(key), samples.armour("RSA PRIVATE KEY", key)):
        with pytest.raises(UnusableKeyError, match="more than two prime numbers"):
            identify(data)


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_authorized_keys_when_opened_then_are_public_keys(lines: int) -> None:
    line = b"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIItexZaNF0cbQA5aJYcO+KNEv5rYa76+yINoP0IBNk8r me@laptop\n"
    text = b'# my servers\n\nfrom="10.0.0.1",no-pty ' + line + line * (lines - 1)

    if lines == 1:
        assert identify(text).container is Container.OPENSSH_PUBLIC
        assert identify(text).algorithm == "ed25519"
        return
    with pytest.raises(UnusableKeyError, match=f"list of {lines} SSH public keys"):
        identify(text)
