"""Writes into a built bundle what is inside of it: hashes, bill of materials, licences.

`.venv/bin/python packaging/contents.py BUNDLE [WORK]`: BUNDLE is the one-folder bundle, finished but for
this; WORK (build/pyinstaller) is PyInstaller's work folder, whose tables tell where each file came from.
Written are BUNDLE/licences/, BUNDLE/sbom.cdx.json and BUNDLE/_internal/resources/contents.json. In an app of
macOS, BUNDLE is Contents/Frameworks, has no _internal/, and may hold code only: the first two go beside it.

Promises: the same bundle, commit and SOURCE_DATE_EPOCH give the same bytes. Refuses (SystemExit) a file that
no component answers for, and a component without a licence text.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]

import bill  # noqa: E402 - found only now
import inside  # noqa: E402
import licence_folder  # noqa: E402
from app import NAME, __version__  # noqa: E402

BILL = "sbom.cdx.json"
LICENCES = "licences"
CONTENTS = "resources/contents.json"
WORK = ROOT / "build" / "pyinstaller"


def write(bundle: Path, work: Path, beside: Path | None = None) -> None:
    """Everything that the module's docstring names; `beside` (the bundle) takes licences and bill."""
    home = beside or bundle
    _remove_former(bundle, home)
    built = int(os.environ.get("SOURCE_DATE_EPOCH") or _git("log", "-1", "--format=%ct") or 0)
    components = inside.components(bundle, work)
    texts = licence_folder.write(components, home / LICENCES)
    _write(home / BILL, bill.bill(components, built))
    _write(record_of(bundle), _contents(bundle, components, texts, built))


def _remove_former(bundle: Path, home: Path) -> None:
    shutil.rmtree(home / LICENCES, ignore_errors=True)
    for former in (home / BILL, record_of(bundle)):
        former.unlink(missing_ok=True)


def record_of(bundle: Path) -> Path:
    """Where the list of what is inside of a bundle stands."""
    libraries = bundle / inside.LIBRARIES
    return (libraries if libraries.is_dir() else bundle) / CONTENTS


def _contents(
    bundle: Path, components: Iterable[inside.Component], texts: dict[str, tuple[str, ...]], built: int
) -> str:
    content = {
        "name": NAME,
        "version": __version__,
        "commit": commit(),
        "built": built,
        "components": [_component(each, texts) for each in components],
        "files": {each.path: each.sha256 for each in inside.files_of(bundle)},
        "links": inside.links_of(bundle),
    }
    return json.dumps(content, indent=1) + "\n"


def _component(component: inside.Component, texts: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    origin = component.origin
    return {
        "name": origin.name,
        "version": origin.version,
        "licence": origin.licence,
        "texts": list(texts[origin.name]),
        "parts": [{"name": name, "version": version} for name, version, _, _ in origin.parts],
    }


def commit() -> str:
    """The commit that is built, with "+" where files differ from it; "" outside of a git work tree."""
    head = _git("rev-parse", "HEAD")
    return head + ("+" if head and _git("status", "--porcelain", "--untracked-files=no") else "")


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def main(arguments: list[str]) -> int:
    """Returns the exit status."""
    if len(arguments) not in (1, 2):
        print("usage: contents.py BUNDLE [WORK]", file=sys.stderr)
        return 2
    write(Path(arguments[0]).resolve(), Path(arguments[1]).resolve() if arguments[1:] else WORK)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
