"""The commands for secrets managers: run in a real shell, with hard names, against programs that note all."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UsageError
from app.handover.manager import PASSPHRASE_FILE, Command, Entry, Manager, Place, commands, safe_name
from app.handover.table import BY_NAME, MANAGERS
from tests.sentences import values_of

HARD = ['it\'s "$HOME" `id` \xfc \u6f22\u5b57', "-rf", "a;b&c|d>e<f", "~*?[x]{a,b}!#%", "\\n\\", "a  b "]
CONTENT = b"-----BEGIN ENCRYPTED PRIVATE KEY-----\nnot a key\n-----END ENCRYPTED PRIVATE KEY-----\n"
PHRASE = b"a phrase that is nowhere else\n"
SAFE = [manager for manager in MANAGERS if not manager.refused]
EACH = pytest.mark.parametrize("manager", SAFE, ids=lambda manager: manager.name)

PROGRAM = """#!/bin/sh
printf '%s\\0' "$(basename "$0")" "$@" >> "$NOTES"
if [ -p /dev/stdin ] || [ -f /dev/stdin ]; then cat >> "$NOTES.stdin"; fi
cat "$STORED"
"""


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder with a program of every manager, which notes its words and what comes in."""
    folder = tmp_path / "bin"
    folder.mkdir()
    names = {command.line.split(" ")[0] for manager in SAFE for command in lines(manager, tmp_path / "x")}
    for name in names:
        (folder / name).write_text(PROGRAM)
        (folder / name).chmod(0o755)
    return folder


def lines(manager: Manager, file: Path, passphrase: str | None = PASSPHRASE_FILE) -> tuple[Command, ...]:
    return commands(manager, Entry(file, file.name.removesuffix(".private.pem"), passphrase))


def run(line: str, programs: Path, stored: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["sh", "-c", line],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=programs,
        env={
            "PATH": f"{programs}:/usr/bin:/bin",
            "NOTES": str(programs.parent / "notes"),
            "STORED": str(stored),
        },
        check=False,
    )


@EACH
@pytest.mark.parametrize("label", HARD)
def test_a_real_shell_takes_each_name_as_one_word(
    manager: Manager, label: str, programs: Path, tmp_path: Path
) -> None:
    folder = tmp_path / f"in {label}"
    folder.mkdir()
    file, phrase = folder / f"{label}.private.pem", folder / f"{label} phrase"
    file.write_bytes(CONTENT)
    phrase.write_bytes(PHRASE)
    made = lines(manager, file, str(phrase))
    notes, taken = tmp_path / "notes", tmp_path / "notes.stdin"
    for command in made:
        if "COPY" in command.line:
            (programs / "COPY").write_bytes(CONTENT)
        done = run(command.line, programs, file)
        assert done.returncode == 0, (command.line, done.stderr)
    words = notes.read_text(encoding="utf-8").split("\0")
    seen = taken.read_bytes() if taken.exists() else b""
    assert any(str(file) in word for word in words) or CONTENT in seen
    if manager.store_passphrase and manager.name != "keepassxc":
        assert any(str(phrase) in word for word in words) or PHRASE in seen
    assert not any(secret in word for word in words for secret in ("BEGIN", "phrase that is nowhere"))
    made_here = {path.name for path in folder.iterdir()} - {file.name, phrase.name}
    assert made_here <= {f"{file.name}.vault", f"{label}.passphrase.vault"}


@EACH
def test_what_is_read_back_is_compared(manager: Manager, programs: Path, tmp_path: Path) -> None:
    file, other = tmp_path / "key.private.pem", tmp_path / "other"
    file.write_bytes(CONTENT)
    (tmp_path / "key.private.pem.vault").touch()
    other.write_bytes(CONTENT.replace(b"not", b"bad"))
    for command in lines(manager, file):
        if command.purpose.value == "read-back":
            (programs / "COPY").write_bytes(CONTENT)
            same = run(command.line, programs, file)
            assert (same.returncode, "COPY" in command.line or same.stdout == b"") == (0, True), same
            (programs / "COPY").write_bytes(other.read_bytes())
            assert run(command.line, programs, other).returncode != 0


@pytest.mark.parametrize("path", ["/a\nb", "/a\x1b[2Jb", "/a\udcffb", "/a\u202eb", "/a\tb"])
def test_a_path_that_a_line_cannot_show_is_refused(path: str) -> None:
    with pytest.raises(UsageError):
        Entry(Path(path), "a")
    with pytest.raises(UsageError):
        Entry(Path("/a"), "a", path)


@EACH
def test_a_key_in_clear_has_no_passphrase_to_store(manager: Manager) -> None:
    made = lines(manager, Path("/home/a/key.private.pem"), None)
    assert made
    assert not any("passphrase" in command.line.casefold() for command in made)
    assert any("key.private.pem" in command.line for command in made)


@EACH
def test_each_word_in_capitals_is_explained(manager: Manager) -> None:
    explained = {word for word, _ in manager.own} | {PASSPHRASE_FILE}
    text = " ".join(command.line for command in lines(manager, Path("/x/y.private.pem")))
    for word in explained:
        text = text.replace(word, "")
    known = ("SecureString", "SecretString", "Parameter.Value", "-B", "Y_PRIVATE_PEM", "Y_PASSPHRASE")
    left = [word for word in text.split() if any(c.isupper() for c in word) and word not in known]
    assert not left


def test_offline_ones_come_first_and_clouds_last() -> None:
    places = [manager.place for manager in MANAGERS]
    assert places == sorted(places, key=list(Place).index)
    assert BY_NAME.keys() == {manager.name for manager in MANAGERS}
    assert len(BY_NAME) == len(MANAGERS)


def test_a_refused_manager_has_a_reason_and_no_command() -> None:
    refused = [manager for manager in MANAGERS if manager.refused]
    assert "dotenvx" in {manager.name for manager in refused}
    for manager in refused:
        assert not lines(manager, Path("/x"))
        assert values_of(manager.refused) == {}


@given(label=st.text(max_size=200))
def test_a_safe_name_is_one_that_the_strictest_take(label: str) -> None:
    name = safe_name(label)
    assert 1 <= len(name) <= 60
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not name.startswith("-")
    assert not name.endswith("-")


@pytest.mark.parametrize(
    ("label", "name"),
    [("Spot Trading_1", "spot-trading-1"), ("Z\xfcrich", "zurich"), ("\u6f22\u5b57", "key"), ("", "key")],
)
def test_a_safe_name_is_like_the_label(label: str, name: str) -> None:
    assert safe_name(label) == name
