"""What a person is shown to copy: the best way first, real paths, never a secret."""

import ast
import json
import subprocess
from pathlib import Path

import pytest

from app.clients.client import Client, Language, Opening
from app.clients.table import BY_IDENTIFIER, CLIENTS
from app.errors import UsageError
from app.keys.algorithm import BY_NAME, ED25519, Family
from app.keys.foreign.document import identify
from app.keys.pair import KeyPair, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted, Unencrypted
from app.usecases.use import algorithm_of, ways

FILE = "/home/me/my keys/it's $5.private.pem"
API_KEY = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A"
_ALL = pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.identifier)
_BOTH = pytest.mark.parametrize("algorithm", ["ed25519", "rsa-2048"])


@_ALL
@_BOTH
def test_plain_copy_is_last_and_names_its_risk(client: Client, algorithm: str) -> None:
    found = ways(client, BY_NAME[algorithm], FILE)
    risky = [way.opening for way in found if way.risk]
    assert risky == [way.opening for way in found][len(found) - len(risky) :]
    for way in found:
        assert bool(way.risk) == (way.opening in (Opening.PLAIN_COPY, Opening.ENVIRONMENT))


@_ALL
@_BOTH
@pytest.mark.parametrize("encrypted", [True, False])
@pytest.mark.parametrize("passphrase_file", ["", "/home/me/pass phrase.txt"])
def test_python_lines_are_python_and_name_the_file(
    client: Client, algorithm: str, encrypted: bool, passphrase_file: str
) -> None:
    for venue in client.venues:
        found = ways(
            client,
            BY_NAME[algorithm],
            FILE,
            api_key=API_KEY,
            passphrase_file=passphrase_file,
            encrypted=encrypted,
            venue=venue,
        )
        for way in found:
            for snippet in way.snippets:
                if snippet.language is Language.PYTHON:
                    ast.parse(snippet.code)
                if snippet.language is Language.JSON:
                    json.loads(snippet.code)
                if snippet.language is Language.SHELL:
                    subprocess.run(["bash", "-nc", snippet.code], check=True)
            whole = "".join(snippet.code for snippet in way.snippets)
            assert "it's $5.private" in whole.replace("'\"'\"'", "'")
            assert API_KEY in whole
            asks = "getpass(" in whole or "readFileSync(0" in whole
            assert not (asks and (passphrase_file or not encrypted))


@_ALL
@_BOTH
def test_lines_have_no_place_for_a_passphrase(client: Client, algorithm: str) -> None:
    """A word to be replaced by a passphrase would end in a file, or in the shell's history."""
    for way in ways(client, BY_NAME[algorithm], FILE):
        for snippet in way.snippets:
            assert "YOUR-PASSPHRASE" not in snippet.code.upper()
            assert "-passin pass:" not in snippet.code


def test_word_stands_for_an_api_key_that_is_not_known() -> None:
    (way,) = ways(BY_IDENTIFIER["binance-sdk-spot"], ED25519, FILE)
    assert "YOUR-API-KEY" in way.snippets[0].code


def test_path_that_cannot_be_written_is_refused() -> None:
    with pytest.raises(UsageError):
        ways(BY_IDENTIFIER["ccxt"], ED25519, "/home/me/a\nb.private.pem")


def test_venue_without_rsa_offers_nothing_for_rsa() -> None:
    assert ways(BY_IDENTIFIER["ccxt"], BY_NAME["rsa-2048"], FILE, venue="backpack") == ()
    assert ways(BY_IDENTIFIER["ccxt"], ED25519, FILE, venue="backpack")


def test_secret_of_backpack_is_its_seed_and_goes_into_no_environment() -> None:
    found = ways(BY_IDENTIFIER["ccxt"], ED25519, FILE, venue="backpack")
    assert [way.opening for way in found] == [Opening.DECRYPT_IN_PROGRAM]


@pytest.mark.thorough
@pytest.mark.parametrize("name", ["ed25519", "rsa-2048", "rsa-3072", "rsa-4096"])
@pytest.mark.parametrize("form", ["encrypted", "plain"])
def test_type_shows_through_the_encryption(pairs: dict[str, KeyPair], name: str, form: str) -> None:
    protection = Encrypted(Passphrase("correct horse")) if form == "encrypted" else Unencrypted()
    document = identify(private_key_pem(pairs[name], protection).encode())
    assert algorithm_of(document).name == name


def test_type_of_a_key_in_another_container_is_known(pairs: dict[str, KeyPair], tmp_path: Path) -> None:
    from cryptography.hazmat.primitives import serialization as forms

    key = forms.load_der_private_key(pairs["ed25519"].private_key_info, None)
    data = key.private_bytes(forms.Encoding.PEM, forms.PrivateFormat.OpenSSH, forms.NoEncryption())
    assert algorithm_of(identify(data)).family is Family.ED25519
