"""The facts about this program, as a value, as JSON and as text. None of them is about who uses it."""

import json
import platform
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from app import NAME, __version__
from app.about import bundle, installed
from app.about.bundle import FileCheck
from app.text import Text, plural, text


class Installation(Enum):
    """How this program was installed."""

    BUNDLE = "bundle"
    WHEEL = "wheel"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Component:
    """One thing inside: `licence` in SPDX; `parts`, each as "name version", are linked into it."""

    name: str
    version: str
    licence: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known without reading every file. `commit` and `built` are "" where unknown."""

    kind: Installation
    commit: str
    built: str
    components: tuple[Component, ...]
    name: str = NAME
    version: str = __version__

    @property
    def main_versions(self) -> dict[str, str]:
        """Return the versions that people ask for first."""
        from app.keys.engine import openssl_version

        known = {each.name.lower(): each.version for each in self.components}
        return {
            "python": platform.python_version(),
            "openssl": openssl_version(),
            "cryptography": known.get("cryptography", ""),
            "qt": known.get("qt") or known.get("pyside6_essentials", ""),
        }


def facts() -> Facts:
    """Return the facts. Raises StorageError where a bundle cannot read its own record."""
    return _of_bundle() if bundle.is_frozen() else _of_installed()


def check_files() -> FileCheck:
    """Read the program's files and compare them with what was recorded, which only a bundle has."""
    return bundle.check() if bundle.is_frozen() else FileCheck({})


def as_json(known: Facts, check: FileCheck) -> str:
    """Return everything, files included."""
    value: dict[str, Any] = {
        "name": known.name,
        "version": known.version,
        "kind": known.kind.value,
        "commit": known.commit or None,
        "built": known.built or None,
        **known.main_versions,
        "components": [
            {"name": each.name, "version": each.version, "licence": each.licence, "parts": list(each.parts)}
            for each in known.components
        ],
        "files": {path: {"sha256": digest} for path, digest in check.files.items()},
        "changed": list(check.changed),
        "missing": list(check.missing),
        "added": list(check.added),
    }
    return json.dumps(value, indent=2) + "\n"


def as_text(known: Facts, check: FileCheck | None = None) -> str:
    """Return what a bug report needs: nothing about keys, folders or the person."""
    versions = known.main_versions
    rows = [
        f"{known.name} {known.version} ({known.kind.value})",
        f"Commit: {known.commit or 'not known'}",
        f"Built: {known.built or 'not built'}",
        f"System: {platform.system()} {platform.release()} {platform.machine()}",
        f"Python: {versions['python']}",
        f"OpenSSL: {versions['openssl']}",
        f"Files: {summary(check) if check else 'not checked'}",
        "Inside: " + ", ".join(f"{each.name} {each.version}" for each in known.components),
    ]
    return "\n".join(rows) + "\n"


def summary(check: FileCheck) -> Text:
    """Return one line on the files."""
    if not check.is_good:
        return check.differences()
    if not check.files:
        return text("not checked, as only a bundle has a record of them")
    return plural(
        "{number:,} read, as it was built", "{number:,} read, all as they were built", len(check.files)
    )


def _of_bundle() -> Facts:
    record = bundle.contents()
    components = tuple(
        Component(
            each["name"],
            each["version"],
            each["licence"],
            tuple(f"{part['name']} {part['version']}" for part in each["parts"]),
        )
        for each in record["components"]
    )
    built = datetime.fromtimestamp(record["built"], UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Facts(Installation.BUNDLE, record["commit"], built, components)


def _of_installed() -> Facts:
    components = tuple(
        Component(each.metadata["Name"], each.version, installed.licence_of(each))
        for name, each in installed.distributions().items()
        if name != installed.OURS
    )
    kind = Installation.SOURCE if (installed.CHECKOUT / "pyproject.toml").is_file() else Installation.WHEEL
    return Facts(kind, "", "", components)
