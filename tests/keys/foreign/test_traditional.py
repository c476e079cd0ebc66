"""OpenSSL's legacy headers are checked first: what the library would panic over never reaches it."""

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat

from app.errors import KeygenError, UnusableKeyError
from app.keys.foreign.document import identify
from app.keys.foreign.reader import open_private_key
from app.keys.passphrase import Passphrase

_TEXT = (
    rsa.generate_private_key(65537, 2048)
    .private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, BestAvailableEncryption(b"x"))
    .decode()
)
_INFO = next(line for line in _TEXT.splitlines() if line.startswith("DEK-Info"))


def _with(info: str) -> bytes:
    return _TEXT.replace(_INFO, f"DEK-Info: {info}").encode()


def test_key_as_openssl_writes_it_when_opened_then_opens() -> None:
    assert open_private_key(identify(_TEXT.encode()), Passphrase("x")).algorithm.name == "rsa-2048"


@pytest.mark.parametrize("cipher", ["AES-128-CBC", "AES-256-CBC", "DES-EDE3-CBC"])
@pytest.mark.parametrize("octets", [0, 1, 4, 7, 9, 15, 17, 32])
def test_vector_of_a_wrong_length_when_opened_then_is_damage_and_nothing_is_printed(
    cipher: str, octets: int, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UnusableKeyError, match="initialization vector"):
        open_private_key(identify(_with(f"{cipher},{'0' * 2 * octets}")), Passphrase("x"))

    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "info",
    [
        *("", ",", "AES-256-CBC", "AES-256-CBC,", "AES-256-CBC,0", "AES-256-CBC," + "0" * 31),
        *("AES-256-CBC," + "g" * 32, "AES-256-CBC," + "\uff10" * 32, "AES-256-CBC," + "0" * 32 + ",00"),
        *("aes-256-cbc," + "0" * 32, "AES-256-CFB," + "0" * 32, "\u0391ES-256-CBC," + "0" * 32),
        *("DES-CBC," + "0" * 16, "RC2-40-CBC," + "0" * 16, "AES-192-CBC," + "0" * 32),
    ],
)
def test_headers_of_any_kind_when_opened_then_end_in_an_error_of_ours_and_nothing_is_printed(
    info: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(KeygenError) as caught:
        open_private_key(identify(_with(info)), Passphrase("x"))

    assert "library fail" not in caught.value.message
    assert capfd.readouterr() == ("", "")


def test_cipher_that_nobody_knows_when_opened_then_is_not_repeated() -> None:
    with pytest.raises(UnusableKeyError, match="not supported: an unknown cipher") as caught:
        open_private_key(identify(_with("MC4CAQAwBQYDK2VwBCIEIN,00")), Passphrase("x"))

    assert "MC4CAQ" not in str(caught.value) + caught.value.hint
