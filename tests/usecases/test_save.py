"""Save: what stands on disk was read back, decrypted and compared, or nothing stands there."""

import errno
import io
import os
import stat
import tarfile
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from app.errors import (
    CancelledError,
    NameTakenError,
    NotReadBackError,
    RefusedError,
    StorageError,
    UsageError,
)
from app.keys import derivation
from app.keys.algorithm import ED25519
from app.keys.foreign.reader import open_private_key
from app.keys.pair import KeyPair, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted, Protection, Unencrypted
from app.storage.names import Affix
from app.storage.writer import archive
from app.storage.writer.file_system import FileSystem
from app.storage.writer.pair_writer import StagedFile
from app.usecases.generate import GenerateRequest, generate_key_pairs
from app.usecases.open_key import recognise
from app.usecases.passphrases import protect
from app.usecases.save import SaveReport, SaveRequest, free_base, free_label, save
from app.usecases.save_report import file_and_access
from tests.sentences import values_of
from tests.storage.writer import disk

_PASSPHRASE = Passphrase(" a pass phrase ")
A_SET = (Affix("spot-"), Affix("tax-"), Affix(after="-bot"))


@pytest.fixture
def encrypted(few_iterations: int) -> Encrypted:
    return Encrypted(_PASSPHRASE, few_iterations)


@pytest.fixture
def three() -> tuple[KeyPair, ...]:
    return generate_key_pairs(GenerateRequest(ED25519, 3))


def _opened(data: bytes) -> KeyPair:
    return open_private_key(recognise(data), _PASSPHRASE)


def _rows(report: SaveReport) -> list[tuple[str, bool]]:
    return [(row.title, row.good) for row in report.rows]


@pytest.mark.thorough
@pytest.mark.parametrize("name", ["ed25519", "rsa-2048", "rsa-3072", "rsa-4096"])
def test_one_pair_when_saved_then_both_files_hold_it(
    tmp_path: Path, name: str, pairs: dict[str, KeyPair], encrypted: Encrypted
) -> None:
    pair = pairs[name]

    with disk.umask(0):
        report = save(SaveRequest((pair,), "key", tmp_path / "keys", encrypted))

    private, public = tmp_path / "keys" / "key.private.pem", tmp_path / "keys" / "key.public.pem"
    assert report.paths == (private, public)
    assert _opened(private.read_bytes()) == pair
    assert public.read_bytes() == pair.public_key_pem.encode("ascii")
    modes = {entry: mode for entry, (mode, _) in disk.listing(tmp_path / "keys").items()}
    assert modes == {"key.private.pem": 0o600, "key.public.pem": 0o644}
    (saved,) = report.saved
    assert (saved.label, saved.pair, saved.private_file, saved.public_file) == (
        "key",
        pair,
        str(private),
        str(public),
    )


@pytest.mark.thorough
def test_pair_when_saved_by_default_then_has_600_000_iterations_and_the_report_says_it_opens(
    tmp_path: Path, three: tuple[KeyPair, ...]
) -> None:
    report = save(SaveRequest(three[:1], "key", tmp_path, Encrypted(_PASSPHRASE)))

    assert (report.rows[-1].title, report.rows[-1].good) == ("Checked", True)
    encryption = recognise((tmp_path / "key.private.pem").read_bytes()).encryption
    assert encryption is not None
    assert encryption.iterations == 600_000
    assert _opened((tmp_path / "key.private.pem").read_bytes()) == three[0]


def test_pair_when_saved_without_a_passphrase_then_the_report_has_a_warning(
    tmp_path: Path, three: tuple[KeyPair, ...]
) -> None:
    report = save(SaveRequest(three[:1], "key", tmp_path, Unencrypted()))

    assert (tmp_path / "key.private.pem").read_text() == private_key_pem(three[0], Unencrypted())
    assert (tmp_path / "key.private.pem").stat().st_size == 119
    assert _rows(report) == [("Private key", True), ("Public key", True), ("Checked", False)]
    assert "NOT encrypted" in report.rows[-1].detail


def test_folder_when_made_then_the_report_says_so_first(
    tmp_path: Path, three: tuple[KeyPair, ...], encrypted: Encrypted
) -> None:
    report = save(SaveRequest(three[:1], "key", tmp_path / "new", encrypted))

    assert _rows(report)[0] == ("Folder created", True)
    assert values_of(report.rows[0].detail) == {"folder": f"{tmp_path}/new"}
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700
    details = {str(row.title): row.detail for row in report.rows}
    private, public = (tmp_path / "new" / f"key.{half}.pem" for half in ("private", "public"))
    assert details["Private key"] == file_and_access(private, 0o600) != file_and_access(private, 0o644)
    assert details["Public key"] == file_and_access(public, 0o644)


