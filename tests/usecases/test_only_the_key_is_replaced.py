"""Changing a passphrase replaces a file only where that file is one private key and nothing else."""

import io
import tarfile
from pathlib import Path

import pytest

from app.errors import RefusedError
from app.keys.foreign.document import check_alone, identify
from app.keys.pair import KeyPair, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted, Unencrypted
from app.usecases.change_passphrase import change_passphrase
from tests.keys import samples
from tests.sentences import refusal
from tests.storage.writer import disk

_NEW = Passphrase("a new passphrase of words")


def _tar(text: str) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, content in (("key.pem", text.encode()), ("config.yaml", b"name: bot\n")):
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return stream.getvalue()


def _files(pair: KeyPair) -> dict[str, bytes]:
    text = private_key_pem(pair, Unencrypted())
    indented = "".join(f"    {line}\n" for line in text.splitlines())
    body = "".join(text.splitlines()[1:-1])
    texts = {
        "a bot's config": f"name: bot\nexchange:\n  secret: |\n{indented}strategy: x\n",
        "a comment before it": "# of the main account\n" + text,
        "a comment after it": text + "# of the main account\n",
        "akg generate -o -": text + pair.public_key_pem,
        "key and certificate": text + samples.armour("CERTIFICATE", b"x").decode(),
        "a header in the block": text.replace("KEY-----\n", "KEY-----\nComment: mine\n\n", 1),
        "a .env file": 'SECRET="' + text.replace("\n", "\\n") + '"\nAPI_KEY=x\n',
        "JSON": '{"secret": "' + text.replace("\n", "\\n") + '"}',
        "the base64 body": body,
        "quoted": f'"{text}"',
        "a second END line": text + "-----END PRIVATE KEY-----\n",
        "binary rest": text + "\x00",
    }
    return {**{name: content.encode() for name, content in texts.items()}, "a tar": _tar(text)}


_NAMES = [
    *("a bot's config", "a comment before it", "a comment after it", "akg generate -o -"),
    *("key and certificate", "a header in the block", "a .env file", "JSON", "the base64 body"),
    *("quoted", "a second END line", "binary rest", "a tar"),
]


@pytest.mark.parametrize("name", _NAMES)
def test_file_of_more_than_the_key_when_changed_then_is_left_as_it_is(
    tmp_path: Path, pairs: dict[str, KeyPair], few_iterations: int, name: str
) -> None:
    files = _files(pairs["ed25519"])
    assert list(files) == _NAMES
    file = tmp_path / "file"
    file.write_bytes(files[name])
    before = disk.listing(tmp_path)

    document = identify(file.read_bytes())
    with pytest.raises(RefusedError) as caught:
        change_passphrase(file, document, None, Encrypted(_NEW, few_iterations))

    assert disk.listing(tmp_path) == before
    with pytest.raises(RefusedError) as of_more:
        check_alone(document)
    assert (caught.value.message, caught.value.hint) == (of_more.value.message, of_more.value.hint)


def test_file_that_gained_a_line_since_it_was_read_when_changed_then_is_left_as_it_is(
    tmp_path: Path, pairs: dict[str, KeyPair], few_iterations: int
) -> None:
    file = tmp_path / "file"
    file.write_text(private_key_pem(pairs["ed25519"], Unencrypted()))
    document = identify(file.read_bytes())
    with file.open("a") as stream:
        stream.write("# of the main account\n")

    with refusal(RefusedError, path=str(file)):
        change_passphrase(file, document, None, Encrypted(_NEW, few_iterations))
    assert file.read_text().endswith("main account\n")


@pytest.mark.parametrize("rest", ["", "\n\n", " \t\r\n"])
def test_file_of_one_key_and_white_space_when_changed_then_is_changed(
    tmp_path: Path, pairs: dict[str, KeyPair], few_iterations: int, rest: str
) -> None:
    file = tmp_path / "file"
    file.write_text(rest + private_key_pem(pairs["ed25519"], Unencrypted()) + rest)

    report = change_passphrase(file, identify(file.read_bytes()), None, Encrypted(_NEW, few_iterations))

    assert report.pair == pairs["ed25519"]
    assert file.read_text().startswith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n")
