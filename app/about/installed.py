"""What a program that was not frozen knows of itself: what the installer of its distributions recorded.

Promises: looks only at the distributions that run, found from this program's own metadata. Their native
libraries and modules are compared with the hashes in RECORD; Qt's parts that are never loaded are left out.
"""

import re
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from app.about.bundle import FileCheck, sha256

OURS = "asymmetric-key-generator"
_CODE = re.compile(r"\.(?:py|pyd|dll|dylib|so(?:\.[\d.]+)?)$")
_NEVER_LOADED = re.compile(
    r"^PySide6/(?!Qt/lib/libQt6(?:Core|Gui|Widgets|DBus|XcbQpa|Wayland)|Qt/lib/libicu|Qt"
    r"(?:Core|Gui|Widgets|DBus)\.|Qt/plugins/platforms/|__init__|libpyside6\.|[^/]*\.dll$)"
)
_CLASSIFIED = {"MIT License": "MIT", "Apache Software License": "Apache-2.0"}
_IS_LICENCE = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)


def distributions() -> dict[str, metadata.Distribution]:
    """Return what this program needs and has, by name, itself included; without what is not installed."""
    found: dict[str, metadata.Distribution] = {}
    wanted = [OURS]
    while wanted:
        name = _normal(wanted.pop())
        if name in found:
            continue
        try:
            found[name] = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        wanted += [_name_of(line) for line in found[name].requires or () if "extra ==" not in line]
    return dict(sorted(found.items()))


def check() -> FileCheck:
    """Read the code of these distributions again; files that no record names are not looked for."""
    files: dict[str, str] = {}
    changed: list[str] = []
    missing: list[str] = []
    for name, path, recorded in _code():
        if not path.is_file():
            missing.append(name)
            continue
        files[name] = sha256(path)
        if _in_records_form(files[name]) != recorded:
            changed.append(name)
    return FileCheck(files, tuple(changed), tuple(missing))


def licence_texts(distribution: metadata.Distribution) -> tuple[Path, ...]:
    """Return the licence files that came with it."""
    return tuple(
        sorted(
            Path(str(distribution.locate_file(file)))
            for file in distribution.files or ()
            if ".dist-info" in file.parts[0] and _IS_LICENCE.search(file.name)
        )
    )


def licence_of(distribution: metadata.Distribution) -> str:
    """In SPDX where its metadata say it, or as they say it; "" if they do not."""
    said = distribution.metadata
    if expression := said.json.get("license_expression"):
        return str(expression)
    for classifier in said.get_all("Classifier") or ():
        if (name := classifier.rpartition(" :: ")[2]) in _CLASSIFIED:
            return _CLASSIFIED[name]
    return str(said.json.get("license") or "")


def _code() -> Iterator[tuple[str, Path, str]]:
    for distribution in distributions().values():
        for file in distribution.files or ():
            name = file.as_posix()
            if file.hash and _CODE.search(name) and not _NEVER_LOADED.match(name):
                yield name, Path(str(distribution.locate_file(file))), file.hash.value


def _in_records_form(digest: str) -> str:
    return urlsafe_b64encode(bytes.fromhex(digest)).decode("ascii").rstrip("=")


def _name_of(requirement: str) -> str:
    return re.split(r"[\s;\[(<>=!~]", requirement, maxsplit=1)[0]


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
