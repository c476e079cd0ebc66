"""`akg public --format` and `--qr`: the form that somebody wants, of the key in any file."""

import stat
from pathlib import Path

import pexpect
import pytest

from app.keys.algorithm import Family
from app.keys.encodings import BY_NAME, ENCODINGS, encodings_of
from app.keys.foreign.document import identify
from app.keys.foreign.public_key import subject_public_key_info
from tests.cli.conftest import Akg, Here, Spawn, Worded, files_in
from tests.cli.test_copy import X11, install, run
from tests.codes import decoded, on_ground, opened, painted
from tests.test_qr import halves

PLAIN = ("--no-passphrase", "--force-plaintext")


def spki_of(file: Path) -> bytes:
    return subject_public_key_info(identify(file.read_bytes()))


def family_of(kind: str) -> Family:
    return Family(kind.partition("-")[0])


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a plain pair of each family, `ed25519` and `rsa-2048`."""
    home = tmp_path_factory.mktemp("keys")
    for name in ("ed25519", "rsa-2048"):
        assert Akg(home)("generate", "-k", name, "-l", name, "-d", ".", *PLAIN).status == 0
    return home


@pytest.mark.parametrize("half", ["private", "public"])
@pytest.mark.parametrize("kind", ["ed25519", "rsa-2048"])
def test_each_form_is_printed_of_either_file(here: Here, keys: Path, kind: str, half: str) -> None:
    public = spki_of(keys / f"{kind}.public.pem")
    for encoding in encodings_of(family_of(kind)):
        result = here("public", str(keys / f"{kind}.{half}.pem"), "--format", encoding.name)
        assert (result.status, result.err) == (0, "")
        assert result.out.removesuffix("\n") == encoding.encode(public, kind).removesuffix("\n")
        assert result.out.endswith("\n")


@pytest.mark.parametrize("kind", ["ed25519", "rsa-2048"])
@pytest.mark.parametrize("change", [0x01, 0x80])
def test_a_damaged_public_key_is_another_key_or_an_error(
    here: Here, keys: Path, kind: str, change: int
) -> None:
    der = spki_of(keys / f"{kind}.public.pem")
    for position in range(0, len(der), 1 + len(der) // 40):
        damaged = der[:position] + bytes([der[position] ^ change]) + der[position + 1 :]
        (here.home / "damaged.der").write_bytes(damaged)
        for form in ("openssh", "jwk"):
            result = here("public", "damaged.der", "--format", form)
            assert result.status in (0, 4, 5), (position, form, result.err)
            assert (result.status == 0) == bool(result.out)


def test_the_help_names_each_form(here: Here) -> None:
    told = here("public", "--help").out
    assert all(f"\n  {encoding.name:13}  " in told for encoding in ENCODINGS)


@pytest.mark.parametrize("name", ["PEM", "rawhex", "base64", "", "-----BEGIN PRIVATE KEY-----" * 3])
def test_a_form_that_does_not_exist_gets_the_nearest(
    here: Here, keys: Path, name: str, worded: Worded
) -> None:
    result = here("public", str(keys / "ed25519.public.pem"), "--format", name)
    assert (result.status, result.out) == (2, "")
    assert "BEGIN" not in result.err
    result = result.__class__(result.status, result.out, result.err, "public KEY --format NAME")
    worded(result)


@pytest.mark.parametrize(("kind", "name"), [("ed25519", "pkcs1"), ("rsa-2048", "raw-hex")])
@pytest.mark.parametrize("half", ["private", "public"])
def test_a_form_that_this_key_does_not_have_is_refused_with_those_it_has(
    here: Here, keys: Path, kind: str, name: str, half: str, worded: Worded
) -> None:
    result = here("public", str(keys / f"{kind}.{half}.pem"), "--format", name)
    assert (result.status, result.out) == (2, "")
    for encoding in encodings_of(family_of(kind)):
        assert encoding.name in result.err
    worded(result)


def test_the_comment_of_the_openssh_line_is_one_word_of_ours(here: Here, keys: Path) -> None:
    (here.home / "it's $HOME \xfc.private.pem").write_bytes((keys / "ed25519.private.pem").read_bytes())
    line = here("public", "it's $HOME \xfc.private.pem", "--format", "openssh").out
    assert line.startswith("ssh-ed25519 AAAA")
    assert line.endswith(" it's $HOME \xfc\n")


def test_the_form_that_is_printed_is_copied_and_has_no_newline_of_the_terminal(akg: Akg, keys: Path) -> None:
    path = install(akg.home, "xclip")
    key = str(keys / "ed25519.public.pem")
    for name in ("raw-base64", "jwk", "openssh"):
        result = run(akg, "public", key, "--format", name, "--copy", PATH=path, **X11)
        assert result.status == 0
        assert (akg.home / "taken").read_text() + "\n" == result.out


# QR codes


@pytest.mark.parametrize("kind", ["ed25519", "rsa-2048"])
def test_a_picture_of_the_public_key_is_written(here: Here, keys: Path, kind: str) -> None:
    result = here("public", str(keys / f"{kind}.private.pem"), "--qr", "code it's.png")
    public = (keys / f"{kind}.public.pem").read_text()
    assert (result.status, result.out) == (0, public)
    picture = here.home / "code it's.png"
    assert decoded(opened(picture.read_bytes())) == [public]
    assert stat.S_IMODE(picture.stat().st_mode) == 0o644
    assert str(picture) in result.err
    assert files_in(here.home) == ["code it's.png", "passphrase.txt"]


def test_the_picture_shows_the_form_that_is_asked_for(here: Here, keys: Path) -> None:
    key = str(keys / "ed25519.public.pem")
    assert here("public", key, "--format", "raw-base64", "--qr", "CODE.PNG").status == 0
    wanted = BY_NAME["raw-base64"].encode(spki_of(keys / "ed25519.public.pem"), "")
    assert decoded(opened((here.home / "CODE.PNG").read_bytes())) == [wanted]
    assert here("public", key, "--qr", "code.svg").status == 0
    assert (here.home / "code.svg").read_text().startswith("<?xml")


def test_an_existing_file_is_replaced_only_by_force_and_kept(here: Here, keys: Path, worded: Worded) -> None:
    (here.home / "code.svg").write_text("mine")
    key = str(keys / "ed25519.public.pem")
    result = here("public", key, "--qr", "code.svg")
    assert (result.status, result.out, (here.home / "code.svg").read_text()) == (5, "", "mine")
    worded(result)
    assert here("public", key, "--qr", "code.svg", "--force").status == 0
    (backup,) = [name for name in files_in(here.home) if name.endswith(".bak")]
    assert (here.home / backup).read_text() == "mine"


@pytest.mark.parametrize(
    "words", [("--qr", "code.gif"), ("--qr", ""), ("--qr=code"), ("--force",), ("--qr", "-", "--force")]
)
def test_what_is_no_picture_is_refused(
    here: Here, keys: Path, words: tuple[str, ...] | str, worded: Worded
) -> None:
    words = (words,) if isinstance(words, str) else words
    result = here("public", str(keys / "ed25519.public.pem"), *words)
    assert (result.status, result.out) == (2, "")
    worded(result)


def test_a_code_in_a_folder_that_does_not_exist_fails(here: Here, keys: Path) -> None:
    assert here("public", str(keys / "ed25519.public.pem"), "--qr", "no/code.svg").status == 1


def test_the_code_is_drawn_instead_of_the_text(akg: Akg, keys: Path) -> None:
    result = akg("public", str(keys / "ed25519.private.pem"), "--qr", "-")
    assert (result.status, result.err) == (0, "")
    rows = [row for line in result.out.splitlines() for row in halves(line)]
    public = (keys / "ed25519.public.pem").read_text()
    assert decoded(on_ground(painted(rows, 3), "black")) == [public]


def test_no_code_is_drawn_where_it_could_not_be_read(akg: Akg, keys: Path, worded: Worded) -> None:
    key = str(keys / "ed25519.private.pem")
    for environment in ({"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}, {"TERM": "dumb"}):
        result = akg("public", key, "--qr", "-", stdin=b"", pass_fds=(), **environment)
        if akg.product.root is None or "TERM" in environment:
            assert (result.status, result.out) == (5, "")
    worded(result)


def test_no_code_is_drawn_on_a_terminal_that_is_too_narrow(spawn: Spawn, keys: Path) -> None:
    child = spawn("public", str(keys / "rsa-2048.private.pem"), "--qr", "-")
    child.expect_exact("\x1b[38;5;16;48;5;231m")
    assert status_of(child) == 0
    child = spawn("public", "-", "--qr", "-")  # which waits for the key, while the terminal becomes narrow
    child.expect_exact("Ctrl-D")
    child.setwinsize(24, 60)
    child.send((keys / "rsa-2048.public.pem").read_text())
    child.sendeof()
    child.expect_exact("error:")
    assert status_of(child) == 5
    assert "\u2588" not in (child.before or "")


def status_of(child: "pexpect.spawn[str]") -> int:
    """How it ended, after all that it says is read."""
    child.read()
    child.close()
    assert child.exitstatus is not None
    return child.exitstatus
