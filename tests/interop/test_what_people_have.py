"""Files of openssl, ssh-keygen, puttygen, gpg and Node that are not a key alone: opened, or named."""

import base64
import json
from pathlib import Path

import pytest

from app.errors import RefusedError, UnusableKeyError
from app.keys.foreign.document import Container, identify
from app.keys.foreign.reader import open_private_key
from app.keys.passphrase import Passphrase
from app.usecases.open_key import recognise
from tests.interop import programs
from tests.interop.programs import openssl, run

pytestmark = pytest.mark.interop

_WORD = "right words here"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    file = tmp_path / "key.pem"
    file.write_bytes(openssl("genpkey", "-algorithm", "ed25519"))
    return file


@pytest.fixture
def certificate(tmp_path: Path, key: Path) -> Path:
    file = tmp_path / "certificate.pem"
    file.write_bytes(openssl("req", "-x509", "-key", key, "-subj", "/CN=example"))
    return file


def _public(file: Path) -> str:
    return openssl("pkey", "-pubout", "-in", file).decode()


def _refused(data: bytes, said: str) -> UnusableKeyError:
    with pytest.raises(UnusableKeyError, match=said) as caught:
        recognise(data)
    return caught.value


@pytest.mark.parametrize("options", [(), ("-legacy",)])
@pytest.mark.parametrize("in_base64", [False, True])
def test_pkcs12_when_opened_then_is_named_with_the_line_that_gives_the_key(
    tmp_path: Path, key: Path, certificate: Path, options: tuple[str, ...], in_base64: bool
) -> None:
    file = tmp_path / "a.p12"
    passwords = ("-passout", f"pass:{_WORD}")
    openssl("pkcs12", "-export", "-inkey", key, "-in", certificate, *options, *passwords, "-out", file)
    data = file.read_bytes()
    error = _refused(base64.encodebytes(data) if in_base64 else data, r"PKCS#12 file \(\.p12, \.pfx\)")

    # THEN the line of the hint gives a file that opens here
    hint = error.hint
    line = hint[hint.index("openssl pkcs12") : hint.index(" (old")].split()
    given = {"FILE": str(file), "key.pem": str(tmp_path / "out.pem")}
    run(*[given.get(word, word) for word in line], *options, "-passin", f"pass:{_WORD}", *passwords)
    out = (tmp_path / "out.pem").read_bytes()
    assert b"Bag Attributes" in out
    assert open_private_key(identify(out), Passphrase(_WORD)).public_key_pem == _public(key)


def test_whole_output_of_pkcs12_when_opened_then_the_certificate_is_ignored_and_named(
    tmp_path: Path, key: Path, certificate: Path
) -> None:
    file = tmp_path / "a.p12"
    openssl("pkcs12", "-export", "-inkey", key, "-in", certificate, "-passout", "pass:", "-out", file)
    document = identify(openssl("pkcs12", "-in", file, "-nodes", "-passin", "pass:"))

    assert document.notes == ("Also in this text, and ignored: a certificate.",)
    assert open_private_key(document, None).public_key_pem == _public(key)
    assert not document.is_alone


