"""The Debian package: the folder below /usr/lib, links in /usr/bin, and what a desktop wants to know.

Depends on the system's libraries instead of carrying them; which ones, dpkg-shlibdeps reads from the
binaries, so that they are right for the release that it is built on.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import folders
import lean
import places
from contents import record
from linux import share

MAINTAINER = "The Asymmetric Key Generator maintainers <asymmetric-key-generator@localhost>"
_LINKS = {"akg": places.TERMINAL, "asymmetric-key-generator": places.WINDOW}
_DESCRIPTION = """\
Description: Ed25519 and RSA key pairs for exchange APIs
 Makes the key pairs that exchanges ask for when an API key is self-generated:
 a window for people and a command, akg, for the terminal and for scripts. The
 private key is encrypted with a passphrase; no network connection is opened.
"""


def pack(folder: Path, outdir: Path, level: int) -> Path:
    """Write the package, pressed at this level of xz, and return its path."""
    root = places.BUILD / "deb"
    shutil.rmtree(root, ignore_errors=True)
    _fill(folder, root)
    _write(root / "DEBIAN" / "control", _control(root))
    _write(root / "DEBIAN" / "md5sums", _md5sums(root))
    folders.date(root)
    target = outdir / f"{places.PACKAGE}_{places.VERSION}_{_architecture()}.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", f"-z{level}", "--build", str(root), str(target)],
        env={**os.environ, "DPKG_DEB_THREADS_MAX": "2"},  # changes no byte: the blocks are the same
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return target


def _fill(folder: Path, root: Path) -> None:
    home = root / "usr" / "lib" / places.PACKAGE
    shutil.copytree(folder, home, symlinks=True)
    for path in _carried(home):
        path.unlink()
    record.write(home, folders.WORK)
    folders.normalise(home)
    _link_programs(root / "usr" / "bin")
    share.write(root / "usr" / "share")
    _manual(root / "usr" / "share" / "man" / "man1")
    _documents(root / "usr" / "share" / "doc" / places.PACKAGE)
    overrides = root / "usr" / "share" / "lintian" / "overrides" / places.PACKAGE
    _write(overrides, (places.ROOT / "packaging" / "linux" / "lintian-overrides").read_text("utf-8"))


def _link_programs(folder: Path) -> None:
    """Make the commands in usr/bin."""
    folder.mkdir()
    for link, program in _LINKS.items():
        (folder / link).symlink_to(f"../lib/{places.PACKAGE}/{program}")


def _carried(home: Path) -> list[Path]:
    """Return what the bundle carries of the build machine's system."""
    top = (home / "_internal").glob("lib*.so*")
    return sorted(path for path in top if lean.library_name(path.name) in lean.CARRIED_LIBRARIES)


def _manual(folder: Path) -> None:
    """Compress one page for both commands."""
    _zip(folder / "akg.1")
    (folder / f"{places.PACKAGE}.1.gz").symlink_to("akg.1.gz")


def _documents(folder: Path) -> None:
    _write(folder / "copyright", (places.ROOT / "packaging" / "linux" / "copyright").read_text("utf-8"))
    date = format_datetime(datetime.fromtimestamp(places.epoch(), UTC))
    entry = f"{places.PACKAGE} ({places.VERSION}) unstable; urgency=medium\n\n  * See CHANGELOG.md.\n\n"
    _write(folder / "changelog", f"{entry} -- {MAINTAINER}  {date}\n")
    _zip(folder / "changelog")


def _zip(path: Path) -> None:
    data = gzip.compress(path.read_bytes(), 9, mtime=0)
    path.with_name(path.name + ".gz").write_bytes(data)
    path.unlink()


def _control(root: Path) -> str:
    size = sum(path.lstat().st_size for path in root.rglob("*") if not path.is_dir())
    lines = {
        "Package": places.PACKAGE,
        "Version": places.VERSION,
        "Architecture": _architecture(),
        "Maintainer": MAINTAINER,
        "Installed-Size": str(-(-size // 1024)),
        "Depends": _dependencies(root),
        "Recommends": "fonts-dejavu-core | fonts-noto-core | fonts-liberation",
        "Suggests": "gnome-keyring | kwalletmanager",
        "Section": "utils",
        "Priority": "optional",
    }
    return "".join(f"{name}: {value}\n" for name, value in lines.items()) + _DESCRIPTION


def _dependencies(root: Path) -> str:
    """Return what dpkg-shlibdeps finds for every program and library of the package."""
    work = places.BUILD / "shlibdeps"
    _write(
        work / "debian" / "control",
        f"Source: {places.PACKAGE}\n\nPackage: {places.PACKAGE}\nArchitecture: any\n",
    )
    home = root / "usr" / "lib" / places.PACKAGE
    private = sorted({path.parent for path in home.rglob("*.so*")})
    files = [*sorted(home.rglob("*.so*")), home / places.TERMINAL]
    done = subprocess.run(
        ["dpkg-shlibdeps", "-O", "--ignore-missing-info", *(f"-l{path}" for path in private)]
        + [f"-e{path}" for path in files if not path.is_symlink()],
        cwd=work,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise OSError(f"dpkg-shlibdeps: {done.stderr}")
    return done.stdout.removeprefix("shlibs:Depends=").strip()


def _architecture() -> str:
    command = ["dpkg", "--print-architecture"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def _md5sums(root: Path) -> str:
    """Return Debian's own list, for `dpkg --verify`: against accidents, not against attackers."""
    files = sorted(path for path in (root / "usr").rglob("*") if path.is_file() and not path.is_symlink())
    return "".join(f"{_md5(path)}  {path.relative_to(root)}\n" for path in files)


def _md5(path: Path) -> str:
    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
