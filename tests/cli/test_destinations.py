"""`akg generate` says what the folder is before it asks for anything, and does its work all the same."""

from pathlib import Path

import pexpect
import pytest

from app.storage import preferences
from app.storage.preferences import Preferences
from tests.cli.conftest import Akg, Here, Spawn, files_in

PLAIN = ("--no-passphrase", "--force-plaintext")
WITH_PASSPHRASE = ("--passphrase-file", "passphrase.txt")
STRONG = "gallows-unwrapped-tiptop-blizzard-crayon-mousy"
SETTINGS = ".config/asymmetric-key-generator/preferences.json"


pytestmark = pytest.mark.usefixtures("quick_derivation")


@pytest.fixture
def box(akg: Akg) -> Path:
    folder = akg.home / "Box"
    folder.mkdir(mode=0o700)
    return folder


def warnings(error: str) -> list[str]:
    return [line for line in error.splitlines() if line.startswith("akg: warning: ")]


@pytest.mark.parametrize("target", [("-d", "Box/keys"), ("-a", "Box/keys.tar.gz")])
@pytest.mark.parametrize("options", [(), ("--quiet",), ("--json",)])
def test_a_synced_folder_is_warned_about(
    here: Here, box: Path, target: tuple[str, str], options: tuple[str, ...]
) -> None:
    result = here("generate", *target, *options, *WITH_PASSPHRASE)

    (warning,) = warnings(result.err)
    folder = box / "keys" if target[0] == "-d" else box
    assert warning.startswith(f"akg: warning: {folder}: ")
    assert "Box. " in warning
    assert result.err.splitlines()[0] == warning
    assert (result.status, "looks like" in result.out) == (0, False)
    assert files_in(box) != []


def test_a_work_tree_is_warned_about_with_the_line_that_helps(here: Here) -> None:
    (here.home / ".hg").mkdir()

    (warning,) = warnings(here("generate", "-l", "spot", *WITH_PASSPHRASE).err)

    assert "may include spot.private.pem in it." in warning
    assert f"add the line glob:*.private.pem* to {here.home}/.hgignore." in warning


def test_every_finding_has_its_line(here: Here, box: Path) -> None:
    (box / ".svn").mkdir()
    box.chmod(0o777)
    assert len(warnings(here("generate", "-d", "Box", *WITH_PASSPHRASE).err)) == 3


def test_it_is_said_before_the_passphrase_is_asked_for(spawn: Spawn, box: Path) -> None:
    child = spawn("generate", "-d", "Box")
    child.expect("synced by Box")
    child.expect("Passphrase for the private key: ")


def give_passphrase(child: "pexpect.spawn[str]") -> str:
    """What is said from then on."""
    child.sendline(STRONG)
    child.expect("(?i)again|repeat|once more")
    child.sendline(STRONG)
    child.expect(pexpect.EOF)
    return str(child.before)


@pytest.mark.parametrize("link", [True, False])
def test_another_folder_in_its_place_is_refused(akg: Akg, spawn: Spawn, link: bool) -> None:
    """GIVEN a folder that was judged WHEN another one has its place before it is written to."""
    keys, others = akg.home / "keys", akg.home / "others"
    keys.mkdir(mode=0o700)
    others.mkdir(mode=0o700)
    child = spawn("generate", "-d", "keys")
    child.expect("Passphrase for the private key: ")
    keys.rename(akg.home / "away")
    if link:
        keys.symlink_to(others)
    else:
        others.rename(keys)

    said = give_passphrase(child)

    assert "is no longer the folder that was looked at" in said
    assert not files_in(akg.home / "away")
    assert not files_in(keys)


def test_what_became_of_the_folder_meanwhile_is_told_too(akg: Akg, spawn: Spawn) -> None:
    (akg.home / "keys").mkdir(mode=0o700)
    child = spawn("generate", "-d", "keys")
    child.expect("Passphrase for the private key: ")
    (akg.home / "keys" / ".hg").mkdir()

    assert "belongs to a Mercurial project" in give_passphrase(child)


def test_a_folder_that_was_accepted_in_the_window_is_not_warned_about(here: Here, box: Path) -> None:
    accepted = preferences.accept_folder(Preferences(), box)
    preferences.save(here.home / SETTINGS, accepted)

    assert warnings(here("generate", "-d", "Box", *WITH_PASSPHRASE).err) == []
    assert len(warnings(here("generate", "-d", "Box/keys", *WITH_PASSPHRASE).err)) == 1


def test_a_folder_of_ones_own_is_not_warned_about(here: Here) -> None:
    assert here("generate", "--quiet", *WITH_PASSPHRASE).err == ""


def test_standard_output_is_no_folder(here: Here) -> None:
    (here.home / ".hg").mkdir()
    assert warnings(here("generate", "-o", "-", *PLAIN).err) == []


def test_what_is_refused_is_not_warned_about(here: Here, box: Path) -> None:
    (box / "spot.private.pem").touch()
    result = here("generate", "-d", "Box", "-l", "spot", *PLAIN)
    assert (result.status, warnings(result.err)) == (5, [])


def test_a_folder_that_would_steer_the_terminal_does_not(here: Here) -> None:
    folder = here.home / "Box" / "\x1b[2J"
    folder.mkdir(parents=True)
    (warning,) = warnings(here("generate", "-d", str(folder), *WITH_PASSPHRASE).err)
    assert "\\x1b[2J" in warning
