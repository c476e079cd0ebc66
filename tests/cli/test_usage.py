"""Options that make no sense end with 2, a statement and a hint, and nothing written."""

import pytest

from app.cli.status import EXIT_STATUSES
from tests.cli.conftest import Here, Worded, files_in

PLAIN = ("--no-passphrase", "--force-plaintext")


@pytest.mark.parametrize(
    "words",
    [
        ("-n", "0"),
        ("-n", "-1"),
        ("-n", "1000000000"),
        ("-n", "9" * 5000),
        ("-n", "1.5"),
        ("-n", "1_0"),
        ("-n", "\u0663"),
        ("-n", ""),
        ("-n",),
        ("-k", "ec"),
        ("-k", "rsa-1024"),
        ("-l", ""),
        ("-l", "a/b"),
        ("-l", "../up"),
        ("-l", "a\\b"),
        ("-l", "a\nb"),
        ("-l", "a\x1b[31mb"),
        ("-l", "NUL"),
        ("-l", "com1.txt"),
        ("-l", ".hidden"),
        ("-l", "x" * 101),
        ("-d", ""),
        ("-d", "x", "-a", "y.tar.gz"),
        ("-d", "x", "-o", "-"),
        ("-a", "y.tar.gz", "-o", "-"),
        ("-a", "y.zip"),
        ("-a", ".tar.gz"),
        ("-o", "file"),
        ("-o", "-", "--json"),
        ("--iterations", "many"),
        ("--keyring",),
        ("--iterations", "700000"),
        ("--forc",),
        ("--words", "5"),
        ("--canary=1", "-z"),
        ("extra",),
    ],
)
def test_generate(here: Here, words: tuple[str, ...], worded: Worded) -> None:
    result = here("generate", *PLAIN, *words)
    assert (result.status, result.out) == (2, "")
    worded(result)
    error, hint = result.err.splitlines()
    assert error.startswith("akg: error: ")
    assert hint.startswith("akg: hint: ")
    assert files_in(here.home) == ["passphrase.txt"]


@pytest.mark.parametrize(
    "words",
    [
        ("create",),
        ("--verbose",),
        ("public",),
        ("inspect",),
        ("inspect", "a", "b"),
        ("keyring",),
        ("keyring", "forget"),
        ("keyring", "forget", "a", "b"),
        ("public", "a", "--keyring", "--passphrase-stdin"),
        ("public", "a", "--keyring=x"),
    ],
)
def test_other_commands(here: Here, words: tuple[str, ...], worded: Worded) -> None:
    result = here(*words)
    assert (result.status, result.out) == (2, "")
    worded(result)


@pytest.mark.parametrize(
    "iterations",
    [
        "599999",
        "10000001",
        "-5",
    ],
)
def test_iterations_that_policy_refuses(here: Here, iterations: str, worded: Worded) -> None:
    result = here("generate", "--iterations", iterations, "--passphrase-file", "passphrase.txt")
    assert (result.status, result.out) == (5, "")
    worded(result)
    assert files_in(here.home) == ["passphrase.txt"]


@pytest.mark.parametrize(
    "command",
    [
        (),
        ("generate",),
        ("public",),
        ("inspect",),
        ("convert",),
        ("handover",),
        ("keyring",),
        ("keyring", "forget"),
        ("sign",),
        ("verify",),
        ("doctor",),
    ],
)
def test_help_teaches_by_example_and_names_the_exit_statuses(here: Here, command: tuple[str, ...]) -> None:
    result = here(*command, "--help")
    assert (result.status, result.err) == (0, "")
    assert "\nexamples:\n  akg" in result.out
    for status, meaning in EXIT_STATUSES.items():
        assert f"  {status:<4} {meaning}\n" in result.out