@pytest.mark.parametrize("kind", [("ed25519",), ("rsa", "-b", "2048")])
@pytest.mark.parametrize("word", ["", _WORD])
def test_putty_key_when_opened_then_is_named_with_the_line_that_converts_it(
    tmp_path: Path, kind: tuple[str, ...], word: str
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_text(word + "\n")
    new.write_text(word + "\n")
    file = tmp_path / "key.ppk"
    run("puttygen", "-t", *kind, "-O", "private", "-o", file, "--new-passphrase", new)
    error = _refused(file.read_bytes(), r"PuTTY key file \(\.ppk\)")

    line = error.hint[error.hint.index("puttygen") : error.hint.index(" (or")].split()
    given = {"FILE": str(file), "NEW": str(tmp_path / "id")}
    run(*[given.get(each, each) for each in line], "--old-passphrase", old, "--new-passphrase", new)
    document = identify((tmp_path / "id").read_bytes())
    pair = open_private_key(document, Passphrase(word) if word else None)
    assert document.container is Container.OPENSSH
    public = run("puttygen", file, "-L", "--old-passphrase", old)
    assert identify(public).fingerprint == pair.fingerprint


@pytest.mark.parametrize("option", ["--export", "--export-secret-keys"])
def test_gnupg_key_when_opened_then_is_named(tmp_path: Path, option: str) -> None:
    home = tmp_path / "gnupg"
    home.mkdir(mode=0o700)
    gpg = ("gpg", "--homedir", home, "--batch", "--quiet", "--passphrase", "")
    run(*gpg, "--quick-generate-key", "me <me@example.org>", "ed25519", "sign", "never")
    try:
        error = _refused(run(*gpg, "--armor", option, "me@example.org"), "OpenPGP")
    finally:
        run("gpgconf", "--homedir", home, "--kill", "gpg-agent")
    assert "cannot be used here" in error.hint


def test_rsa_of_three_primes_when_opened_then_is_named() -> None:
    three = openssl("genrsa", "-primes", "3", "2048")

    for data in (three, openssl("rsa", "-traditional", stdin=three)):
        _refused(data, "more than two prime numbers")
    encrypted = openssl("pkcs8", "-topk8", "-iter", "1", "-passout", f"pass:{_WORD}", stdin=three)
    with pytest.raises(UnusableKeyError, match="more than two prime numbers"):
        open_private_key(identify(encrypted), Passphrase(_WORD))


@pytest.mark.parametrize(
    "cipher",
    ["aes128-ctr", "aes192-cbc", "3des-cbc", "aes128-gcm@openssh.com", "chacha20-poly1305@openssh.com"],
)
def test_openssh_cipher_that_is_not_read_when_opened_then_is_said_before_the_passphrase_is_asked(
    tmp_path: Path, cipher: str
) -> None:
    file = programs.ssh_keygen(tmp_path, "ed25519", _WORD, "-a", "1", "-Z", cipher)
    error = _refused(file.read_bytes(), f"not supported: {cipher}")

    # THEN the line of the hint makes it one that opens
    line = error.hint[error.hint.index("ssh-keygen") : error.hint.index("”")].replace("FILE", str(file))
    run(*line.split(), "-a", "1", "-P", _WORD, "-N", _WORD)
    assert open_private_key(recognise(file.read_bytes()), Passphrase(_WORD))


def test_authorized_keys_when_opened_then_are_public_keys(tmp_path: Path) -> None:
    file = programs.ssh_keygen(tmp_path, "ed25519", "")
    line = Path(f"{file}.pub").read_bytes()

    assert identify(b"# me\n" + line).container is Container.OPENSSH_PUBLIC
    _refused(b"# me\n" + line, "This is a public key")
    _refused(line * 2, "list of 2 SSH public keys")


@pytest.mark.parametrize("kind", [("ed25519", {}), ("rsa", {"modulusLength": 2048})])
def test_json_web_key_of_node_when_opened_then_is_its_key(kind: tuple[str, dict[str, int]]) -> None:
    name, options = kind
    script = f"""
        const {{ generateKeyPairSync }} = require("node:crypto");
        const {{ privateKey, publicKey }} = generateKeyPairSync("{name}", {json.dumps(options)});
        console.log(JSON.stringify({{
            jwk: privateKey.export({{ format: "jwk" }}),
            pem: publicKey.export({{ type: "spki", format: "pem" }}),
        }}));
    """
    made = json.loads(run("node", "-e", script))
    document = identify(json.dumps(made["jwk"]).encode())

    assert document.container is Container.JWK
    assert open_private_key(document, None).public_key_pem == made["pem"]


def test_refused_iterations_when_re_encrypted_as_the_hint_says_then_open(tmp_path: Path, key: Path) -> None:
    file = tmp_path / "slow.pem"
    words = ("-passin", f"pass:{_WORD}", "-passout", f"pass:{_WORD}")
    openssl("pkcs8", "-topk8", "-iter", "6000001", "-in", key, *words, "-out", file)
    with pytest.raises(RefusedError, match="6,000,001 iterations") as caught:
        recognise(file.read_bytes())
    hint = caught.value.hint

    line = hint[hint.index("openssl") :].replace("NEWFILE", str(tmp_path / "new")).replace("FILE", str(file))
    run(*line.split(), *words)
    document = recognise((tmp_path / "new").read_bytes())
    assert open_private_key(document, Passphrase(_WORD)).public_key_pem == _public(key)
