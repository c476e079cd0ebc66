"""akg generate --venue, --purpose and --each-purpose: which types, how many pairs, and their names."""

import json
import shlex

import pytest

from app.storage.names import today
from tests.cli.conftest import Here, Worded, files_in

PLAIN = ("--no-passphrase", "--force-plaintext", "-d", "keys")
DAY = today()
FOUR = [f"{slug}-{DAY}" for slug in ("spot-trading", "futures-trading", "tax-data", "trading-data")]


def labels_in(here: Here) -> set[str]:
    return {name.removesuffix(".private.pem") for name in files_in(here.home / "keys") if "private" in name}


@pytest.mark.parametrize(
    ("words", "algorithm"),
    [
        (("--venue", "binance"), "ed25519"),
        (("--venue", "kalshi"), "rsa-2048"),
        (("--venue", "kalshi", "-k", "rsa-3072"), "rsa-3072"),
        (("--venue", "binance", "-k", "rsa-2048"), "rsa-2048"),
        (("--purpose", "tax"), "ed25519"),
    ],
)
def test_the_venue_chooses_the_type_where_none_is_given(
    here: Here, words: tuple[str, ...], algorithm: str
) -> None:
    result = here("generate", *PLAIN, "--json", *words)
    assert result.status == 0
    assert [pair["algorithm"] for pair in json.loads(result.out)["pairs"]] == [algorithm]


@pytest.mark.parametrize(
    "words",
    [
        ("--venue", "bybit", "-k", "ed25519"),
        ("--venue", "interactive-brokers", "-k", "ed25519"),
        ("--venue", "revolut-x", "-k", "rsa-4096"),
        ("--venue", "gmgn", "-k", "rsa-2048", "--each-purpose"),
    ],
)
def test_what_the_venue_does_not_take_is_refused_before_anything_is_made(
    here: Here, words: tuple[str, ...], worded: Worded
) -> None:
    result = here("generate", *PLAIN, *words)
    assert (result.status, result.out) == (5, "")
    assert not (here.home / "keys").exists()
    worded(result)


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        (("--venue", "binance"), [f"binance-{DAY}"]),
        (("--purpose", "spot"), [f"spot-trading-{DAY}"]),
        (("--venue", "binance", "--purpose", "read-only"), [f"trading-data-{DAY}"]),
        (("--venue", "binance", "--purpose", "tax", "-l", "mine"), ["mine"]),
        (("--each-purpose",), FOUR),
        (("--each-purpose", "-l", "bot"), [name.replace(DAY, "bot") for name in FOUR]),
        (("--venue", "ibkr"), [f"interactive-brokers-{DAY}-{pair}" for pair in ("signature", "encryption")]),
        (("--venue", "ibkr", "-l", "ib", "--purpose", "spot"), ["ib-signature", "ib-encryption"]),
    ],
)
def test_labels_say_what_a_key_is_for(here: Here, words: tuple[str, ...], labels: list[str]) -> None:
    result = here("generate", *PLAIN, *words, "--json")
    assert result.status == 0
    assert [pair["label"] for pair in json.loads(result.out)["pairs"]] == labels
    assert labels_in(here) == set(labels)


def test_suggested_labels_are_free_ones_for_all_pairs_of_a_set(here: Here) -> None:
    (here.home / "keys").mkdir()
    (here.home / "keys" / f"tax-data-{DAY}.public.pem").touch()
    assert here("generate", *PLAIN, "--each-purpose").status == 0
    assert labels_in(here) == {f"{name}-2" for name in FOUR}
    assert here("generate", *PLAIN, "--venue", "ibkr").status == 0
    assert here("generate", *PLAIN, "--venue", "ibkr").status == 0
    assert f"interactive-brokers-{DAY}-2-signature" in labels_in(here)


def test_a_label_that_is_taken_has_a_free_one_in_the_hint(here: Here, worded: Worded) -> None:
    assert here("generate", *PLAIN, "--venue", "ibkr", "-l", "ib").status == 0
    result = here("generate", *PLAIN, "--venue", "ibkr", "-l", "ib")
    assert result.status == 5
    worded(result)


def test_four_pairs_in_one_archive(here: Here) -> None:
    import tarfile

    result = here("generate", *PLAIN[:2], "--each-purpose", "-a", "bot.tar.gz")
    assert result.status == 0
    with tarfile.open(here.home / "bot.tar.gz") as archive:
        names = archive.getnames()
    assert len(names) == 8
    assert "tax-data-bot.private.pem" in names


def test_each_pair_has_the_command_that_goes_on(here: Here, worded: Worded) -> None:
    result = here(
        "generate", *PLAIN[:2], "-d", "my keys", "--venue", "binance", "--each-purpose", "-l", "$x y"
    )
    assert result.status == 0
    worded(result)
    lines = [line.removeprefix("Next: ") for line in result.err.splitlines() if line.startswith("Next: ")]
    assert len(lines) == 4
    for line in lines:
        program, *words = shlex.split(line)
        assert program == "akg"
        assert here(*words).status == 0


def test_a_set_says_what_else_is_needed(here: Here, worded: Worded) -> None:
    result = here("generate", *PLAIN, "--venue", "ibkr", "-l", "ib")
    assert result.status == 0
    worded(result)


def test_a_size_that_may_be_refused_has_the_notice_of_the_venue(here: Here, worded: Worded) -> None:
    result = here("generate", *PLAIN, "--venue", "bybit", "-k", "rsa-3072", "-l", "x")
    assert result.status == 0
    worded(result)


@pytest.mark.parametrize(
    "words",
    [
        ("--venue", "binanse"),
        ("--venue", ""),
        ("--purpose", "spott"),
        ("--purpose", "tax", "--each-purpose"),
        ("--each-purpose", "-n", "4"),
        ("--each-purpose", "--copy"),
        ("--venue", "ibkr", "-n", "2"),
        ("--venue", "ibkr", "--copy"),
        ("--venue", "ibkr", "--each-purpose"),
        ("--each-purpose", "-l", "a/b"),
        ("--each-purpose", "-l", "x" * 99),
        ("--venue", "ibkr", "-l", "../x"),
    ],
)
def test_words_that_make_no_sense(here: Here, words: tuple[str, ...], worded: Worded) -> None:
    result = here("generate", *PLAIN, *words)
    assert (result.status, result.out) == (2, "")
    assert not (here.home / "keys").exists()
    worded(result)


def test_standard_output_has_all_pairs(here: Here) -> None:
    result = here("generate", *PLAIN[:2], "--each-purpose", "--venue", "binance", "-o", "-")
    assert result.status == 0
    assert result.out.count("BEGIN PRIVATE KEY") == 4
    assert files_in(here.home) == ["passphrase.txt"]
