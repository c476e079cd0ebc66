"""What is asked about the machine, as one value, so that tests can describe any machine there is."""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

SECONDS_TO_EXAMINE = 2.0
_ALL_USERS = 2**32 - 1


def _no_drives(_: str) -> int:
    return 0


def _no_label(_: str) -> str:
    return ""


def _nobody(_gid: int, _uid: int) -> bool:
    return False


@dataclass(frozen=True, slots=True, eq=False)
class System:
    r"""`mounts`: the text of /proc/self/mounts. `uid` None: no owners here (Windows). `unmapped_uid`: the
    owner that a container shows for those outside it, who made the folders that it was given.

    `drive_type` is GetDriveTypeW of a root such as `C:\`, `volume_label` the name of the volume there;
    `group_has_others` says of a group and a user whether anybody but that user and root is in it.
    `patience`: how many seconds looking at a folder may take.
    """

    home: Path
    environ: Mapping[str, str]
    platform: str = sys.platform
    mounts: str = ""
    uid: int | None = None
    unmapped_uid: int | None = None
    block_devices: Path = Path("/sys/class/block")
    drive_type: Callable[[str], int] = field(default=_no_drives, repr=False)
    volume_label: Callable[[str], str] = field(default=_no_label, repr=False)
    group_has_others: Callable[[int, int], bool] = field(default=_nobody, repr=False)
    patience: float = SECONDS_TO_EXAMINE

    @property
    def ignores_case(self) -> bool:
        """Return whether names on its usual file systems are the same but for case."""
        return self.platform in ("win32", "darwin")


def this_system() -> System:
    """Return the machine that this runs on."""
    return System(
        home=Path(os.path.expanduser("~")),
        environ=dict(os.environ),
        mounts=_mounts(),
        uid=os.geteuid() if hasattr(os, "geteuid") else None,
        unmapped_uid=_unmapped_uid(),
        drive_type=_windows_drive_type,
        volume_label=_windows_volume_label,
        group_has_others=_group_has_others,
    )


def _mounts() -> str:
    try:
        return os.fsdecode(Path("/proc/self/mounts").read_bytes())
    except OSError:
        return ""


def _unmapped_uid() -> int | None:
    """Return it only in a user namespace that does not map all users (user_namespaces(7))."""
    try:
        lines = Path("/proc/self/uid_map").read_text("ascii").splitlines()
        if sum(int(line.split()[2]) for line in lines) >= _ALL_USERS:
            return None
        return int(Path("/proc/sys/kernel/overflowuid").read_text("ascii"))
    except (OSError, ValueError, IndexError):
        return None


def _windows_drive_type(root: str) -> int:
    if sys.platform == "win32":
        from app.windows.drives import this_computers_drives

        return this_computers_drives().type_of(root)
    return 0


def _windows_volume_label(root: str) -> str:
    if sys.platform == "win32":
        from app.windows.drives import this_computers_drives

        return this_computers_drives().label_of(root)
    return ""


def _group_has_others(gid: int, uid: int) -> bool:
    """Count those whose first group it is, too. Of a group or user without a name nothing is known: yes."""
    if sys.platform == "win32":
        return False
    import grp
    import pwd

    try:
        listed, me = set(grp.getgrgid(gid).gr_mem), pwd.getpwuid(uid).pw_name
    except KeyError:
        return True
    first = {user.pw_name for user in pwd.getpwall() if user.pw_gid == gid}
    return bool(listed.union(first) - {me, "root"})
