"""Help by another word, paths in place of a command, and mistakes that are told without repeating them."""

import re
import subprocess
from pathlib import Path

import pytest

from app import __version__
from tests.cli.conftest import Akg, Here

PLAIN = ("--no-passphrase", "--force-plaintext")
SECRET = "Canary-Rx7-tangerine"
BODY = "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g"


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("genrate",), "generate"),
        (("Generate",), "generate"),
        (("inspekt",), "inspect"),
        (("help", "passfrase"), "passphrase"),
        (("passphrase", "chnge", "x"), "change"),
        (("help", "passphrase", "sugest"), "suggest"),
        (("keyring", "forgot", "x"), "forget"),
        (("completion", "zhs"), "zsh"),
        (("generate", "--passphrase-fil", "x"), "--passphrase-file"),
        (("inspect", "--jsn", "x"), "--json"),
        (("--verison",), "--version"),
    ],
)
def test_a_slip_is_answered_with_the_word_that_was_meant(
    here: Here, words: tuple[str, ...], meant: str
) -> None:
    result = here(*words)
    assert (result.status, result.out) == (2, "")
    assert f"akg: hint: Did you mean {meant}? " in result.err


@pytest.mark.parametrize(
    "words",
    [
        (SECRET,),
        (f"--{SECRET}",),
        (f"--{SECRET}=x",),
        (f"--x={SECRET}",),
        (f"--passphrase={SECRET}",),
        (f"--passphrases={SECRET}",),
        (f"--PASSWORD={SECRET}",),
        (f"--secret={SECRET}",),
        ("generate", f"--pass{SECRET}"),
        ("generate", "--password", SECRET),
        ("generate", f"--passphrase-{SECRET}"),
        ("generate", f"--passphrase-stdin={SECRET}"),
        ("generate", f"-q{SECRET}"),
        ("generate", f"-z{SECRET}"),
        ("generate", SECRET),
        ("generate", *PLAIN, "--", SECRET),
        ("generate", "-n", SECRET),
        ("generate", "-k", SECRET),
        ("generate", "-o", SECRET),
        ("generate", "-a", SECRET),
        ("generate", "--iterations", SECRET),
        ("generate", "--passphrase-fd", SECRET),
        ("generate", "--passphrase-file", SECRET),
        ("passphrase", SECRET),
        ("passphrase", "suggest", "--words", SECRET),
        ("keyring", SECRET),
        ("completion", SECRET),
        ("help", SECRET),
        ("help", "passphrase", SECRET),
        ("--version", SECRET),
        (f"/{SECRET}",),
        (f"./{SECRET}.pem",),
        (BODY,),
        ("generate", BODY),
        (f"--{BODY}",),
    ],
)
def test_no_stray_word_is_repeated(here: Here, words: tuple[str, ...]) -> None:
    result = here(*words)
    assert result.status in (1, 2)
    for piece in (SECRET, "anary", "tangerine", BODY, BODY[8:24]):
        assert piece.casefold() not in (result.out + result.err).casefold()


@pytest.mark.parametrize("option", ["--password", "--passphrase", "--pw", "--pin", "-pass", "--Passwd"])
def test_an_option_for_a_passphrase_is_answered_with_the_safe_ways(here: Here, option: str) -> None:
    result = here("generate", option, "x")
    assert result.status == 2
    assert "akg: hint: Use --passphrase-file FILE, --passphrase-fd N, --passphrase-stdin" in result.err


@pytest.mark.parametrize(
    "words", [(), ("generate",), ("passphrase",), ("passphrase", "change"), ("completion",)]
)
def test_help_as_a_word_is_help_as_an_option(here: Here, words: tuple[str, ...]) -> None:
    assert here("help", *words) == here(*words, "--help")
    assert here("help", *words).status == 0


def test_help_about_help(here: Here) -> None:
    assert "akg help passphrase change" in here("help", "--help").out
    assert here("help", "help") == here("help", "--help")


@pytest.mark.parametrize(
    "words", [("spot.private.pem",), ("./spot.private.pem",), ("spot.private.pem", "--json")]
)
def test_a_path_in_place_of_a_command_is_inspected(here: Here, words: tuple[str, ...]) -> None:
    here("generate", "-d", ".", "-l", "spot", *PLAIN)
    result = here(*words)
    assert result == here("inspect", *words)
    assert (result.status, "ed25519" in result.out) == (0, True)


def test_a_file_of_any_name_is_a_path_and_a_command_is_a_command(here: Here) -> None:
    here("generate", "-d", ".", "-l", "spot", *PLAIN)
    for name in ("mykey", "keyring"):
        (here.home / name).write_bytes((here.home / "spot.public.pem").read_bytes())
    assert here("mykey").out == here("inspect", "spot.public.pem").out
    assert here("keyring").status == 2


@pytest.mark.parametrize("words", [("-V",), ("--version",)])
def test_the_version_has_a_short_option(akg: Akg, words: tuple[str, ...]) -> None:
    result = akg(*words)
    assert (result.status, result.out, result.err) == (0, f"akg {__version__}\n", "")
    assert akg(*words, "--json").out == akg("--version", "--json").out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_is_printed_as_it_is_kept(here: Here, shell: str) -> None:
    result = here("completion", shell)
    assert (result.status, result.err) == (0, "")
    name = {"bash": "akg.bash", "zsh": "_akg", "fish": "akg.fish"}[shell]
    kept = Path(__file__).parents[2] / "resources" / "completions" / name
    assert result.out == kept.read_text()


def test_the_printed_completion_works_in_bash(akg: Akg) -> None:
    (akg.home / "akg.bash").write_text(akg("completion", "bash").out)
    script = "source akg.bash; COMP_WORDS=(akg comp); COMP_CWORD=1; _shtab_akg akg comp; echo ${COMPREPLY[@]}"
    done = subprocess.run(["bash", "-c", script], cwd=akg.home, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["completion"]


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_help_breaks_between_words_at_the_width_of_the_terminal(
    here: Here, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for command in ("generate", "public", "inspect", "keyring"):
        told = here(command, "--help").out
        _, _, prose = told.partition("\n\n")
        too_long = [
            line for line in prose.splitlines() if len(line) > columns and not re.search(r"\[-|\{", line)
        ]
        assert too_long == []
