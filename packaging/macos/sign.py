"""Signs and notarises for macOS where credentials are given, and says so where none are.

    python packaging/macos/sign.py app APP       seals the app again, after files were added to it
    python packaging/macos/sign.py dmg DMG       signs the image

MACOS_IDENTITY names a “Developer ID Application” certificate in the keychain (keychain.sh puts it there);
without it the app is sealed ad hoc, as Apple silicon wants of every program; that proves nothing about who
made it. NOTARY_KEY_FILE, NOTARY_KEY_ID and NOTARY_ISSUER are a key of App Store Connect's API: with it both
are notarised, and Apple's ticket is stapled to them. PyInstaller signs the libraries inside with the same
identity. Never run with an identity yet: there is none.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ENTITLEMENTS = Path(__file__).resolve().with_name("entitlements.plist")
NOTARY = ("NOTARY_KEY_FILE", "NOTARY_KEY_ID", "NOTARY_ISSUER")
CommandLine = list[str]


def app_commands(app: Path, environment: Mapping[str, str]) -> list[CommandLine]:
    """Return what seals the app and checks the seal; with credentials also what notarises and staples it, so
    that the app stays known where it is copied out of its image and started without a network.
    """
    seal = ["codesign", "--force", "--sign"]
    check = ["codesign", "--verify", "--deep", "--strict", str(app)]
    identity = environment.get("MACOS_IDENTITY")
    if not identity:
        return [[*seal, "-", str(app)], check]
    seal += [identity, "--options", "runtime", "--timestamp", "--entitlements", str(ENTITLEMENTS)]
    archive = app.with_suffix(".zip")
    pack = ["ditto", "-c", "-k", "--keepParent", str(app), str(archive)]
    notarise = _notarise(app, archive, environment)
    return [[*seal, str(app)], check, *([pack, *notarise] if notarise else [])]


def dmg_commands(image: Path, environment: Mapping[str, str]) -> list[CommandLine]:
    """Return what signs, notarises, staples and checks the image; nothing without an identity."""
    identity = environment.get("MACOS_IDENTITY")
    if not identity:
        return []
    sign = ["codesign", "--force", "--timestamp", "--sign", identity, str(image)]
    return [sign, *_notarise(image, image, environment)]


def _notarise(subject: Path, submitted: Path, environment: Mapping[str, str]) -> list[CommandLine]:
    """Return what notarises by what is submitted, staples the subject and checks it."""
    if not all(environment.get(name) for name in NOTARY):
        return []
    file, key, issuer = (environment[name] for name in NOTARY)
    account = ["--key", file, "--key-id", key, "--issuer", issuer]
    kind = ["execute"] if subject.suffix == ".app" else ["open", "--context", "context:primary-signature"]
    return [
        ["xcrun", "notarytool", "submit", str(submitted), *account, "--wait", "--timeout", "30m"],
        ["xcrun", "stapler", "staple", str(subject)],
        ["spctl", "--assess", "--type", *kind, str(subject)],
    ]


def said(environment: Mapping[str, str]) -> str:
    """Return what the results are, in a line for the log and the release's notes."""
    if not environment.get("MACOS_IDENTITY"):
        return "not signed: no certificate (MACOS_IDENTITY not set); not notarised"
    missing = [name for name in NOTARY if not environment.get(name)]
    if missing:
        return f"signed; not notarised: no credentials ({', '.join(missing)} not set)"
    return "signed and notarised"


def run(commands: list[CommandLine]) -> None:
    """Run one after the other. Raises CalledProcessError at the first that fails."""
    for command in commands:
        subprocess.run(command, check=True)


def main(arguments: list[str], environment: Mapping[str, str]) -> int:
    """Return the exit status: 0 also where nothing was signed."""
    match arguments:
        case ["app", app]:
            run(app_commands(Path(app), environment))
        case ["dmg", image]:
            run(dmg_commands(Path(image), environment))
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    print(said(environment))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
