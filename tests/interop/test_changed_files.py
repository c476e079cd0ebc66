"""openssl opens what `akg passphrase change` made of openssl's files and of ssh-keygen's."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.keys.foreign.document import identify
from tests.interop import programs
from tests.interop.programs import openssl

pytestmark = pytest.mark.interop

_OLD, _NEW = "old Passphrase, with spaces ", " the new one: \"quoted\" and 'quoted' "
_PASS = ("-passout", f"pass:{_OLD}")

_FORMATS = {
    "PKCS#8": ("pkcs8", "-topk8", "-nocrypt"),
    "PKCS#8 in DER": ("pkcs8", "-topk8", "-nocrypt", "-outform", "DER"),
    "encrypted PKCS#8": ("pkcs8", "-topk8", *_PASS),
    "encrypted PKCS#8 in DER": ("pkcs8", "-topk8", "-outform", "DER", *_PASS),
    "scrypt": ("pkcs8", "-topk8", "-scrypt", *_PASS),
    "PBES1": ("pkcs8", "-topk8", "-v1", "PBE-SHA1-3DES", *_PASS),
    "PKCS#1": ("rsa", "-traditional"),
    "PKCS#1 in DER": ("rsa", "-traditional", "-outform", "DER"),
    "legacy OpenSSL": ("rsa", "-traditional", "-aes128", *_PASS),
}


def _change(file: Path) -> None:
    for name, text in (("old", _OLD), ("new", _NEW)):
        (file.parent / name).touch(mode=0o600)
        (file.parent / name).write_text(text)
    command = [sys.executable, "-m", "app", "passphrase", "change", file.name]
    sources = ["--passphrase-file", "old", "--new-passphrase-file", "new"]
    done = subprocess.run([*command, *sources], cwd=file.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _opened_by_openssl(file: Path) -> bytes:
    """The public key, as openssl tells it."""
    assert file.read_text(encoding="utf-8").startswith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n")
    assert sorted(os.listdir(file.parent)) == sorted([file.name, "new", "old"])
    return openssl("pkey", "-in", file, "-passin", f"pass:{_NEW}", "-pubout")


_CASES = [
    (kind, form)
    for kind in ("ed25519", "rsa")
    for form in _FORMATS
    if (kind, _FORMATS[form][0]) != ("ed25519", "rsa")
]


@pytest.mark.parametrize(("kind", "form"), _CASES)
def test_file_of_openssl_when_changed_then_openssl_opens_it(tmp_path: Path, kind: str, form: str) -> None:
    plain = openssl("genrsa", "2048") if kind == "rsa" else openssl("genpkey", "-algorithm", kind)
    file = tmp_path / "id_key"
    file.write_bytes(openssl(*_FORMATS[form], stdin=plain))

    _change(file)

    assert _opened_by_openssl(file) == openssl("pkey", "-pubout", stdin=plain)


@pytest.mark.parametrize("kind", ["ed25519", "rsa"])
@pytest.mark.parametrize("passphrase", ["", _OLD], ids=["plain", "encrypted"])
def test_file_of_ssh_keygen_when_changed_then_openssl_opens_it(
    tmp_path: Path, kind: str, passphrase: str
) -> None:
    file = programs.ssh_keygen(tmp_path, kind, passphrase)
    line = file.with_suffix(".pub").read_bytes()
    file.with_suffix(".pub").unlink()

    _change(file)

    assert identify(_opened_by_openssl(file)).fingerprint == identify(line).fingerprint