def test_several_pairs_when_saved_then_each_has_its_own_two_files(
    tmp_path: Path, three: tuple[KeyPair, ...], encrypted: Encrypted
) -> None:
    report = save(SaveRequest(three, "key", tmp_path, encrypted))

    assert [path.name for path in report.paths] == [
        f"key-0{number}.{half}.pem" for number in (1, 2, 3) for half in ("private", "public")
    ]
    assert [saved.label for saved in report.saved] == ["key-01", "key-02", "key-03"]
    for saved, pair in zip(report.saved, three, strict=True):
        assert saved.pair is pair
        assert _opened(Path(saved.private_file).read_bytes()) == pair
        assert Path(saved.public_file).read_text(encoding="utf-8") == pair.public_key_pem
    assert [title for title, _ in _rows(report)] == [
        "3 private keys",
        "3 public keys",
        "Checked",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_archive_when_saved_then_is_one_file_for_the_owner_that_holds_all(
    tmp_path: Path, three: tuple[KeyPair, ...], encrypted: Encrypted, count: int
) -> None:
    report = save(SaveRequest(three[:count], "key", tmp_path, encrypted, as_archive=True))

    assert report.paths == (tmp_path / "key.tar.gz",)
    assert [(name, mode) for name, (mode, _) in disk.listing(tmp_path).items()] == [("key.tar.gz", 0o600)]
    content = (tmp_path / "key.tar.gz").read_bytes()
    with tarfile.open(fileobj=io.BytesIO(content), mode="r:gz") as opened:
        modes = {entry.name: entry.mode for entry in opened}
    members = archive.unpack(content)
    assert len(members) == 2 * count
    for saved, pair in zip(report.saved, three, strict=False):
        assert (modes[saved.private_file], modes[saved.public_file]) == (0o600, 0o644)
        assert _opened(members[saved.private_file]) == pair
        assert members[saved.public_file] == pair.public_key_pem.encode()
    assert report.rows[0].title == "Archive"
    private = values_of(file_and_access(report.paths[0], 0o600))
    assert values_of(report.rows[0].detail)["access"] == private["access"]


def test_archive_when_it_has_a_name_of_its_own_then_the_label_names_what_is_inside(
    tmp_path: Path, three: tuple[KeyPair, ...], encrypted: Encrypted
) -> None:
    request = SaveRequest(three, "key", tmp_path, encrypted, as_archive=True, archive_label="backup")

    assert request.names == ("backup.tar.gz",)
    assert save(request).saved[0].private_file == "key-01.private.pem"
    assert [entry.name for entry in tmp_path.iterdir()] == ["backup.tar.gz"]


@pytest.mark.parametrize("as_archive", [False, True])
def test_existing_files_when_saved_to_then_stay_and_the_error_comes_before_the_kdf(
    tmp_path: Path, three: tuple[KeyPair, ...], as_archive: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "KEY.tar.gz" if as_archive else "key-02.PUBLIC.pem"
    (tmp_path / name).write_text("mine")
    monkeypatch.setattr(derivation, "pbkdf2_hmac_sha256", lambda *_: pytest.fail("a KDF ran"))

    with pytest.raises(NameTakenError) as caught:
        save(SaveRequest(three, "key", tmp_path, Encrypted(_PASSPHRASE), as_archive=as_archive))

    assert caught.value.names == (name,)
    assert [entry.name for entry in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == "mine"


@pytest.mark.parametrize("run", [0, 1])
def test_key_when_one_of_its_two_derivations_was_wrong_then_is_not_saved(
    tmp_path: Path,
    three: tuple[KeyPair, ...],
    few_iterations: int,
    monkeypatch: pytest.MonkeyPatch,
    run: int,
) -> None:
    """GIVEN a computer that derives a wrong key once THEN the other run of the KDF finds it."""
    derive, runs = derivation.pbkdf2_hmac_sha256, count()

    def derive_wrong_once(*words: Any) -> bytes:
        return bytes(32) if next(runs) == run else derive(*words)

    monkeypatch.setattr(derivation, "pbkdf2_hmac_sha256", derive_wrong_once)
    begun = protect(_PASSPHRASE, weak_ok=True, iterations=few_iterations)

    with pytest.raises(NotReadBackError):
        save(SaveRequest(three[:1], "key", tmp_path, begun))
    assert next(runs) == 2
    assert list(tmp_path.iterdir()) == []


def test_existing_files_when_replacing_was_asked_for_then_are_kept_as_backups(
    tmp_path: Path, three: tuple[KeyPair, ...], encrypted: Encrypted
) -> None:
    save(SaveRequest(three[:1], "key", tmp_path, encrypted))
    before = disk.listing(tmp_path)

    report = save(SaveRequest(three[1:2], "key", tmp_path, encrypted, replace=True))

    assert _opened((tmp_path / "key.private.pem").read_bytes()) == three[1]
    backups = [Path(str(values_of(row.detail)["path"])) for row in report.rows if "backup" in row.title]
    contents = {path.read_bytes() for path in backups}
    assert contents == {content for _, content in before.values()}
    assert {path.stat().st_mode & 0o777 for path in backups} == {0o600}
    assert _opened(backups[0].read_bytes()) == three[0]


@pytest.mark.parametrize("as_archive", [False, True])
@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-30],
        lambda content: b"",
        lambda content: content[: len(content) // 2] + b"?" + content[len(content) // 2 + 1 :],
    ],
    ids=["cut", "empty", "an octet"],
)
def test_disk_that_gives_back_something_else_when_saved_to_then_nothing_stays(
    tmp_path: Path,
    three: tuple[KeyPair, ...],
    encrypted: Encrypted,
    as_archive: bool,
    damage: object,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # GIVEN a disk whose damage shows only when the files are verified
    assert callable(damage)
    real = StagedFile.read_back

    def read_back(self: StagedFile) -> bytes:
        content = real(self)
        return content if "public" in self.name else bytes(damage(content))

    monkeypatch.setattr(StagedFile, "read_back", read_back)

    # WHEN a pair is saved THEN it is an error of the disk, and neither files nor folder stay
    with pytest.raises(StorageError, match=r"read back") as caught:
        save(SaveRequest(three[:1], "key", tmp_path / "new", encrypted, as_archive=as_archive))
    assert "disk" in caught.value.hint
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("half", ["private", "public"])
@pytest.mark.parametrize("as_archive", [False, True])
def test_key_of_somebody_else_when_read_back_then_nothing_stays(
    tmp_path: Path, three: tuple[KeyPair, ...], half: str, as_archive: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a sound file of another pair in the place of ours
    other = three[1]
    contents = {
        "private": private_key_pem(other, Unencrypted()).encode(),
        "public": other.public_key_pem.encode(),
    }
    real_file, real_archive = StagedFile.read_back, archive.unpack

    def read_back(self: StagedFile) -> bytes:
        return contents[half] if f".{half}." in self.name else real_file(self)

    monkeypatch.setattr(StagedFile, "read_back", read_back)
    monkeypatch.setattr(
        archive, "unpack", lambda data: {**real_archive(data), f"key.{half}.pem": contents[half]}
    )

    # WHEN it is saved THEN it is found out
    with pytest.raises(StorageError):
        save(SaveRequest(three[:1], "key", tmp_path / "new", Unencrypted(), as_archive=as_archive))
    assert list(tmp_path.iterdir()) == []


def test_archive_that_lacks_a_member_when_read_back_then_is_found_out(
    tmp_path: Path, three: tuple[KeyPair, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "unpack", lambda data: {})

    with pytest.raises(StorageError):
        save(SaveRequest(three, "key", tmp_path, Unencrypted(), as_archive=True))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("protection", [Unencrypted(), None])
def test_progress_when_saving_then_counts_encrypting_and_verifying(
    tmp_path: Path, three: tuple[KeyPair, ...], encrypted: Encrypted, protection: Protection | None
) -> None:
    calls: list[tuple[int, int]] = []

    save(
        SaveRequest(three, "key", tmp_path, protection or encrypted),
        lambda done, total: calls.append((done, total)),
    )

    assert sorted(set(calls)) == [(done, 6) for done in range(1, 7)]
    assert calls == sorted(calls)


@pytest.mark.parametrize("step", range(1, 7))
@pytest.mark.parametrize("as_archive", [False, True])
def test_saving_when_cancelled_at_any_step_then_leaves_nothing(
    tmp_path: Path, three: tuple[KeyPair, ...], encrypted: Encrypted, step: int, as_archive: bool
) -> None:
    def cancel(done: int, total: int) -> None:
        if done == step:
            raise CancelledError

    with pytest.raises(CancelledError):
        save(SaveRequest(three, "key", tmp_path / "new", encrypted, as_archive=as_archive), cancel)
    assert list(tmp_path.iterdir()) == []


def test_folder_when_made_and_the_disk_then_fails_then_is_taken_back(
    tmp_path: Path, three: tuple[KeyPair, ...], encrypted: Encrypted
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        disk.Faults(patch, "write", 28, 2)
        with pytest.raises(StorageError, match=os.strerror(28)) as caught:
            save(SaveRequest(three[:1], "key", tmp_path / "new", encrypted))

    assert "Free some space" in caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_folder_when_it_was_there_and_the_disk_fails_then_stays(
    tmp_path: Path, three: tuple[KeyPair, ...], encrypted: Encrypted
) -> None:
    (tmp_path / "old").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        disk.Faults(patch, "write", 28, 1)
        with pytest.raises(StorageError):
            save(SaveRequest(three[:1], "key", tmp_path / "old", encrypted))

    assert list((tmp_path / "old").iterdir()) == []


@pytest.mark.parametrize("label", ["", "../x", "con", "a/b"])
def test_label_when_it_is_none_then_nothing_is_made(
    tmp_path: Path, three: tuple[KeyPair, ...], label: str
) -> None:
    with pytest.raises(UsageError):
        save(SaveRequest(three, label, tmp_path / "new", Unencrypted()))
    assert list(tmp_path.iterdir()) == []


def test_link_under_a_name_when_saved_to_then_is_refused_whatever_it_points_to(
    tmp_path: Path, three: tuple[KeyPair, ...]
) -> None:
    (tmp_path / "key.private.pem").symlink_to(tmp_path / "nowhere")

    for replace in (False, True):
        with pytest.raises(RefusedError):
            save(SaveRequest(three[:1], "key", tmp_path, Unencrypted(), replace=replace))
    assert [entry.name for entry in tmp_path.iterdir()] == ["key.private.pem"]


def test_folder_when_not_synced_then_the_report_has_a_warning(
    tmp_path: Path, three: tuple[KeyPair, ...]
) -> None:
    class NeverSynced(FileSystem):
        def fsync(self, descriptor: int) -> None:
            if stat.S_ISDIR(os.fstat(descriptor).st_mode):
                raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))

    report = save(SaveRequest(three[:1], "key", tmp_path, Unencrypted()), disk=NeverSynced())

    assert _rows(report)[-1] == ("Not confirmed", False)
    assert report.has_warnings


def test_request_when_shown_then_has_no_secret_in_it(three: tuple[KeyPair, ...], tmp_path: Path) -> None:
    request = SaveRequest(three, "key", tmp_path, Encrypted(_PASSPHRASE))

    assert "pass phrase" not in repr(request)
    assert three[0].private_key_info[-32:].hex() not in repr(request)
    assert repr(three[0].private_key_info[-32:])[2:-1] not in repr(request)


@pytest.mark.parametrize(
    ("taken", "count", "as_archive", "expected"),
    [
        ([], 1, False, "key"),
        (["key.public.pem"], 1, False, "key-2"),
        (["KEY.private.pem", "key-2.public.pem"], 1, False, "key-3"),
        (["key.private.pem"], 3, False, "key"),
        (["key-03.public.pem"], 3, False, "key-2"),
        (["key.tar.gz", "key-2.tar.gz"], 3, True, "key-3"),
        (["key.tar.gz"], 1, False, "key"),
    ],
)
def test_label_when_its_files_exist_then_the_first_free_one_is_offered(
    tmp_path: Path, taken: list[str], count: int, as_archive: bool, expected: str
) -> None:
    for name in taken:
        (tmp_path / name).touch()

    assert free_label("key", count, tmp_path, as_archive) == expected


def test_pairs_of_a_set_when_saved_then_each_has_a_name_of_its_own(
    tmp_path: Path, three: tuple[KeyPair, ...], encrypted: Encrypted
) -> None:
    labels = ("spot-a", "tax-a", "a-bot")
    report = save(SaveRequest(three, "a", tmp_path, encrypted, affixes=A_SET))

    assert [each.label for each in report.saved] == list(labels)
    for label, pair in zip(labels, three, strict=True):
        assert (tmp_path / f"{label}.public.pem").read_text() == pair.public_key_pem
        assert _opened((tmp_path / f"{label}.private.pem").read_bytes()).fingerprint == pair.fingerprint


def test_set_when_one_name_is_taken_or_cannot_be_then_nothing_is_made(
    tmp_path: Path, three: tuple[KeyPair, ...], encrypted: Encrypted
) -> None:
    (tmp_path / "tax-a.public.pem").touch()
    with pytest.raises(NameTakenError):
        save(SaveRequest(three, "a", tmp_path, encrypted, affixes=A_SET))
    for impossible in ("../up", "", "a\nb", "x" * 98):
        with pytest.raises(UsageError):
            save(SaveRequest(three, impossible, tmp_path, encrypted, affixes=A_SET))
    assert os.listdir(tmp_path) == ["tax-a.public.pem"]


def test_base_label_when_a_file_of_any_pair_exists_then_has_the_next_number(tmp_path: Path) -> None:
    def names_of(label: str) -> tuple[str, ...]:
        return (f"a-{label}.private.pem", f"b-{label}.public.pem")

    assert free_base("x", tmp_path, names_of) == "x"
    (tmp_path / "B-x.public.pem").touch()
    (tmp_path / "a-x-2.private.pem").touch()
    assert free_base("x", tmp_path, names_of) == "x-3"
