"""A root folder with the least of a Debian system: of the release that the tests run on, from where apt
has its packages. What apt knows here (sources, keys, proxies, certificates) it knows there.

Promises: no package beyond debootstrap's `minbase`, so no Python either. What runs in it does so in a
mount namespace of that one process, where it is the whole system: nothing stays mounted, whatever happens;
no folder is ever removed through a mount; the files of the system outside are out of reach.
Needs root. What debootstrap makes is kept in build/, for it takes a minute; no test changes it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import platform
import shutil
import subprocess
import tempfile
from pathlib import Path

BUILD = Path(__file__).parents[1] / "build"
OF_THE_KERNEL = ("/proc", "/sys", "/dev")
CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
SEEN_BY_APT = ("/etc/apt", "/usr/share/keyrings", CERTIFICATES, "/etc/hosts", "/etc/resolv.conf")
NOT_TAKEN = shutil.ignore_patterns("apt.conf.d", "apt.conf", "auth.conf*")
WHERE = "$(RELEASE) $(COMPONENT) $(REPO_URI)"
# The words: the root, the folders that are the same inside and outside, `--`, the command.
ENTER = """set -e
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
here=$PWD
mount --bind "$1" /mnt
shift
cd /mnt
while [ "$1" != -- ]; do
  mount --rbind "$1" ".$1"
  shift
done
shift
pivot_root . .
umount -l .
exec env -C "$here" "$@"
"""


def inside(root: Path, *shared: str) -> tuple[str, ...]:
    """The words in front of a command that runs in the root, in the same working folder and process."""
    for folder in (*OF_THE_KERNEL, *shared):
        (root / folder.lstrip("/")).mkdir(parents=True, exist_ok=True)
    return ("unshare", "-m", "sh", "-c", ENTER, "sh", str(root), *OF_THE_KERNEL, *shared, "--")


def fresh(root: Path) -> None:
    """A copy of the base, with the packages that apt may install looked up just now."""
    subprocess.run(["cp", "-a", "--reflink=auto", base(), root], check=True)
    (root / "etc/machine-id").write_text(f"{os.urandom(16).hex()}\n")  # as every desktop has one
    run(*inside(root), "apt-get", "-q", "update")


def base() -> Path:
    """What debootstrap makes, once for each release and source of packages."""
    release = platform.freedesktop_os_release()["VERSION_CODENAME"]
    source = source_of(release)
    mark = hashlib.sha256(f"{release} {source} {apt_options()}".encode()).hexdigest()[:12]
    kept = BUILD / f"root-{release}-{mark}"
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "root.lock").open("w") as lock:  # several workers want it at the same time
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.is_dir():
            make_base(kept, release, source)
    return kept


def make_base(kept: Path, release: str, source: str) -> None:
    """Whole under its name, or not there."""
    with tempfile.TemporaryDirectory(prefix="root-", dir=BUILD) as folder:
        made = Path(folder) / "root"
        run("unshare", "-m", "debootstrap", "--variant=minbase", release, str(made), source)
        tell_apt(made)
        made.rename(kept)


def tell_apt(root: Path) -> None:
    """All that apt knows here; what debootstrap downloaded is thrown away."""
    shutil.rmtree(root / "var/cache/apt/archives")
    shutil.rmtree(root / "etc/apt")
    for name in SEEN_BY_APT:
        there = root / name.lstrip("/")
        if Path(name).is_dir():
            shutil.copytree(name, there, ignore=NOT_TAKEN, dirs_exist_ok=True)
        elif Path(name).exists():
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(name, there)
    (root / "etc/apt/apt.conf").write_text(apt_options())


def source_of(release: str) -> str:
    """Where apt has the main packages of the release from."""
    for line in run("apt-get", "indextargets", "--format", WHERE, "Created-By: Packages").splitlines():
        name, component, address = line.split(" ", 2)
        if (name, component) == (release, "main"):
            return first_of(address)
    raise AssertionError(f"apt has no source of the main packages of {release}")


def first_of(address: str) -> str:
    """The first of several that a file lists, one a line, where the address is such a file."""
    file = address.removeprefix("mirror+file:").rstrip("/")
    return Path(file).read_text(encoding="utf-8").split()[0] if file != address.rstrip("/") else address


def apt_options() -> str:
    """How apt downloads (proxies, what it checks). No hooks: they call programs that are not there."""
    lines = run("apt-config", "dump").splitlines()
    return "".join(f"{line}\n" for line in lines if line.startswith("Acquire::"))


def run(*command: str) -> str:
    """Standard output of what must succeed."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env=environment,
        cwd="/",
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, f"{command}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
    return done.stdout
