"""The folder `share` of an installation: what desktops, man and shells read."""

import re
import subprocess
from pathlib import Path

import pytest
from PIL import Image

import icons
import places
from linux import share

pytestmark = pytest.mark.interop


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("installed") / "share"
    share.write(made)
    return made


def run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_desktop_entry_is_valid(folder: Path) -> None:
    entry = folder / "applications" / f"{places.APPLICATION_ID}.desktop"
    assert run("desktop-file-validate", entry) == ""
    assert "Exec=asymmetric-key-generator %f\n" in entry.read_text()


def test_a_key_file_is_of_a_kind_that_the_entry_opens(folder: Path) -> None:
    """GIVEN the desktop's own database WHEN a private-key file is looked up THEN it is of our kind."""
    entry = (folder / "applications" / f"{places.APPLICATION_ID}.desktop").read_text()
    run("update-mime-database", folder / "mime")
    globs = (folder / "mime" / "globs2").read_text()
    assert "80:application/x-private-key-pem:*.private.pem" in globs
    assert "MimeType=application/x-private-key-pem;" in entry


def test_appstream_is_valid_and_tells_the_release(folder: Path) -> None:
    metainfo = folder / "metainfo" / f"{places.APPLICATION_ID}.metainfo.xml"
    said = run("appstreamcli", "validate", "--no-net", "--pedantic", metainfo)
    assert not re.search(r"^[EW]:", said, re.MULTILINE), said
    assert f'<release version="{places.VERSION}" date="2' in metainfo.read_text()


def test_the_icon_is_there_in_every_size(folder: Path) -> None:
    for side in share.PNG_SIDES:
        with Image.open(share.icon_of(folder, f"{side}x{side}", "png")) as image:
            assert image.size == (side, side)
            assert image.convert("RGBA").getchannel("A").getextrema() == (0, 255), "round corners"
    assert share.icon_of(folder, "scalable", "svg").read_text() == icons.PICTURE.read_text()


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("akg gen", {"generate"}),
        ("akg generate --passphrase-s", {"--passphrase-stdin"}),
        ("akg generate -k ", {"ed25519", "rsa-2048", "rsa-3072", "rsa-4096"}),
        ("akg passphrase ", {"change", "suggest"}),
    ],
)
def test_fish_completes(folder: Path, words: str, offered: set[str]) -> None:
    script = folder / "fish/vendor_completions.d/akg.fish"
    run("fish", "--no-execute", script)
    lines = run("fish", "--no-config", "-c", f"source '{script}'; complete -C '{words}'").splitlines()
    assert {line.partition("\t")[0] for line in lines} == offered


def test_bash_and_zsh_completions_lie_where_they_look(folder: Path) -> None:
    run("bash", "-n", folder / "bash-completion/completions/akg")
    assert (folder / "zsh/vendor-completions/_akg").read_text().startswith("#compdef akg\n")
