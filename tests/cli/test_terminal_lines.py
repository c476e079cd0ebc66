"""What a person sees on a terminal: lines that break between words, a green tick; and what a program gets."""

import re

import pytest

from tests.cli.conftest import Akg, Here, Spawn
from tests.cli.test_prompts import end_of

PLAIN = ("--no-passphrase", "--force-plaintext")
WORD = "a-folder-with-a-name-that-is-longer-than-forty-columns-of-a-terminal"
SAVED = "The key pair is saved."
CONTROL = re.compile(r"\x1b\[[0-9;]*m")

pytestmark = pytest.mark.slow


def shown(spawn: Spawn, columns: int, *words: str, **environment: str) -> list[str]:
    child = spawn(*words, **environment)
    child.setwinsize(24, columns)
    return str(end_of(child)[1]).replace("\r", "").splitlines()


@pytest.mark.parametrize("columns", [40, 80])
def test_lines_break_between_words_and_a_name_never(akg: Akg, spawn: Spawn, columns: int) -> None:
    lines = shown(spawn, columns, "generate", "-l", "spot", "-d", WORD, *PLAIN, TERM="dumb")
    assert f"{akg.home}/{WORD}/spot.private.pem" in " ".join(lines)
    for line in lines:
        assert len(line) <= columns or max(map(len, line.split())) > columns - 25
    warning = next(index for index, line in enumerate(lines) if line.startswith("akg: warning: Checked"))
    assert lines[warning + 1].startswith("     ") or columns == 80


def test_hints_break_and_are_indented_and_only_one_word_is_coloured(akg: Akg, spawn: Spawn) -> None:
    lines = shown(spawn, 50, "generate", "--password", "x")
    assert lines[0].startswith("akg: \x1b[1;31merror:\x1b[0m ")
    assert all(len(CONTROL.sub("", line)) <= 50 for line in lines)
    assert [CONTROL.sub("", line)[:10] for line in lines if line.startswith("akg: ")] == [
        "akg: error",
        "akg: hint:",
    ]
    assert all(line.startswith("     ") for line in lines if not line.startswith("akg: "))
    whole = akg("generate", "--password", "x").err
    assert CONTROL.sub("", " ".join(line.strip() for line in lines)) == " ".join(whole.splitlines())


def test_what_a_program_reads_is_not_broken(akg: Akg) -> None:
    result = akg("generate", "--password", "x", COLUMNS="40")
    assert len(result.err.splitlines()) == 2
    result = akg("generate", "-l", "spot", "-d", WORD, *PLAIN, COLUMNS="40")
    assert f"{akg.home}/{WORD}/spot.private.pem (only you can read it)\n" in result.err
    assert "\u2713" not in result.err
    assert f"\n{SAVED}\n" in result.err


def test_what_succeeded_has_a_green_tick_on_a_terminal(spawn: Spawn) -> None:
    lines = shown(spawn, 80, "generate", "-l", "spot", *PLAIN)
    assert f"\x1b[32m\u2713 \x1b[0m{SAVED}" in lines


@pytest.mark.parametrize(
    ("environment", "line"),
    [
        ({"NO_COLOR": "1"}, f"\u2713 {SAVED}"),
        ({"TERM": "dumb"}, SAVED),
        ({"PYTHONIOENCODING": "ascii"}, SAVED),
    ],
)
def test_a_terminal_that_cannot_show_it_gets_plain_text(
    spawn: Spawn, environment: dict[str, str], line: str
) -> None:
    lines = shown(spawn, 80, "generate", "-l", "spot", *PLAIN, **environment)
    assert line in lines


def test_quiet_has_no_tick(here: Here) -> None:
    assert "saved" not in here("generate", "-l", "spot", "-q", *PLAIN).err
