"""`akg convert`: OpenSSH's format in a file, the seed only where it is neither seen nor kept unasked."""

import base64
import os
import stat
import subprocess
from pathlib import Path

import pytest
from Crypto.PublicKey import ECC

from app.keys.foreign.document import identify
from app.keys.foreign.reader import private_key_info
from app.keys.passphrase import Passphrase
from tests.cli.conftest import PASSPHRASE, Akg, Here, Result, Spawn, Worded, files_in
from tests.cli.test_prompts import end_of

GIVEN = ("--passphrase-file", "passphrase.txt")
OPENSSH, SEED = ("--to", "openssh"), ("--to", "seed")


@pytest.fixture(autouse=True)
def few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many as are needed to be sure that it is encrypted; the real number is asked for in tests/keys."""
    monkeypatch.setattr("app.keys.private_formats.OPENSSH_ROUNDS", 1)


@pytest.fixture
def key(akg: Akg, saved: Path) -> str:
    """The encrypted key, in the home folder under a hard name."""
    name = "it's $HOME u.private.pem"
    (akg.home / name).write_bytes((saved / "key.private.pem").read_bytes())
    return name


@pytest.fixture
def plain(akg: Akg, saved: Path) -> str:
    (akg.home / "plain.private.pem").write_bytes((saved / "plain.private.pem").read_bytes())
    return "plain.private.pem"


def info(file: Path, passphrase: str | None = None) -> bytes:
    phrase = None if passphrase is None else Passphrase(passphrase)
    return private_key_info(identify(file.read_bytes()), phrase)


def is_seed_of(text: str, file: Path, passphrase: str | None) -> bool:
    assert text.endswith("\n")
    seed = base64.b64decode(text.removesuffix("\n"), validate=True)
    return ECC.construct(curve="Ed25519", seed=seed).seed == info(file, passphrase)[-32:]


# OpenSSH


def test_the_file_beside_the_key_has_its_passphrase(here: Here, key: str, worded: Worded) -> None:
    before = (here.home / key).read_bytes()
    result = here("convert", key, *OPENSSH, *GIVEN)
    assert (result.status, result.out) == (0, "")
    worded(result)
    made = here.home / "it's $HOME u.openssh"
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert info(made, PASSPHRASE) == info(here.home / key, PASSPHRASE)
    assert (here.home / key).read_bytes() == before
    assert files_in(here.home) == sorted([key, made.name, "passphrase.txt"])


def test_another_passphrase_and_another_place(here: Here, key: str) -> None:
    (here.home / "new.txt").touch(mode=0o600)
    (here.home / "new.txt").write_text("another passphrase of some length\n")
    words = ("convert", key, *OPENSSH, "-o", "x.key", *GIVEN, "--new-passphrase-file", "new.txt")
    assert here(*words).status == 0
    assert info(here.home / "x.key", "another passphrase of some length") == info(here.home / key, PASSPHRASE)


def test_a_key_in_clear_gets_the_passphrase_that_is_typed(akg: Akg, plain: str, spawn: Spawn) -> None:
    child = spawn("convert", plain, *OPENSSH)
    for question in ("Passphrase for the private key: ", "Repeat passphrase: "):
        child.expect_exact(question)
        child.sendline(PASSPHRASE)
    assert end_of(child)[0] == 0
    assert info(akg.home / "plain.openssh", PASSPHRASE) == info(akg.home / plain)


def test_without_a_terminal_the_ways_are_named(akg: Akg, plain: str, worded: Worded) -> None:
    result = akg("convert", plain, *OPENSSH)
    assert (result.status, result.out) == (2, "")
    worded(result)
    assert "plain.openssh" not in files_in(akg.home)


def test_it_comes_through_standard_input_and_goes_to_standard_output(akg: Akg, key: str) -> None:
    data = (akg.home / key).read_bytes()
    result = akg("convert", "-", *OPENSSH, "-o", "-", *GIVEN, stdin=data)
    assert (result.status, result.err) == (0, "")
    (akg.home / "copy").write_text(result.out)
    assert info(akg.home / "copy", PASSPHRASE) == info(akg.home / key, PASSPHRASE)


def test_an_existing_file_is_not_touched_but_by_force(here: Here, key: str, worded: Worded) -> None:
    there = here.home / "it's $HOME u.openssh"
    there.write_text("mine")
    result = here("convert", key, *OPENSSH, *GIVEN)
    assert (result.status, there.read_text()) == (5, "mine")
    worded(result)
    assert here("convert", key, *OPENSSH, *GIVEN, "--force").status == 0
    (backup,) = [name for name in files_in(here.home) if name.endswith(".bak")]
    assert (here.home / backup).read_text() == "mine"
    assert stat.S_IMODE((here.home / backup).stat().st_mode) == 0o600


def test_a_weak_passphrase_is_refused_unless_it_is_wanted(here: Here, plain: str, worded: Worded) -> None:
    (here.home / "weak.txt").touch(mode=0o600)
    (here.home / "weak.txt").write_text("binance2024\n")
    words = ("convert", plain, *OPENSSH, "--new-passphrase-file", "weak.txt")
    result = here(*words)
    assert result.status == 5
    worded(result)
    assert "plain.openssh" not in files_in(here.home)
    assert here(*words, "--weak-passphrase-ok").status == 0
    assert info(here.home / "plain.openssh", "binance2024") == info(here.home / plain)
    (here.home / "plain.openssh").rename(here.home / "weak.pem")
    again = ("convert", "weak.pem", *OPENSSH, "--passphrase-file", "weak.txt")
    assert here(*again).status == 5, "the passphrase of an old file is judged as well"


def test_the_folder_is_warned_of(akg: Akg, key: str, worded: Worded) -> None:
    (akg.home / ".git").mkdir()
    (akg.home / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    result = akg("convert", key, *OPENSSH, *GIVEN)
    assert result.status == 0
    worded(result)
    assert "akg: warning: " in result.err


# The seed


def test_the_seed_goes_into_a_pipe(akg: Akg, key: str) -> None:
    result = akg("convert", key, *SEED, *GIVEN)
    assert (result.status, result.err) == (0, "")
    assert is_seed_of(result.out, akg.home / key, PASSPHRASE)


def test_the_seed_goes_through_a_descriptor_and_nowhere_else(akg: Akg, key: str) -> None:
    reading, writing = os.pipe()
    result = akg("convert", key, *SEED, *GIVEN, "--fd", str(writing), pass_fds=(writing,))
    os.close(writing)
    with open(reading, encoding="ascii") as pipe:
        assert is_seed_of(pipe.read(), akg.home / key, PASSPHRASE)
    assert (result.status, result.out, result.err) == (0, "", "")


def into_file(akg: Akg, file: Path, *arguments: str, mode: int = 0o600) -> Result:
    file.touch(mode=mode)
    file.chmod(mode)
    with file.open("wb") as target:
        done = subprocess.run(
            akg.product.akg(*arguments),
            stdin=subprocess.DEVNULL,
            stdout=target,
            stderr=subprocess.PIPE,
            cwd=akg.home,
            env=akg.environment(),
            start_new_session=True,
            check=False,
        )
    return Result(done.returncode, "", done.stderr.decode(), " ".join(arguments))


def test_the_seed_goes_into_no_file_unless_told_twice(akg: Akg, plain: str, worded: Worded) -> None:
    file = akg.home / "seed"
    refused = into_file(akg, file, "convert", plain, *SEED)
    assert (refused.status, file.read_bytes()) == (5, b"")
    worded(refused)
    done = into_file(akg, file, "convert", plain, *SEED, "--force-plaintext")
    assert (done.status, done.err) == (0, "")
    assert is_seed_of(file.read_text(), akg.home / plain, None)


def test_a_file_that_others_can_open_is_warned_of(akg: Akg, plain: str) -> None:
    file = akg.home / "seed"
    done = into_file(akg, file, "convert", plain, *SEED, "--force-plaintext", mode=0o644)
    assert done.status == 6
    assert "0644" in done.err


def test_a_descriptor_that_is_a_file_is_a_file(akg: Akg, plain: str) -> None:
    with (akg.home / "seed").open("wb") as target:
        number = target.fileno()
        result = akg("convert", plain, *SEED, "--fd", str(number), pass_fds=(number,))
        assert (result.status, result.out) == (5, "")
        forced = ("convert", plain, *SEED, "--fd", str(number), "--force-plaintext")
        assert akg(*forced, pass_fds=(number,)).status in (0, 6)
    assert is_seed_of((akg.home / "seed").read_text(), akg.home / plain, None)


def test_the_seed_is_not_shown_on_a_terminal_unless_told_twice(akg: Akg, plain: str, spawn: Spawn) -> None:
    child = spawn("convert", plain, *SEED)
    told = child.read()
    assert "error:" in told
    seed = base64.b64encode(info(akg.home / plain)[-32:]).decode()
    assert seed not in told
    child = spawn("convert", plain, *SEED, "--force-plaintext")
    told = child.read()
    assert "warning:" in told
    assert seed in told


def test_nobody_is_asked_for_a_passphrase_that_would_be_of_no_use(akg: Akg, key: str, spawn: Spawn) -> None:
    told = spawn("convert", key, *SEED).read()
    assert "Passphrase" not in told


def test_dev_null_keeps_nothing(akg: Akg, plain: str) -> None:
    assert akg.redirected(">/dev/null", "convert", plain, *SEED).returncode == 0
    assert akg.redirected(">&-", "convert", plain, *SEED).returncode == 1


@pytest.mark.parametrize("number", ["77", "1048576", "99999999999999"])
def test_a_descriptor_that_is_not_open(akg: Akg, plain: str, number: str) -> None:
    result = akg("convert", plain, *SEED, "--fd", number)
    assert (result.status, result.out) == (1, "")
    assert number in result.err


def test_rsa_has_none(akg: Akg, worded: Worded) -> None:
    made = akg("generate", "-k", "rsa-2048", "-d", ".", "-l", "rsa", "--no-passphrase", "--force-plaintext")
    assert made.status == 0
    result = akg("convert", "rsa.private.pem", *SEED)
    assert (result.status, result.out) == (5, "")
    worded(result)


# Lines that make no sense


@pytest.mark.parametrize(
    "words",
    [
        ("convert",),
        ("convert", "a"),
        ("convert", "a", "--to", "sed"),
        ("convert", "a", "--to", "pkcs8"),
        ("convert", "-", *OPENSSH),
        ("convert", "-", *SEED, "--passphrase-stdin"),
        ("convert", "a", *OPENSSH, "--fd", "3"),
        ("convert", "a", *OPENSSH, "--force-plaintext"),
        ("convert", "a", *SEED, "-o", "b"),
        ("convert", "a", *SEED, "--force"),
        ("convert", "a", *SEED, "--weak-passphrase-ok"),
        ("convert", "a", *SEED, "--new-passphrase-fd", "3"),
        ("convert", "a", *SEED, "--fd", "-1"),
        ("convert", "a", *SEED, "--fd", "x"),
        ("convert", "a", *OPENSSH, "--passphrase-stdin", "--new-passphrase-fd", "0"),
        ("convert", "a", *SEED, "--fd", "3", "--passphrase-fd", "3"),
    ],
)
def test_what_makes_no_sense(here: Here, words: tuple[str, ...], worded: Worded) -> None:
    result = here(*words)
    assert (result.status, result.out) == (2, "")
    worded(result)


@pytest.mark.parametrize("form", [OPENSSH, SEED])
def test_a_wrong_passphrase_and_a_public_key(akg: Akg, key: str, saved: Path, form: tuple[str, str]) -> None:
    result = akg("convert", key, *form, "--passphrase-stdin", stdin=b"wrong")
    assert (result.status, result.out) == (3, "")
    result = akg("convert", str(saved / "key.public.pem"), *form, "-o", "x")
    assert result.status in (2, 4)
    assert not list(akg.home.glob("*.openssh"))
