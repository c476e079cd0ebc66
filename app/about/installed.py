"""What a program that was not frozen knows of itself: what the installer of its distributions recorded.

Promises: looks only at the distributions that run, found from this program's own metadata.
"""

import re
from importlib import metadata
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
OURS = "asymmetric-key-generator"
_CLASSIFIED = {"MIT License": "MIT", "Apache Software License": "Apache-2.0"}
_IS_LICENCE = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)


def distributions() -> dict[str, metadata.Distribution]:
    """Return what this program needs, by name, itself included; what is not installed is left out."""
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
    """Return the licence in SPDX where the metadata say it, or as they say it; "" if they do not."""
    said = distribution.metadata
    if expression := said.json.get("license_expression"):
        return str(expression)
    for classifier in said.get_all("Classifier") or ():
        if (name := classifier.rpartition(" :: ")[2]) in _CLASSIFIED:
            return _CLASSIFIED[name]
    return str(said.json.get("license") or "")


def _name_of(requirement: str) -> str:
    return re.split(r"[\s;\[(<>=!~]", requirement, maxsplit=1)[0]


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
