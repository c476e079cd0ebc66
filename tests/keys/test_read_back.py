"""Our own files, read as they were written: exactly that form, or an error."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import KeygenError, PassphraseError, UnusableKeyError
from app.keys import pem, read_back
from app.keys.pair import KeyPair, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted, Protection, Unencrypted
from tests.keys import samples

_NAMES = ["ed25519", "rsa-2048", "rsa-3072", "rsa-4096"]


@pytest.fixture(params=["clear", "encrypted"])
def protection(request: pytest.FixtureRequest, few_iterations: int) -> Protection:
    if request.param == "clear":
        return Unencrypted()
    return Encrypted(Passphrase(" a pass phrase "), few_iterations)


@pytest.mark.parametrize("name", _NAMES)
def test_both_files_when_read_back_then_hold_the_pair(
    name: str, pairs: dict[str, KeyPair], protection: Protection
) -> None:
    pair = pairs[name]
    private = private_key_pem(pair, protection).encode("ascii")

    assert read_back.private_key_info(private, protection) == pair.private_key_info
    public = pair.public_key_pem.encode("ascii")
    assert read_back.subject_public_key_info(public) == pair.subject_public_key_info


def test_another_passphrase_when_reading_back_then_is_no_success(
    pairs: dict[str, KeyPair], few_iterations: int
) -> None:
    text = private_key_pem(pairs["ed25519"], Encrypted(Passphrase("right"), few_iterations)).encode("ascii")
    with pytest.raises(PassphraseError):
        read_back.private_key_info(text, Encrypted(Passphrase("wrong"), few_iterations))


def test_another_count_or_form_when_reading_back_then_is_an_error(
    pairs: dict[str, KeyPair], few_iterations: int
) -> None:
    """GIVEN a file that opens with the passphrase THEN it is still not the one that was to be written."""
    passphrase = Passphrase("right")
    other_count = private_key_pem(pairs["ed25519"], Encrypted(passphrase, few_iterations + 1)).encode("ascii")
    other_form = samples.armour("ENCRYPTED PRIVATE KEY", samples.pbes2(samples.scrypt(2, 1, 1)))
    other_cipher = samples.pbes2(samples.pbkdf2(few_iterations), cipher="2.16.840.1.101.3.4.1.2")
    for written in (other_count, other_form, samples.armour("ENCRYPTED PRIVATE KEY", other_cipher)):
        with pytest.raises(UnusableKeyError):
            read_back.private_key_info(written, Encrypted(passphrase, few_iterations))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: b"",
        lambda text: text[:-10],
        lambda text: text + text,
        lambda text: text.replace(b"PRIVATE", b"PUBLIC"),
        lambda text: text.replace(b"-----BEGIN ", b"-----BEGIN RSA ").replace(b"-----END ", b"-----END RSA "),
        lambda text: b"\xff" + text[1:],
        lambda text: text[:60] + b"\xff" + text[61:],
        lambda text: text[:60] + b"*" + text[61:],
    ],
)
def test_anything_else_when_read_back_then_is_an_error(
    pairs: dict[str, KeyPair], protection: Protection, spoil: Callable[[bytes], bytes]
) -> None:
    text = private_key_pem(pairs["ed25519"], protection).encode("ascii")
    with pytest.raises(KeygenError):
        read_back.private_key_info(spoil(text), protection)


def test_the_other_form_when_read_back_then_is_an_error(
    pairs: dict[str, KeyPair], few_iterations: int
) -> None:
    """GIVEN a file in clear where an encrypted one was to be, and the other way round THEN it is told."""
    pair, encrypted = pairs["ed25519"], Encrypted(Passphrase("x"), few_iterations)
    for written, expected in ((Unencrypted(), encrypted), (encrypted, Unencrypted())):
        text = private_key_pem(pair, written).encode("ascii")
        with pytest.raises(UnusableKeyError):
            read_back.private_key_info(text, expected)


def test_every_octet_of_a_file_in_clear_counts(pairs: dict[str, KeyPair]) -> None:
    pair = pairs["ed25519"]
    der = pair.private_key_info
    for index in range(len(der)):
        changed = der[:index] + bytes([der[index] ^ 1]) + der[index + 1 :]
        text = pem.encode("PRIVATE KEY", changed).encode("ascii")
        assert read_back.private_key_info(text, Unencrypted()) != der


def test_a_key_in_clear_loads_no_reader_of_other_files() -> None:
    code = "import sys; from app.keys import read_back; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
        env=dict(os.environ),
    )
    loaded = set(done.stdout.split())
    assert "app.keys.pair" in loaded
    for name in ("document", "reader", "openssh", "structures", "pbes2"):
        assert f"app.keys.{name}" not in loaded
