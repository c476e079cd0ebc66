"""akg register: the steps with the key to paste, from whatever shows the public half without a passphrase."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.storage.names import today
from tests.cli.conftest import PASSPHRASE, Akg, Here, Spawn, Worded, files_in
from tests.product import BOTH

PLAIN = ("--no-passphrase", "--force-plaintext")


def facts(here: Here, *words: str) -> dict[str, object]:
    result = here("register", *words, "--json")
    assert result.status == 0, result.err
    answer: dict[str, object] = json.loads(result.out)
    return answer


@BOTH
def test_the_steps_have_the_public_key_to_paste(akg: Akg, saved: Path, worded: Worded) -> None:
    public = (saved / "plain.public.pem").read_text()
    result = akg("register", str(saved / "plain.private.pem"), "--venue", "binance", "--purpose", "spot")
    assert result.status == 0
    assert f"\n\n{public}\n" in result.out
    assert "Enable Spot & Margin Trading" in result.out
    assert "https://www.binance.com/en/my/settings/api-management" in result.out
    assert "PRIVATE KEY" not in result.out
    worded(result)


@pytest.mark.parametrize("file", ["key.private.pem", "key.public.pem", "plain.private.pem"])
def test_no_passphrase_is_needed(here: Here, saved: Path, file: str) -> None:
    answer = facts(here, str(saved / file), "--venue", "binance")
    public = saved / f"{file.partition('.')[0]}.public.pem"
    assert answer["name"] == file.partition(".")[0]
    assert answer["purpose"] == "other"
    assert isinstance(answer["steps"], list)
    assert answer["steps"][0]["text"] == public.read_text()


def test_a_pair_that_is_none_of_a_set_is_told_where_a_set_is_wanted(here: Here, worded: Worded) -> None:
    assert here("generate", *PLAIN, "--venue", "ibkr", "-l", "ib").status == 0
    folder = here.home / "api-keys"
    shutil.copy(folder / "ib-signature.public.pem", here.home / "alone.public.pem")
    one_of_a_set = here("register", str(folder / "ib-signature.public.pem"), "--venue", "ibkr")
    alone = here("register", "alone.public.pem", "--venue", "ibkr")

    assert one_of_a_set.err == ""
    worded(alone)


@BOTH
def test_an_encrypted_key_alone_asks_for_its_passphrase(akg: Akg, saved: Path, spawn: Spawn) -> None:
    shutil.copy(saved / "key.private.pem", akg.home)
    child = spawn("register", "key.private.pem", "--venue", "binance")
    child.expect("Passphrase of the private key: ")
    child.sendline(PASSPHRASE)
    child.expect("BEGIN PUBLIC KEY")
    child.expect("END PUBLIC KEY")


def test_a_passphrase_that_is_named_opens_the_private_key_itself(here: Here, saved: Path) -> None:
    """Not what lies beside it, which may be of another key."""
    shutil.copy(saved / "key.private.pem", here.home)
    shutil.copy(saved / "plain.public.pem", here.home / "key.public.pem")
    beside = facts(here, "key.private.pem", "--venue", "binance")
    opened = facts(here, "key.private.pem", "--venue", "binance", "--passphrase-file", "passphrase.txt")
    assert beside["fingerprint"] != opened["fingerprint"]


@BOTH
def test_standard_input_has_a_name_of_the_purpose_and_the_day(akg: Akg, saved: Path) -> None:
    data = (saved / "plain.private.pem").read_bytes()
    result = akg("register", "-", "--venue", "binance", "--purpose", "tax", "--json", stdin=data)
    assert result.status == 0
    assert json.loads(result.out)["name"] == f"tax-data-{today()}"


@pytest.mark.parametrize(
    ("venue", "algorithm"), [("bybit", "ed25519"), ("snowflake", "ed25519"), ("kalshi", "ed25519")]
)
def test_a_type_that_is_not_taken_is_refused_with_the_reason(
    here: Here, saved: Path, venue: str, algorithm: str, worded: Worded
) -> None:
    result = here("register", str(saved / "plain.private.pem"), "--venue", venue)
    assert (result.status, result.out) == (5, "")
    worded(result)


def test_a_size_that_may_be_refused_has_its_notice(here: Here, worded: Worded) -> None:
    subprocess.run(
        ["openssl", "genrsa", "-out", str(here.home / "rsa.pem"), "3072"], check=True, capture_output=True
    )
    result = here("register", "rsa.pem", "--venue", "binance")
    assert result.status == 0
    worded(result)


@pytest.mark.parametrize("venue", ["snowflake", "interactive-brokers", "kalshi"])
def test_venues_that_differ(here: Here, venue: str) -> None:
    subprocess.run(
        ["openssl", "genrsa", "-out", str(here.home / "ib-signature.pem"), "2048"],
        check=True,
        capture_output=True,
    )
    result = here("register", "ib-signature.pem", "--venue", venue)
    assert result.status == 0
    said = {
        "snowflake": "ALTER USER USER_NAME SET RSA_PUBLIC_KEY='MII",
        "interactive-brokers": "ib-encryption.public.pem",
        "kalshi": '"scopes": [',
    }
    assert said[venue] in result.out


@pytest.mark.parametrize("form", [("-RFC4716",), ("-m", "PEM"), ()], ids=["RFC 4716", "PKCS#1", "OpenSSH"])
def test_public_keys_of_other_programs(here: Here, form: tuple[str, ...]) -> None:
    if form == ("-RFC4716",):
        form = ()
    made = ["ssh-keygen", "-q", "-t", "rsa", "-b", "2048", "-N", "", "-f", str(here.home / "id")]
    subprocess.run(made, check=True)
    if form:
        done = subprocess.run(
            ["ssh-keygen", "-e", *form, "-f", str(here.home / "id.pub")], check=True, capture_output=True
        )
        (here.home / "public").write_bytes(done.stdout)
    else:
        shutil.copy(here.home / "id.pub", here.home / "public")
    private = facts(here, "id", "--venue", "bybit")
    public = facts(here, "public", "--venue", "bybit")
    assert private["fingerprint"] == public["fingerprint"]


@pytest.mark.parametrize(
    "words",
    [
        ("--venue", "binanse"),
        ("--venue", "binance", "--purpose", "spott"),
        ("--venue", "binance", "--purpose", ""),
        ("--venue", "binance", "--name", ""),
        ("--venue", "binance", "--name", "a\nb"),
        ("--venue", "binance", "--name", "../$(id)"),
        ("--venue", "binance", "--name", "x" * 101),
        (),
    ],
)
def test_words_that_make_no_sense(here: Here, saved: Path, words: tuple[str, ...], worded: Worded) -> None:
    result = here("register", str(saved / "plain.private.pem"), *words)
    assert (result.status, result.out) == (2, "")
    worded(result)


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"", 4), (b"\0" * 1000, 4), (b"x" * 70_000, 5), (b"vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6", 4)],
    ids=["empty", "binary", "large", "an API key"],
)
def test_what_is_not_a_key(here: Here, content: bytes, status: int) -> None:
    (here.home / "bad").write_bytes(content)
    result = here("register", "bad", "--venue", "binance")
    assert (result.status, result.out) == (status, "")
    assert "vmPUZE" not in result.err


def test_an_ec_key_is_refused_by_its_kind(here: Here) -> None:
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    (here.home / "ec.pem").write_bytes(key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    assert here("register", "ec.pem", "--venue", "binance").status == 4


@pytest.mark.parametrize(
    "name", ["my key's.pem", "$HOME `id`.pem", "schl\xfcssel \u200b.pem", 'a"b.pem', "-x.pem"]
)
def test_hostile_names_of_files(here: Here, saved: Path, name: str) -> None:
    shutil.copy(saved / "plain.private.pem", here.home / name)
    before = files_in(here.home)
    result = here("register", f"./{name}", "--venue", "other")
    assert result.status == 0
    assert files_in(here.home) == before
    assert all(line.isprintable() for line in result.out.splitlines())
