"""akg generate: what is made, and which stream carries what."""

import json
import tarfile
from pathlib import Path

import pytest

from app.keys.foreign.document import identify
from app.keys.foreign.reader import open_private_key
from app.keys.passphrase import Passphrase
from tests.cli.conftest import PASSPHRASE, Akg, Worded, files_in
from tests.product import BOTH

WITH_PASSPHRASE = ("--passphrase-file", "passphrase.txt")
PLAIN = ("--no-passphrase", "--force-plaintext")


def mode_of(path: Path) -> int:
    return path.stat().st_mode & 0o777


@BOTH
def test_one_pair_in_the_default_folder(akg: Akg) -> None:
    result = akg("generate", "-l", "spot", *WITH_PASSPHRASE)

    folder = akg.home / "api-keys"
    assert result.status == 0
    assert files_in(folder) == ["spot.private.pem", "spot.public.pem"]
    assert (mode_of(folder), mode_of(folder / "spot.private.pem")) == (0o700, 0o600)
    assert mode_of(folder / "spot.public.pem") == 0o644
    assert result.out == (folder / "spot.public.pem").read_text()
    opened = open_private_key(identify((folder / "spot.private.pem").read_bytes()), Passphrase(PASSPHRASE))
    assert opened.public_key_pem == result.out


def test_the_report_is_on_standard_error(akg: Akg, worded: Worded) -> None:
    result = akg("generate", "-l", "spot", *WITH_PASSPHRASE)
    assert "PRIVATE KEY" not in result.err
    worded(result)


def test_the_default_label_has_type_and_date(akg: Akg) -> None:
    akg("generate", "-k", "rsa-2048", *PLAIN)
    first, _ = files_in(akg.home / "api-keys")
    assert first.startswith("api-key-rsa-2048-20")


def test_a_plain_ed25519_file_has_119_bytes(akg: Akg, worded: Worded) -> None:
    result = akg("generate", "-l", "plain", *PLAIN)
    assert len((akg.home / "api-keys/plain.private.pem").read_bytes()) == 119
    worded(result)


def test_quiet_says_nothing_but_warnings(akg: Akg) -> None:
    assert akg("generate", "--quiet", *WITH_PASSPHRASE).err == ""
    (line,) = akg("generate", "-q", "-l", "other", *PLAIN).err.splitlines()
    assert line.startswith("akg: warning:")


def test_rsa_3072_has_its_notice(akg: Akg, worded: Worded) -> None:
    worded(akg("generate", "-k", "rsa-3072", "-l", "rsa", *PLAIN))


def test_several_pairs_are_listed_by_label_and_fingerprint(akg: Akg) -> None:
    result = akg("generate", "-l", "bot", "-n", "3", *PLAIN)
    lines = [line.split() for line in result.out.splitlines()]
    assert [label for label, _ in lines] == ["bot-01", "bot-02", "bot-03"]
    for label, fingerprint in lines:
        document = identify((akg.home / f"api-keys/{label}.public.pem").read_bytes())
        assert document.fingerprint == fingerprint


@BOTH
def test_json_describes_every_pair_and_holds_no_private_key(akg: Akg) -> None:
    result = akg(
        "generate", "--json", "-k", "rsa-2048", "-l", "bot", "-n", "2", "-d", "keys", *WITH_PASSPHRASE
    )

    assert result.status == 0
    assert "PRIVATE KEY" not in result.out
    described = json.loads(result.out)
    assert list(described) == ["pairs"]
    for number, pair in enumerate(described["pairs"], start=1):
        stem = akg.home / "keys" / f"bot-{number:02}"
        assert list(pair) == [
            "label",
            "algorithm",
            "fingerprint",
            "public_key",
            "public_file",
            "private_file",
            "encryption",
        ]
        assert (pair["label"], pair["algorithm"]) == (stem.name, "rsa-2048")
        assert (pair["private_file"], pair["public_file"]) == (f"{stem}.private.pem", f"{stem}.public.pem")
        assert pair["public_key"] == Path(pair["public_file"]).read_text(encoding="utf-8")
        inspected = json.loads(akg("inspect", "--json", pair["private_file"]).out)
        assert pair["encryption"] == inspected["encryption"]


def test_json_of_unencrypted_pairs_says_null(akg: Akg) -> None:
    (pair,) = json.loads(akg("generate", "--json", *PLAIN).out)["pairs"]
    assert pair["encryption"] is None


