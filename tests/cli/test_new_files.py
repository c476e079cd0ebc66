"""Where files may go: nothing is overwritten, and where it fails nothing is written."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Akg, Here, Worded, files_in

PLAIN = ("--no-passphrase", "--force-plaintext")


@pytest.fixture
def keys(akg: Akg) -> Path:
    folder = akg.home / "keys"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("taken", ["spot.private.pem", "spot.public.pem", "SPOT.Public.PEM"])
def test_an_existing_file_is_not_touched(here: Here, keys: Path, taken: str, worded: Worded) -> None:
    (keys / taken).write_text("mine")
    result = here("generate", "-l", "spot", "-d", "keys", *PLAIN)
    assert (result.status, result.out) == (5, "")
    worded(result)
    assert files_in(keys) == [taken]
    assert (keys / taken).read_text() == "mine"


def test_the_free_name_that_is_offered_is_free(here: Here, keys: Path) -> None:
    here("generate", "-l", "spot", "-d", "keys", *PLAIN)
    here("generate", "-l", "spot-2", "-d", "keys", *PLAIN)
    assert "-l spot-3 is free;" in here("generate", "-l", "spot", "-d", "keys", *PLAIN).err
    assert here("generate", "-l", "spot-3", "-d", "keys", *PLAIN).status == 0


def test_an_existing_archive_is_not_touched(here: Here, keys: Path) -> None:
    (keys / "bots.tar.gz").write_text("mine")
    result = here("generate", "-a", "keys/bots.tar.gz", *PLAIN)
    assert result.status == 5
    assert f"-a {keys}/bots-2.tar.gz is free;" in result.err
    assert (keys / "bots.tar.gz").read_text() == "mine"


def test_it_is_refused_before_a_passphrase_is_wanted(here: Here, keys: Path) -> None:
    (keys / "spot.private.pem").touch()
    assert here("generate", "-l", "spot", "-d", "keys").status == 5


@pytest.mark.parametrize("options", [(), ("--force",)])
@pytest.mark.parametrize("exists", [True, False])
def test_nothing_is_written_through_a_link(
    here: Here, keys: Path, options: tuple[str, ...], exists: bool
) -> None:
    elsewhere = here.home / "elsewhere"
    if exists:
        elsewhere.write_text("mine")
    (keys / "spot.private.pem").symlink_to(elsewhere)
    result = here("generate", "-l", "spot", "-d", "keys", *options, *PLAIN)
    assert result.status == 5
    assert files_in(keys) == ["spot.private.pem"]
    assert elsewhere.exists() == exists
    assert not exists or elsewhere.read_text() == "mine"


@pytest.mark.parametrize(
    "folder",
    [
        "missing/keys",
        "passphrase.txt",
        "passphrase.txt/keys",
        "/proc/keys-of-mine",
    ],
)
def test_a_folder_that_cannot_be(here: Here, folder: str, worded: Worded) -> None:
    result = here("generate", "-d", folder, *PLAIN)
    assert (result.status, result.out) == (1, "")
    worded(result)
    assert "akg: hint: " in result.err
    assert files_in(here.home) == ["passphrase.txt"]


@pytest.mark.parametrize("folder", [pytest.param("k" * 256, id="name"), pytest.param("k/" * 2500, id="path")])
def test_a_folder_whose_name_is_too_long(here: Here, folder: str) -> None:
    result = here("generate", "-d", folder, *PLAIN)
    assert (result.status, result.out) == (1, "")
    assert "File name too long" in result.err
    assert files_in(here.home) == ["passphrase.txt"]


def test_a_folder_that_fills_up_keeps_nothing(akg: Akg) -> None:
    """A limit on the size of files stands in for the full disk: the second hundred bytes do not fit."""

    def only_100_bytes() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    done = subprocess.run(
        [sys.executable, "-B", "-m", "app", "generate", "-d", "keys", *PLAIN],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=akg.home,
        env=akg.environment(),
        preexec_fn=only_100_bytes,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"could not be written to" in done.stderr
    assert files_in(akg.home) == ["passphrase.txt"]
