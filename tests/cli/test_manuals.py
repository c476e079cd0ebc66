"""The man page and the completions, as packaging/manuals.py builds them."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.cli.status import EXIT_STATUSES
from app.clients.table import BY_IDENTIFIER as CLIENTS
from app.venues.purpose import BY_IDENTIFIER as PURPOSES
from app.venues.table import BY_IDENTIFIER as VENUES

SCRIPT = Path(__file__).parents[2] / "packaging" / "manuals.py"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    outdir = tmp_path_factory.mktemp("manuals")
    subprocess.run([sys.executable, str(SCRIPT), str(outdir)], check=True)
    return outdir


@pytest.mark.thorough
def test_the_man_page_has_commands_examples_and_exit_statuses(built: Path) -> None:
    page = (built / "man/akg.1").read_text().replace("\\", "")
    for heading in (".SH NAME", ".SH SYNOPSIS", ".SH\nCOMMANDS", ".SH EXAMPLES", ".SH EXIT STATUS"):
        assert f"\n{heading}\n" in page
    for command in (
        "generate",
        "register",
        "venues",
        "public",
        "inspect",
        "convert",
        "handover",
        "passphrase",
        "passphrase suggest",
        "passphrase change",
        "keyring",
        "keyring forget",
        "completion",
        "help",
    ):
        assert f".SS fBakg {command}fR" in page
    for status, meaning in EXIT_STATUSES.items():
        assert f".B {status}\n&{meaning}\n" in page
    assert "--passphrase-file" in page
    assert "akg --version --json" in page


@pytest.mark.interop
def test_roff_has_nothing_to_complain_about(built: Path) -> None:
    page = str(built / "man/akg.1")
    done = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-z", page], capture_output=True, check=True)
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("akg in", ["inspect"]),
        ("akg generate --passphrase-s", ["--passphrase-stdin"]),
        ("akg generate -k rsa-4", ["rsa-4096"]),
        ("akg register --venue binance-t", ["binance-testnet"]),
        ("akg generate --purpose sp", ["spot"]),
        ("akg venues kal", ["kalshi"]),
        ("akg generate --venue interactive", ["interactive-brokers"]),
        ("akg clients hummingb", ["hummingbot"]),
        ("akg use freq", ["freqtrade"]),
        ("akg use ccxt key.pem --venue binance-d", ["binance-demo"]),
    ],
)
def test_bash_completes(built: Path, words: str, offered: list[str]) -> None:
    script = f"""
        source {built}/completions/akg.bash
        COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _shtab_akg akg "${{COMP_WORDS[-1]}}"
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == offered


@pytest.mark.parametrize("name", ["akg.bash", "_akg", "akg.fish"])
def test_what_akg_completion_prints_is_what_is_built(built: Path, name: str) -> None:
    """After a change of the command line: make completions."""
    kept = SCRIPT.parents[1] / "resources" / "completions" / name
    assert kept.read_text() == (built / "completions" / name).read_text()


def test_zsh_and_fish_know_the_commands(built: Path) -> None:
    for name in ("_akg", "akg.fish"):
        text = (built / "completions" / name).read_text()
        assert "passphrase-fd" in text
        assert "inspect" in text


@pytest.mark.interop
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("akg use freq", ["freqtrade"]),
        ("akg clients hummingb", ["hummingbot"]),
        ("akg generate --venue interactive", ["interactive-brokers"]),
        ("akg register --venue binance-d", ["binance-demo"]),
        ("akg generate --purpose sp", ["spot"]),
    ],
)
def test_fish_completes(built: Path, tmp_path: Path, line: str, offered: list[str]) -> None:
    script = f"source {built}/completions/akg.fish; complete -C '{line}'"
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    done = subprocess.run(
        ["fish", "-c", script], capture_output=True, text=True, check=True, env=environment, cwd=tmp_path
    )
    assert [each.split("\t")[0] for each in done.stdout.splitlines()] == offered


def test_zsh_is_told_the_names_of_the_tables(built: Path) -> None:
    """For the program and its file, and for the venue and the purpose of every command that has them."""
    lines = (built / "completions/_akg").read_text().splitlines()
    for start, names in ((":the program, by", CLIENTS), ("--venue[", VENUES), ("--purpose[", PURPOSES)):
        found = [line for line in lines if f'"{start}' in line]
        assert found
        assert all(f":({' '.join(names)})" in line for line in found)
