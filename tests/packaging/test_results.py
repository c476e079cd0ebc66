"""What `make package` left in dist/: contents, rights, libraries, sizes, checksums."""

import re
import stat
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import checksums
import lean
import places
from linux import search_paths
from tests.bench.bundle import measure_sizes
from tests.product import package

pytestmark = pytest.mark.bundle
FORBIDDEN = re.compile(
    r"Qt6?(Network|Qml|Quick|Pdf|OpenGL|Test|Sql|Xml|Designer|PrintSupport)"
    r"|lib(ssl|crypto|krb5|gtk|gdk|stdc\+\+|gcc_s|c|m|GL|EGL|drm|X11|xcb|wayland.*|fontconfig|freetype)\.so"
    r"|lib(glib|gobject|gio|gthread|dbus)-|_ssl|_hashlib|\.qm$|\.dist-info|dynamic.*opengl|opengl32sw"
)
# What every Linux desktop has, and a program must not bring along: see lean.py.
OF_THE_SYSTEM = re.compile(
    r"(ld-linux.*|lib(c|m|dl|pthread|rt|util|stdc\+\+|gcc_s|z|GL|EGL|X11|X11-xcb|xcb|wayland-(client|cursor)"
    r"|fontconfig|freetype|glib-2\.0|gthread-2\.0|dbus-1))\.so\.\d+"
)


@pytest.fixture(scope="module")
def deb() -> Path:
    return package()