@BOTH
def test_an_archive_stands_exactly_where_it_was_wanted(akg: Akg) -> None:
    result = akg("generate", "-a", "out/bots.tar.gz", "-n", "2", "--json", *WITH_PASSPHRASE)
    assert result.status == 0
    assert files_in(akg.home / "out") == ["bots.tar.gz"]
    assert mode_of(akg.home / "out/bots.tar.gz") == 0o600
    with tarfile.open(akg.home / "out/bots.tar.gz") as archive:
        names = archive.getnames()
    pairs = json.loads(result.out)["pairs"]
    assert names == [name for pair in pairs for name in (pair["private_file"], pair["public_file"])]
    assert names[0] == "bots-01.private.pem"


def test_a_label_names_the_keys_in_the_archive_and_not_the_archive(akg: Akg) -> None:
    akg("generate", "-a", "bots.tar.gz", "-l", "spot", *PLAIN)
    with tarfile.open(akg.home / "bots.tar.gz") as archive:
        assert archive.getnames() == ["spot.private.pem", "spot.public.pem"]


@BOTH
def test_standard_output_gets_each_private_key_and_its_public_key(akg: Akg) -> None:
    result = akg("generate", "-o", "-", "-n", "2", "--no-passphrase")
    texts = ["-----BEGIN " + text for text in result.out.split("-----BEGIN ")[1:]]
    assert result.status == 0
    assert [text[11:18] for text in texts] == ["PRIVATE", "PUBLIC "] * 2
    for private, public in zip(texts[::2], texts[1::2], strict=True):
        assert open_private_key(identify(private.encode()), None).public_key_pem == public
    assert files_in(akg.home) == ["passphrase.txt"]


def test_standard_output_may_be_encrypted_too(akg: Akg) -> None:
    private, _, public = akg("generate", "-o", "-", *WITH_PASSPHRASE).out.partition("-----BEGIN PUBLIC")
    pair = open_private_key(identify(private.encode()), Passphrase(PASSPHRASE))
    assert pair.public_key_pem == "-----BEGIN PUBLIC" + public


def test_iterations_are_those_that_were_asked_for(akg: Akg) -> None:
    akg("generate", "-l", "slow", "--iterations", "600001", *WITH_PASSPHRASE)
    described = json.loads(akg("inspect", "--json", "api-keys/slow.private.pem").out)
    assert described["encryption"]["iterations"] == 600_001


@BOTH
def test_force_replaces_and_keeps_a_backup(akg: Akg) -> None:
    akg("generate", "-l", "spot", *PLAIN)
    before = (akg.home / "api-keys/spot.private.pem").read_bytes()
    result = akg("generate", "-l", "spot", "--force", *PLAIN)
    assert result.status == 0
    (backup,) = (akg.home / "api-keys").glob("spot.private.pem.*.bak")
    assert str(backup) in result.err
    assert backup.read_bytes() == before
    assert mode_of(backup) == 0o600
    assert (akg.home / "api-keys/spot.private.pem").read_bytes() != before


@BOTH
@pytest.mark.parametrize("device", ["/dev/full"])
def test_an_output_that_takes_nothing_is_an_error(akg: Akg, device: str) -> None:
    import subprocess

    with open(device, "wb") as full:
        done = subprocess.run(
            akg.product.akg("generate", "-o", "-", "--no-passphrase"),
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=akg.home,
            env=akg.environment(),
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == b"akg: error: Standard output cannot be written: No space left on device.\n"


def test_few_iterations_for_a_suggested_passphrase(akg: Akg) -> None:
    """GIVEN a program that is slow in this KDF WHEN asked for THEN the file says 2,048, and opens."""
    (akg.home / "suggested.txt").touch(0o600)
    (akg.home / "suggested.txt").write_text(akg("passphrase", "suggest").out)
    source = ("--passphrase-file", "suggested.txt")
    made = akg("generate", "-d", ".", "-l", "few", "--compatible-iterations", *source)
    assert made.status == 0, made.err
    assert json.loads(akg("inspect", "--json", "few.private.pem").out)["encryption"]["iterations"] == 2_048
    assert akg("public", "few.private.pem", *source).out == made.out


@pytest.mark.parametrize(
    "words",
    [
        ("--passphrase-file", "passphrase.txt", "--weak-passphrase-ok"),
        ("--no-passphrase", "--force-plaintext"),
    ],
)
def test_few_iterations_for_nothing_else(akg: Akg, words: tuple[str, ...]) -> None:
    result = akg("generate", "-d", ".", "-l", "few", "--compatible-iterations", *words)
    assert result.status in (2, 5)
    assert files_in(akg.home) == ["passphrase.txt"]
