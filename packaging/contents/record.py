"""Writes into a built bundle what is inside it: hashes, bill of materials, licences.

Written are licences/, sbom.cdx.json and _internal/resources/contents.json. In an app of macOS, the bundle is
Contents/Frameworks, has no _internal/, and may contain code only: the first two go beside it.

Promises: the same bundle, commit and SOURCE_DATE_EPOCH give the same bytes. Refuses (SystemExit) a file that
no component answers for, and a component without a licence text.
"""

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import places
from app import NAME, __version__
from contents import bill, inside, licence_folder

BILL = "sbom.cdx.json"
LICENCES = "licences"
CONTENTS = "resources/contents.json"


def write(bundle: Path, work: Path, beside: Path | None = None) -> None:
    """Write all three into the finished `bundle`; licences and bill go to `beside`, where that is given.

    `work` is PyInstaller's work folder, whose tables say where each file came from.
    """
    home = beside or bundle
    _remove_former(bundle, home)
    built = places.epoch()
    components = inside.components(bundle, work, beside)
    texts = licence_folder.write(components, home / LICENCES)
    _write(home / BILL, bill.bill(components, built))
    _write(record_of(bundle), _contents(bundle, components, texts, built))


def _remove_former(bundle: Path, home: Path) -> None:
    shutil.rmtree(home / LICENCES, ignore_errors=True)
    for former in (home / BILL, record_of(bundle)):
        former.unlink(missing_ok=True)


def record_of(bundle: Path) -> Path:
    """Return where the list of what is inside a bundle is."""
    libraries = bundle / inside.LIBRARIES
    return (libraries if libraries.is_dir() else bundle) / CONTENTS


def _contents(
    bundle: Path, components: Iterable[inside.PackedComponent], texts: dict[str, tuple[str, ...]], built: int
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


def _component(component: inside.PackedComponent, texts: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    origin = component.origin
    return {
        "name": origin.name,
        "version": origin.version,
        "licence": origin.licence,
        "texts": list(texts[origin.name]),
        "parts": [{"name": name, "version": version} for name, version, _, _ in origin.parts],
    }


def commit() -> str:
    """Return the commit, with "+" where files differ from it; "" outside a git work tree."""
    head = _git("rev-parse", "HEAD")
    return head + ("+" if head and _git("status", "--porcelain", "--untracked-files=no") else "")


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(places.ROOT), *arguments], capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
