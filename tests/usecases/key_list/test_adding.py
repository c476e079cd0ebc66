"""Keys of files that were there before come into the list: what each shows without its passphrase."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from app.keys.pair import KeyPair, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted, Unencrypted
from app.storage.registry.registry import Registry
from app.usecases.key_list import key_files
from app.usecases.key_list.adding import Added, add
from app.usecases.key_list.remembering import Intent
from tests.usecases.key_list.conftest import DAY


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "keys"
    made.mkdir()
    return made


def put(folder: Path, name: str, pair: KeyPair, iterations: int = 0, *, public: bool = True) -> Path:
    """A pair of files, the private one encrypted where there are iterations."""
    protection = Encrypted(Passphrase("x" * 20), iterations) if iterations else Unencrypted()
    private = folder / f"{name}.private.pem"
    private.write_text(private_key_pem(pair, protection))
    if public:
        (folder / f"{name}.public.pem").write_text(pair.public_key_pem)
    return private


def added(registry: Registry, *paths: Path) -> Added:
    return add(paths, Intent(DAY), registry)


def test_each_kind_of_file(
    pairs: dict[str, KeyPair], folder: Path, registry: Registry, few_iterations: int
) -> None:
    encrypted = put(folder, "encrypted", pairs["ed25519"], few_iterations)
    plain = put(folder, "plain", pairs["rsa-2048"], public=False)
    public = folder / "alone.public.pem"
    public.write_text(pairs["rsa-3072"].public_key_pem)
    report = added(registry, encrypted, plain, public)
    assert {each.name: [file.path for file in each.files] for each in registry.all()} == {
        "encrypted": [str(encrypted)],
        "plain": [str(plain)],
        "alone": [],
    }
    assert (len(report.new), report.known, report.left_out) == (3, (), ())
    kept = registry.find(pairs["ed25519"].fingerprint)
    assert kept
    assert (kept.algorithm, kept.created, kept.due) == ("ed25519", DAY, "2027-02-27")


def test_a_public_file_leads_to_its_private_one(
    pairs: dict[str, KeyPair], folder: Path, registry: Registry, few_iterations: int
) -> None:
    private = put(folder, "a", pairs["ed25519"], few_iterations)
    added(registry, folder / "a.public.pem")
    [kept] = registry.all()
    assert [file.path for file in kept.files] == [str(private)]


def test_a_file_that_hides_its_key_is_reported(
    pairs: dict[str, KeyPair], folder: Path, registry: Registry, few_iterations: int
) -> None:
    private = put(folder, "a", pairs["ed25519"], few_iterations, public=False)
    for path in (private, folder):
        report = added(registry, path)
        assert [each.path for each in report.left_out] == [str(private)]
        assert "Without its passphrase" in report.left_out[0].reason
    assert registry.all() == ()


@pytest.mark.thorough
@pytest.mark.parametrize("passphrase", ["", "x" * 20])
def test_keys_of_openssh_show_themselves(folder: Path, registry: Registry, passphrase: str) -> None:
    made = ["ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-f", str(folder / "id")]
    subprocess.run(made, check=True)
    added(registry, folder / "id.pub")
    [kept] = registry.all()
    assert [file.path for file in kept.files] == [str(folder / "id")]
    (folder / "id.pub").unlink()
    report = added(registry, folder / "id")
    assert [each.fingerprint for each in report.known] == [kept.fingerprint]


def test_a_folder_gives_its_keys_and_no_link_leads_out_of_it(
    pairs: dict[str, KeyPair], folder: Path, tmp_path: Path, registry: Registry
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    elsewhere = put(outside, "elsewhere", pairs["rsa-2048"])
    (folder / "link.private.pem").symlink_to(elsewhere)
    (folder / "linked").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    (folder / "text.pem").write_text("nothing of ours")
    (folder / "large.pem").write_bytes(b"x" * 70_000)
    os.mkfifo(folder / "pipe.pem")
    deep = folder / "1" / "2" / "3"
    deep.mkdir(parents=True)
    private = put(deep, "deep", pairs["ed25519"])
    (deep / "4").mkdir()
    put(deep / "4", "deeper", pairs["rsa-3072"])
    report = added(registry, folder)
    assert [[file.path for file in each.files] for each in registry.all()] == [[str(private)]]
    assert report.left_out == ()


@pytest.mark.parametrize(
    ("name", "content"), [("a.pem", b"nothing"), ("a", b""), ("a", b"\0" * 70_000), ("missing", None)]
)
def test_a_named_file_that_is_no_key_has_its_reason(
    folder: Path, registry: Registry, name: str, content: bytes | None
) -> None:
    if content is not None:
        (folder / name).write_bytes(content)
    [left] = added(registry, folder / name).left_out
    assert left.path == str(folder / name)
    assert left.reason
    assert not registry.path.exists()


@pytest.mark.parametrize("name", ["a\x1bb", "0123456789abcdef" * 4, "canyon-violet-copper-lantern-abacus"])
def test_a_file_that_is_called_what_no_record_may_contain_keeps_no_other_out(
    name: str, pairs: dict[str, KeyPair], folder: Path, registry: Registry
) -> None:
    """Who may write to the folder could keep all its keys off the list, and nothing said by which file."""
    put(folder, "bot", pairs["ed25519"])
    (folder / f"{name}.public.pem").write_text(pairs["rsa-2048"].public_key_pem)

    report = added(registry, folder)

    assert [each.name for each in registry.all()] == ["bot"]
    assert [left.path for left in report.left_out] == [str(folder / f"{name}.public.pem")]


def test_a_pipe_that_nobody_writes_to_holds_nobody_up(folder: Path, registry: Registry) -> None:
    os.mkfifo(folder / "pipe")
    assert added(registry, folder / "pipe").left_out


def test_more_entries_than_the_limit_are_said(
    pairs: dict[str, KeyPair], folder: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_files, "MOST_ENTRIES", 10)
    for number in range(11):
        (folder / f"{number}.pem").touch()
    [left] = added(registry, folder).left_out
    assert left.path == str(folder)


def test_a_share_that_does_not_answer_is_left_behind(
    pairs: dict[str, KeyPair], folder: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    from threading import Event

    gone = Event()
    monkeypatch.setattr("app.usecases.key_list.adding._SECONDS", 0.2)
    monkeypatch.setattr("app.usecases.key_list.adding.files_in", lambda *_: iter(lambda: gone.wait(60), None))
    put(folder, "a", pairs["ed25519"])
    report = added(registry, folder, folder / "a.private.pem")
    gone.set()
    assert [each.path for each in report.left_out] == [str(folder)]
    assert len(report.new) == 1


def test_what_is_known_stays_and_a_moved_file_comes_in(
    pairs: dict[str, KeyPair], folder: Path, registry: Registry
) -> None:
    added(registry, put(folder, "a", pairs["ed25519"]))
    (folder / "sub").mkdir()
    moved = shutil.move(folder / "a.private.pem", folder / "sub" / "b.private.pem")
    report = added(registry, Path(moved))
    assert report.new == ()
    [kept] = registry.all()
    assert kept.name == "a"
    assert [file.path for file in kept.files] == [str(folder / "a.private.pem"), str(moved)]
