"""Options that make no sense end with 2, a statement and a hint, and nothing written."""

import pytest

from app.cli.status import EXIT_STATUSES
from tests.cli.conftest import Here, files_in

PLAIN = ("--no-passphrase", "--force-plaintext")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("-n", "0"), "0 key pairs cannot be generated"),
        (("-n", "-1"), "-1 key pairs cannot be generated"),
        (("-n", "1000000000"), "1000000000 key pairs cannot be generated"),
        (("-n", "9" * 5000), "--count takes a whole number"),
        (("-n", "1.5"), "--count takes a whole number"),
        (("-n", "1_0"), "--count takes a whole number"),
        (("-n", "\u0663"), "--count takes a whole number"),
        (("-n", ""), "--count takes a whole number"),
        (("-n",), "expected one argument"),
        (("-k", "ec"), "no such key type"),
        (("-k", "rsa-1024"), "no such key type"),
        (("-l", ""), "The label is empty"),
        (("-l", "a/b"), "no file name may have: /"),
        (("-l", "../up"), "no file name may have: /"),
        (("-l", "a\\b"), "no file name may have: \\"),
        (("-l", "a\nb"), "control characters"),
        (("-l", "a\x1b[31mb"), "control characters"),
        (("-l", "NUL"), "reserved name"),
        (("-l", "com1.txt"), "reserved name"),
        (("-l", ".hidden"), "begins with a dot"),
        (("-l", "x" * 101), "longer than 100 bytes"),
        (("-d", ""), "The folder is empty"),
        (("-d", "x", "-a", "y.tar.gz"), "not allowed with"),
        (("-d", "x", "-o", "-"), "not allowed with"),
        (("-a", "y.tar.gz", "-o", "-"), "not allowed with"),
        (("-a", "y.zip"), "ends in .tar.gz"),
        (("-a", ".tar.gz"), "The label is empty"),
        (("-o", "file"), "--output takes only -"),
        (("-o", "-", "--json"), "never put into JSON"),
        (("--iterations", "many"), "--iterations takes a whole number"),
        (("--keyring",), "--keyring makes no sense without a passphrase"),
        (("--iterations", "700000"), "makes no sense without a passphrase"),
        (("--forc",), "Did you mean --force? "),
        (("--words", "5"), "Unknown option: --words."),
        (("--canary=1", "-z"), "Unknown option; it is not repeated"),
        (("extra",), "a word too many"),
    ],
)
def test_generate(here: Here, words: tuple[str, ...], told: str) -> None:
    result = here("generate", *PLAIN, *words)
    assert (result.status, result.out) == (2, "")
    assert told in result.err
    error, hint = result.err.splitlines()
    assert error.startswith("akg: error: ")
    assert hint.startswith("akg: hint: ")
    assert files_in(here.home) == ["passphrase.txt"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("create",), "The first word must be a command"),
        (("--verbose",), "Unknown option; it is not repeated"),
        (("public",), "required: FILE"),
        (("inspect",), "required: FILE"),
        (("inspect", "a", "b"), "a word too many"),
        (("keyring",), "required: ACTION"),
        (("keyring", "forget"), "required: FILE"),
        (("keyring", "forget", "a", "b"), "a word too many"),
        (("public", "a", "--keyring", "--passphrase-stdin"), "not allowed with argument --keyring"),
        (("public", "a", "--keyring=x"), "takes no value"),
    ],
)
def test_other_commands(here: Here, words: tuple[str, ...], told: str) -> None:
    result = here(*words)
    assert (result.status, result.out) == (2, "")
    assert told in result.err


@pytest.mark.parametrize(
    ("iterations", "told"), [("599999", "too few"), ("10000001", "more than any client"), ("-5", "too few")]
)
def test_iterations_that_policy_refuses(here: Here, iterations: str, told: str) -> None:
    result = here("generate", "--iterations", iterations, "--passphrase-file", "passphrase.txt")
    assert (result.status, result.out) == (5, "")
    assert told in result.err
    assert files_in(here.home) == ["passphrase.txt"]


@pytest.mark.parametrize(
    "command", [(), ("generate",), ("public",), ("inspect",), ("keyring",), ("keyring", "forget")]
)
def test_help_teaches_by_example_and_names_the_exit_statuses(here: Here, command: tuple[str, ...]) -> None:
    result = here(*command, "--help")
    assert (result.status, result.err) == (0, "")
    assert "\nexamples:\n  akg" in result.out
    for status, meaning in EXIT_STATUSES.items():
        assert f"  {status:<4} {meaning}\n" in result.out
