"""Compares the manifests of winget and scoop with the schemas that their makers publish.

    .venv/bin/python -m tests.packaging.schemas SCHEMAS [MANIFESTS]

SCHEMAS: a folder with clones of microsoft/winget-cli and ScoopInstaller/Scoop, or with these files of theirs:
winget-cli/schemas/JSON/manifests/v1.12.0/*.json and Scoop/schema.json. They are not ours to keep here.
MANIFESTS: what packaging/manifests.py wrote; where it is not named, manifests of stand-ins for the packages.

Exits with 1 where one is refused or missing. Homebrew has no schema: Ruby and `brew style` read the cask.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML  # check-jsonschema has this, and jsonschema

sys.path.insert(0, str(Path(__file__).parents[2] / "packaging"))

import checksums
import manifests
import places

FILES = ("windows-x86_64-setup.exe", "windows-x86_64.zip", "macos-arm64.dmg")
ADDRESS = "https://git.example/owner/repository"
WINGET = "winget-cli/schemas/JSON/manifests/v{form}/manifest.{kind}.{form}.json"
SCOOP = "Scoop/schema.json"
KINDS = {"version", "installer", "defaultLocale", "scoop"}


def stand_ins(folder: Path) -> None:
    """Writes what is taken for the packages, with their checksums."""
    for ending in FILES:
        (folder / f"asymmetric-key-generator-{places.VERSION}-{ending}").write_text(ending, "utf-8")
    checksums.write(folder)


def closed(schema: Any) -> Any:
    """Returns a schema that takes no name but those that it knows: winget's own let any other one pass."""
    match schema:
        case dict():
            open_ = "properties" in schema and "additionalProperties" not in schema
            inner = {name: closed(value) for name, value in schema.items()}
            return {**inner, "additionalProperties": False} if open_ else inner
        case list():
            return [closed(each) for each in schema]
    return schema


def complaints(manifest: Any, schema: Any) -> list[str]:
    """Returns what the schema has against it."""
    from jsonschema import Draft7Validator  # type: ignore[import-untyped] # here: it reads grammars for seconds

    check = Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message}" for error in check.iter_errors(manifest)]


def compare(schemas: Path, folder: Path) -> list[str]:
    """Returns what is wrong with the manifests: nothing where all four are there and have their form."""
    wrong, kinds = [], set()
    for path in sorted([*folder.rglob("*.yaml"), *folder.rglob("*.json")]):
        manifest = YAML(typ="safe", pure=True).load(path)
        kind = manifest.get("ManifestType", "scoop")
        place = SCOOP if kind == "scoop" else WINGET.format(kind=kind, form=manifests.WINGET_FORM)
        schema = json.loads((schemas / place).read_text("utf-8-sig"))
        found = complaints(manifest, schema if kind == "scoop" else closed(schema))
        wrong += [f"{path.name}: {each}" for each in found]
        kinds.add(kind)
    return wrong + [f"{kind}: missing" for kind in sorted(KINDS - kinds)]


def report(wrong: list[str]) -> int:
    """Prints it, and returns the exit status."""
    print(*(wrong or ["All manifests have the form of their schemas."]), sep="\n")
    return int(bool(wrong))


def main(arguments: list[str]) -> int:
    """Returns the exit status."""
    if len(arguments) not in (1, 2):
        print(__doc__, file=sys.stderr)
        return 2
    if len(arguments) == 2:
        return report(compare(*map(Path, arguments)))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stand_ins(folder)
        for place, text in manifests.manifests(folder, ADDRESS).items():
            (folder / place).parent.mkdir(parents=True, exist_ok=True)
            (folder / place).write_text(text, "utf-8")
        return report(compare(Path(arguments[0]), folder))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
