"""Folders on a network or on something that can be pulled out, by their mount, drive or volume."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from app.destinations.findings import Finding, Kind
from app.destinations.system import System
from app.text import text

_SHARES = {"afs", "cifs", "coda", "davfs", "fuse", "ncpfs", "nfs", "nfs4", "smb3", "smbfs"}
_CLUSTERS = {"beegfs", "ceph", "gfs2", "lustre", "ocfs2", "orangefs"}
_HOSTS = {"9p", "prl_fs", "vboxsf", "virtiofs", "vmhgfs"}
# Networks and clouds are mounted by FUSE, of whatever name; these of its file systems stay on this computer.
_ENCRYPTED = {"fuse.cryfs", "fuse.encfs", "fuse.gocryptfs", "fuse.securefs"}
_LAYERED = {
    "fuse.bindfs",
    "fuse.fuse-overlayfs",
    "fuse.mergerfs",
    "fuse.unionfs",
    "fuse.portal",
    "fuse.lxcfs",
}
_LOCAL_DISKS = {"fuse.ext2", "fuse.ntfs-3g", "fuse.snapfuse", "fuse.squashfuse"}
_FAT = {"vfat", "msdos", "exfat", "fuse.exfat"}
_PLACES_FOR_MEDIA = (("/", "media"), ("/", "run", "media"))
_DRIVE_REMOVABLE, _DRIVE_REMOTE = 2, 4

_NETWORK_HINT = text(
    "Whoever runs the other end can read and keep what is saved. Choose a folder on a disk of this computer."
)
_REMOVABLE_HINT = text(
    "Whoever has the disk has the file. Use a strong passphrase, or choose a folder of this computer."
)

SILENT = Finding(
    Kind.NETWORK,
    text("This folder answers too slowly to be looked at: it may be on a network."),
    _NETWORK_HINT,
)


@dataclass(frozen=True, slots=True, eq=False)
class _Mount:
    source: str
    point: Path
    kind: str


def mounted(real: Path, system: System) -> tuple[Finding, ...]:
    """Return at most one finding. Touches nothing below the path: a dead network does not hold it up."""
    if system.platform == "win32":
        return _on_windows(real, system)
    if system.platform == "darwin":
        return _on_macos(real)
    mount = _mount_of(real, system.mounts)
    return () if mount is None else _on_linux(mount, system)


def _on_linux(mount: _Mount, system: System) -> tuple[Finding, ...]:
    if _is_far(mount.kind):
        message = text(
            "This folder looks like it is on a network or in a cloud (file system {kind}).", kind=mount.kind
        )
        return (Finding(Kind.NETWORK, message, _NETWORK_HINT),)
    if mount.kind in _FAT:
        message = text(
            "This folder is on a file system without owners and permissions ({kind}), as on removable disks.",
            kind=mount.kind,
        )
        return (Finding(Kind.REMOVABLE, message, _REMOVABLE_HINT),)
    if _is_for_media(mount.point) or _is_removable(mount.source, system.block_devices):
        return (
            Finding(
                Kind.REMOVABLE, text("This folder looks like it is on a removable disk."), _REMOVABLE_HINT
            ),
        )
    return ()


def _is_far(kind: str) -> bool:
    if kind.startswith("fuse."):
        return kind not in _ENCRYPTED | _LAYERED | _LOCAL_DISKS | _FAT
    return kind in _SHARES | _CLUSTERS | _HOSTS


def _on_windows(real: Path, system: System) -> tuple[Finding, ...]:
    root = PureWindowsPath(str(real)).anchor
    kind = system.drive_type(root)
    is_share = root.startswith("\\\\") and not root.startswith(("\\\\?\\", "\\\\.\\"))
    if is_share or kind == _DRIVE_REMOTE:
        return (Finding(Kind.NETWORK, text("This folder is on a network drive."), _NETWORK_HINT),)
    if kind == _DRIVE_REMOVABLE:
        return (Finding(Kind.REMOVABLE, text("This folder is on a removable disk."), _REMOVABLE_HINT),)
    return ()


def _on_macos(real: Path) -> tuple[Finding, ...]:
    """Recognise a volume by its folder: the system's own is a link, which the real path has followed."""
    if real.parts[:2] != ("/", "Volumes") or len(real.parts) == 2:
        return ()
    message = text("This folder is on a volume of its own, which may be a removable disk or a network share.")
    return (Finding(Kind.REMOVABLE, message, _REMOVABLE_HINT),)


def _mount_of(real: Path, table: str) -> _Mount | None:
    """Return the deepest mount that the path is below; of two at the same point the later one counts."""
    found = None
    for mount in _mounts(table):
        if real.is_relative_to(mount.point) and (
            found is None or len(mount.point.parts) >= len(found.point.parts)
        ):
            found = mount
    return found


def _mounts(table: str) -> Iterator[_Mount]:
    """Read `source point type options 0 0` (proc(5)); spaces and the like are in octal."""
    for line in table.split("\n"):
        words = line.split(" ")[:3]
        fields = [_OCTAL.sub(lambda match: chr(int(match[1], 8)), word) for word in words]
        if len(fields) >= 3:
            yield _Mount(fields[0], Path(fields[1]), fields[2])


_OCTAL = re.compile(r"\\([0-3][0-7]{2})")


def _is_for_media(point: Path) -> bool:
    return any(
        point.parts[: len(start)] == start and len(point.parts) > len(start) for start in _PLACES_FOR_MEDIA
    )


def _is_removable(source: str, block_devices: Path) -> bool:
    """Return whether the kernel calls the disk removable, or the disk that the partition is on."""
    if not source.startswith("/dev/"):
        return False
    device = Path(os.path.realpath(block_devices / Path(os.path.realpath(source)).name))
    return any(_says_one(folder / "removable") for folder in (device, device.parent))


def _says_one(file: Path) -> bool:
    try:
        return file.read_bytes().strip() == b"1"
    except OSError:
        return False