@pytest.fixture(scope="module")
def deb_root(deb: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("deb") / "root"
    subprocess.run(["dpkg-deb", "--raw-extract", deb, root], check=True)
    return root


@pytest.fixture(scope="module")
def archive() -> Path:
    return next(places.DIST.glob("*.tar.xz"))


@pytest.fixture(scope="module")
def unpacked(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    subprocess.run(["tar", "-C", folder, "-xf", archive], check=True)
    return folder / archive.name.removesuffix(".tar.xz")


def libraries(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*.so*") if not path.is_symlink())


def dynamic(library: Path, tag: str) -> list[str]:
    command = ["readelf", "--dynamic", "--wide", str(library)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return re.findall(rf"\({tag}\).*\[(.*)\]", done.stdout)


def test_neither_has_what_nobody_needs(deb_root: Path, unpacked: Path) -> None:
    for folder in (deb_root, unpacked):
        names = [str(path.relative_to(folder)) for path in folder.rglob("*")]
        assert len(names) > 100
        assert [name for name in names if FORBIDDEN.search(name)] == []


def test_each_library_finds_what_it_needs(unpacked: Path) -> None:
    there = {path.name for path in libraries(unpacked)}
    for library in libraries(unpacked):
        missing = [n for n in dynamic(library, "NEEDED") if n not in there and not OF_THE_SYSTEM.fullmatch(n)]
        assert missing == [], library.name


def test_the_archive_carries_nothing_that_nobody_asks_for(unpacked: Path) -> None:
    needed = {name for library in libraries(unpacked) for name in dynamic(library, "NEEDED")}
    carried = {path.name for path in (unpacked / "_internal").glob("lib*.so*")}
    assert {name for name in carried - needed if not name.startswith("libpython")} == set()


def test_both_can_open_the_list_of_keys(deb_root: Path, unpacked: Path) -> None:
    for folder in (deb_root, unpacked):
        assert len(list(folder.rglob("_sqlite3*.so"))) == 1
    assert (unpacked / "_internal" / "libsqlite3.so.0").is_file()


def test_the_package_carries_no_library_of_the_system(deb_root: Path) -> None:
    inside = deb_root / "usr/lib" / places.PACKAGE / "_internal"
    assert [path.name for path in inside.glob("lib*.so*") if not path.name.startswith("libpython")] == []
    assert [
        path for path in inside.rglob("*") if lean.library_name(path.name) in lean.CARRIED_LIBRARIES
    ] == []


def test_it_depends_on_them_instead(deb: Path) -> None:
    done = subprocess.run(["dpkg-deb", "--field", deb], capture_output=True, text=True, check=True)
    fields = dict(re.findall(r"^([A-Za-z-]+): (.*)$", done.stdout, re.MULTILINE))
    depends = re.findall(r"[a-z0-9.+-]+(?= \(|,|$)", fields["Depends"])
    for name in (
        "libc6",
        "libxcb-cursor0",
        "libxkbcommon-x11-0",
        "libfontconfig1",
        "libdbus-1-3",
        "libegl1",
        "libsqlite3-0",
    ):
        assert name in depends
    assert not [name for name in depends if re.match(r"libicu|libqt|python|libpython|libssl", name)]
    assert fields["Suggests"] == "gnome-keyring | kwalletmanager"
    assert fields["Recommends"].startswith("fonts-")


def test_libraries_are_looked_for_beside_and_in_the_system_only(deb_root: Path) -> None:
    for library in libraries(deb_root):
        for path in dynamic(library, "(?:RUNPATH|RPATH)"):
            assert not search_paths.is_foreign(path), library.name


def test_no_file_knows_where_it_was_built(deb_root: Path, unpacked: Path) -> None:
    here = str(places.ROOT).encode()
    for folder in (deb_root, unpacked):
        for path in folder.rglob("*"):
            if path.is_file() and not path.is_symlink():
                assert here not in path.read_bytes(), path


def test_no_python_file_is_loose(deb_root: Path, unpacked: Path) -> None:
    for folder in (deb_root, unpacked):
        assert [
            path for path in folder.rglob("*") if path.suffix in (".py", ".pyc", ".pyi", ".a", ".h")
        ] == []


def test_everything_is_roots_of_one_moment_and_written_by_nobody_else(deb: Path, archive: Path) -> None:
    moments = set()
    with tarfile.open(archive) as members:
        moments |= {_judge(member) for member in members}
    command = ["dpkg-deb", "--fsys-tarfile", str(deb)]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE) as process,
        tarfile.open(fileobj=process.stdout, mode="r|") as members,
    ):
        moments |= {_judge(member) for member in members}
    assert len(moments) == 1


def _judge(member: tarfile.TarInfo) -> float:
    assert (member.uid, member.gid, member.uname, member.gname) == (0, 0, "root", "root"), member.name
    if member.issym():
        assert not member.linkname.startswith("/")
    else:
        assert member.isfile() or member.isdir(), member.name
        assert member.mode in ((0o755,) if member.isdir() else (0o644, 0o755)), member.name
    return member.mtime


def test_only_programs_may_be_executed(deb_root: Path, unpacked: Path) -> None:
    for folder in (deb_root / "usr", unpacked):
        found = {
            path.name
            for path in folder.rglob("*")
            if path.is_file() and not path.is_symlink() and path.stat().st_mode & stat.S_IXUSR
        }
        assert found == {places.TERMINAL}


def test_links_lead_to_what_is_there(deb_root: Path, unpacked: Path) -> None:
    commands = deb_root / "usr/bin"
    assert {path.name for path in commands.iterdir()} == {"akg", places.PACKAGE}
    for folder in (deb_root, unpacked):
        for link in (path for path in folder.rglob("*") if path.is_symlink()):
            assert link.resolve(strict=True).is_relative_to(folder.resolve())
    assert (unpacked / places.WINDOW).resolve() == unpacked / places.TERMINAL


def test_the_package_has_what_desktops_man_and_shells_look_for(deb_root: Path) -> None:
    share = deb_root / "usr/share"
    for name in (
        f"applications/{places.APPLICATION_ID}.desktop",
        f"metainfo/{places.APPLICATION_ID}.metainfo.xml",
        f"icons/hicolor/scalable/apps/{places.APPLICATION_ID}.svg",
        "man/man1/akg.1.gz",
        f"man/man1/{places.PACKAGE}.1.gz",
        "bash-completion/completions/akg",
        "zsh/vendor-completions/_akg",
        "fish/vendor_completions.d/akg.fish",
        f"doc/{places.PACKAGE}/copyright",
        f"doc/{places.PACKAGE}/changelog.gz",
    ):
        assert (share / name).stat().st_size > 0, name
    assert len(list(share.glob("icons/hicolor/*/apps/*.png"))) == 8


def test_dpkg_can_verify_every_file(deb_root: Path) -> None:
    sums = deb_root / "DEBIAN/md5sums"
    subprocess.run(["md5sum", "--quiet", "--strict", "-c", sums], cwd=deb_root, check=True)
    files = [path for path in (deb_root / "usr").rglob("*") if path.is_file() and not path.is_symlink()]
    assert len(sums.read_text().splitlines()) == len(files)


def test_lintian_has_nothing_to_say(deb: Path) -> None:
    command = ["lintian", "--fail-on", "error,warning", "--allow-root", str(deb)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_result_has_a_checksum_that_sha256sum_reads() -> None:
    results = checksums.results(places.DIST)
    assert {path.suffix for path in results} == {".xz", ".deb", ".whl", ".gz", ".json"}
    for path in results:
        command = ["sha256sum", "--quiet", "--strict", "-c", path.name + checksums.SUFFIX]
        subprocess.run(command, cwd=places.DIST, check=True)


def test_sizes_are_within_the_goals() -> None:
    found = measure_sizes()
    assert len(found) == 3
    assert [row.title for row in found if not row.met] == []
