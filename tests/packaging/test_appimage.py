"""The tree that becomes the AppImage, and how its tool is called."""

import os
import stat
import subprocess
from pathlib import Path

import pytest

import places
from linux import appimage, share

pytestmark = pytest.mark.interop
WINDOW = "#!/bin/sh\necho the window: $(basename $(readlink -f $0)) $*\n"


def script(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    return path


@pytest.fixture(scope="module")
def app_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("appimage")
    script(folder / "bundle" / "akg", WINDOW)
    (folder / "bundle" / places.WINDOW).symlink_to("akg")
    appimage.make(folder / "bundle", folder / "AppDir")
    return folder / "AppDir"


def test_app_run_starts_the_program(app_dir: Path) -> None:
    done = subprocess.run([app_dir / "AppRun", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == "the window: akg --version\n"


def test_desktop_entry_and_icon_are_on_top(app_dir: Path) -> None:
    entry = app_dir / f"{places.APPLICATION_ID}.desktop"
    subprocess.run(["desktop-file-validate", entry], check=True)
    assert entry.read_text() == share.desktop_entry()
    assert (app_dir / f"{places.APPLICATION_ID}.svg").read_text() == share.ICON.read_text()
    assert (app_dir / ".DirIcon").read_bytes().startswith(b"\x89PNG")


def test_its_links_lead_to_places_inside(app_dir: Path) -> None:
    links = [path for path in app_dir.rglob("*") if path.is_symlink()]
    assert len(links) >= 6
    for link in links:
        assert not link.readlink().is_absolute()
        assert link.resolve(strict=True).is_relative_to(app_dir.resolve())


def test_the_tool_gets_the_runtime_and_the_moment(
    app_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = script(
        tmp_path / "appimagetool", '#!/bin/sh\nfor last; do :; done\necho "$@" $SOURCE_DATE_EPOCH >"$last"\n'
    )
    monkeypatch.setenv("APPIMAGE_RUNTIME", "/somewhere/runtime")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")
    (tmp_path / "dist").mkdir()
    made = appimage.pack(app_dir, tmp_path / "dist", str(tool))
    assert (
        made.read_text() == f"--no-appstream --runtime-file /somewhere/runtime {app_dir} {made} 1795000000\n"
    )
    assert stat.S_IMODE(made.stat().st_mode) == 0o755
    assert made.name == f"{places.NAME}-{places.VERSION}-{os.uname().machine}.AppImage".replace(
        "aarch64", "arm64"
    )
    subprocess.run(["sha256sum", "--quiet", "-c", f"{made.name}.CHECKSUM"], cwd=made.parent, check=True)
