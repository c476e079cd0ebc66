"""Networks and removable disks by mounts, drives and volumes."""

import os
from pathlib import Path

import pytest

from app.destinations import Kind
from app.destinations.mounts import mounted
from app.destinations.system import this_system
from tests.destinations.machine import folder, kinds, machine, only

LOCAL = "/dev/vda / ext4 rw 0 0\ntmpfs /tmp tmpfs rw 0 0\n"


def mounts(point: Path, kind: str, source: str = "source") -> str:
    octal = str(point).replace("\\", "\\134").replace(" ", "\\040")
    return f"{LOCAL}{source} {octal} {kind} rw,relatime 0 0\n"


@pytest.mark.parametrize(
    "kind",
    ["nfs", "nfs4", "cifs", "smb3", "9p", "ceph", "virtiofs", "davfs", "fuse"]
    + [f"fuse.{name}" for name in ("sshfs", "rclone", "gvfsd-fuse", "glusterfs", "pcloudfs", "anything")],
)
def test_network_when_mounted_above_then_is_said(tmp_path: Path, kind: str) -> None:
    system = machine(tmp_path, mounts=mounts(tmp_path / "share", kind))

    finding = only(tmp_path / "share/keys", system)

    assert finding.kind is Kind.NETWORK
    assert f"(file system {kind})" in finding.message
    assert kinds(tmp_path / "share-2/keys", system) == []
    assert kinds(tmp_path, system) == []


@pytest.mark.parametrize(
    "kind", ["ext4", "btrfs", "xfs", "tmpfs", "overlay", "zfs", "fuseblk", "fuse.gocryptfs"]
)
def test_disk_of_this_computer_when_mounted_then_nothing_is_said(tmp_path: Path, kind: str) -> None:
    assert kinds(tmp_path / "keys", machine(tmp_path, mounts=mounts(tmp_path, kind))) == []


@pytest.mark.parametrize("kind", ["vfat", "exfat", "msdos", "fuse.exfat"])
def test_fat_when_mounted_anywhere_then_is_said_to_know_no_owners(tmp_path: Path, kind: str) -> None:
    finding = only(tmp_path / "keys", machine(tmp_path, mounts=mounts(tmp_path, kind)))

    assert finding.kind is Kind.REMOVABLE
    assert f"without owners and permissions ({kind})" in finding.message


def test_mount_when_its_name_has_spaces_and_backslashes_then_is_found(tmp_path: Path) -> None:
    system = machine(tmp_path, mounts=mounts(tmp_path / "my \\ share", "cifs"))

    assert kinds(tmp_path / "my \\ share/keys", system) == [Kind.NETWORK]
    assert kinds(tmp_path / "my", system) == []


def test_mounts_when_one_is_inside_of_another_then_the_deeper_counts(tmp_path: Path) -> None:
    text = mounts(tmp_path / "net/disk", "ext4") + mounts(tmp_path / "net", "nfs")

    assert kinds(tmp_path / "net/disk/keys", machine(tmp_path, mounts=text)) == []
    assert kinds(tmp_path / "net/keys", machine(tmp_path, mounts=text)) == [Kind.NETWORK]


def test_mounts_when_two_have_the_same_point_then_the_later_counts(tmp_path: Path) -> None:
    later_net = mounts(tmp_path, "ext4") + mounts(tmp_path, "nfs4")
    later_disk = mounts(tmp_path, "nfs4") + mounts(tmp_path, "ext4")

    assert kinds(tmp_path, machine(tmp_path, mounts=later_net)) == [Kind.NETWORK]
    assert kinds(tmp_path, machine(tmp_path, mounts=later_disk)) == []


def test_link_when_it_crosses_mounts_then_the_real_path_counts(tmp_path: Path) -> None:
    system = machine(tmp_path, mounts=mounts(tmp_path / "net", "nfs"))
    (tmp_path / "in").symlink_to(folder(tmp_path / "net/inside"))
    (tmp_path / "net/out").symlink_to(folder(tmp_path / "disk"))

    assert kinds(tmp_path / "in", system) == [Kind.NETWORK]
    assert kinds(tmp_path / "net/out", system) == []


@pytest.mark.parametrize(
    "text", ["", "\n\n", "a\n", "a b\n", "\\777 \\400 nfs\n", "\x00 / \x00", "a / nfs"[:3]]
)
def test_mounts_when_they_make_no_sense_then_nothing_is_said(tmp_path: Path, text: str) -> None:
    assert kinds(tmp_path, machine(tmp_path, mounts=text)) == []


@pytest.mark.parametrize("point", ["/media/me/STICK", "/run/media/me/STICK"])
def test_disk_when_mounted_where_media_go_then_is_said(tmp_path: Path, point: str) -> None:
    system = machine(tmp_path, mounts=mounts(Path(point), "ext4"))

    assert Kind.REMOVABLE in kinds(Path(point) / "keys", system)
    assert Kind.REMOVABLE not in kinds(Path("/media-old/keys"), system)


@pytest.mark.parametrize(("of_the_disk", "expected"), [("1\n", [Kind.REMOVABLE]), ("0\n", [])])
def test_disk_when_the_kernel_calls_it_removable_then_is_said(
    tmp_path: Path, of_the_disk: str, expected: list[Kind]
) -> None:
    disk = folder(tmp_path / "sys/devices/usb/block/sdz")
    (disk / "removable").write_text(of_the_disk)
    block = folder(tmp_path / "sys/class/block")
    (block / "sdz").symlink_to(disk)
    (block / "sdz1").symlink_to(folder(disk / "sdz1"))

    for source in ("/dev/sdz", "/dev/sdz1"):
        text = mounts(tmp_path / "stick", "ext4", source)
        assert kinds(tmp_path / "stick/keys", machine(tmp_path, mounts=text, block_devices=block)) == expected


@pytest.mark.parametrize(
    ("drive", "expected"),
    [(0, []), (1, []), (2, [Kind.REMOVABLE]), (3, []), (4, [Kind.NETWORK]), (5, []), (6, [])],
)
def test_windows_is_asked_for_the_type_of_the_drive(tmp_path: Path, drive: int, expected: list[Kind]) -> None:
    asked: list[str] = []

    def drive_type(root: str) -> int:
        asked.append(root)
        return drive

    system = machine(tmp_path, platform="win32", uid=None, drive_type=drive_type)

    assert [finding.kind for finding in mounted(Path("E:\\api\\keys"), system)] == expected
    assert asked == ["E:\\"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (r"\\server\share\keys", [Kind.NETWORK]),
        (r"\\?\C:\keys", []),
        (r"C:\keys", []),
    ],
)
def test_windows_when_the_path_names_a_server_then_is_a_network(
    tmp_path: Path, path: str, expected: list[Kind]
) -> None:
    system = machine(tmp_path, platform="win32", uid=None, drive_type=lambda _: 3)
    assert [finding.kind for finding in mounted(Path(path), system)] == expected


def test_macos_when_below_its_volumes_then_is_said(tmp_path: Path) -> None:
    system = machine(tmp_path, platform="darwin")

    assert Kind.REMOVABLE in kinds(Path("/Volumes/STICK/keys"), system)
    assert Kind.REMOVABLE not in kinds(Path("/Volumes-old/STICK"), system)
    assert Kind.REMOVABLE not in kinds(Path("/Volumes"), system)


def test_this_computer_when_asked_then_knows_its_own_mounts() -> None:
    system = this_system()

    assert " / " in system.mounts
    assert system.uid == os.getuid()
    assert system.drive_type("C:\\") == 0
