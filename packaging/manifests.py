"""Writes what package managers want to know of a release, from the files that were built and their hashes.

    python packaging/manifests.py PACKAGES FOLDER

PACKAGES has the results of all systems; FOLDER gets winget/ (for the repository of winget), scoop/ and
homebrew/ (for a bucket and a tap of one's own). The project's address is places.address().
Refuses (SystemExit): to write without an address, without one of the files, or where a hash is not what its
.CHECKSUM says. Nothing is sent anywhere: a person hands them in, once the release is public. Standard library
only.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import checksums
import places
from app import NAME

DESCRIPTION = "Ed25519 and RSA key pairs for exchange APIs"
LICENCE = "MIT"
WINGET = "AsymmetricKeyGenerator.AsymmetricKeyGenerator"
WINGET_FORM = "1.12.0"  # of microsoft/winget-cli's schemas
UNINSTALL_ENTRY = "AsymmetricKeyGenerator"  # of the installer, in the list of apps
OLDEST_WINDOWS = "10.0.17763.0"  # 1809, the oldest that Qt 6.11 supports
OLDEST_MACOS = "sequoia"  # application.OLDEST in Homebrew's words


@dataclass(frozen=True, slots=True)
class Download:
    """A file of the release: where it will be, and its SHA-256."""

    name: str
    url: str
    sha256: str


def main(arguments: list[str]) -> int:
    """Return the exit status."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    packages, folder = map(Path, arguments)
    address = places.address()
    if not address:
        raise SystemExit(
            "manifests: the project's address is not known (GITHUB_SERVER_URL, GITHUB_REPOSITORY)"
        )
    for name, text in manifests(packages, address).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8", newline="\n")
    return 0


def manifests(packages: Path, address: str) -> dict[str, str]:
    """Return the text of each by its place."""
    setup, archive, image = (
        _download(packages, address, ending)
        for ending in ("windows-x86_64-setup.exe", "windows-x86_64.zip", "macos-arm64.dmg")
    )
    winget = f"winget/manifests/{WINGET[0].lower()}/{WINGET.replace('.', '/')}/{places.VERSION}/{WINGET}"
    return {
        f"{winget}.yaml": _yaml("version", _winget_version()),
        f"{winget}.installer.yaml": _yaml("installer", _winget_installer(setup)),
        f"{winget}.locale.en-US.yaml": _yaml("defaultLocale", _winget_locale(address)),
        f"scoop/bucket/{places.PACKAGE}.json": json.dumps(_scoop(archive, address), indent=4) + "\n",
        f"homebrew/Casks/{places.PACKAGE}.rb": _cask(image, address),
    }


def _download(packages: Path, address: str, ending: str) -> Download:
    path = packages / f"{places.PACKAGE}-{places.VERSION}-{ending}"
    if not path.is_file() or not checksums.is_right(path):
        raise SystemExit(
            f"manifests: {path.name} is missing, or is not what its {checksums.SUFFIX} file says"
        )
    url = f"{address}/releases/download/v{places.VERSION}/{path.name}"
    return Download(path.name, url, checksums.sha256(path))


# --- winget ------------------------------------------------------------------------------------


def _winget_version() -> dict[str, Any]:
    return {"DefaultLocale": "en-US"}


def _winget_installer(setup: Download) -> dict[str, Any]:
    date = dict(places.releases()).get(places.VERSION)
    return {
        "Platform": ["Windows.Desktop"],
        "MinimumOSVersion": OLDEST_WINDOWS,
        "InstallerType": "nullsoft",
        "Scope": "user",
        "InstallModes": ["interactive", "silent"],
        "InstallerSwitches": {"Custom": "/PATH"},
        "UpgradeBehavior": "install",
        "Commands": [places.TERMINAL],
        "ProductCode": UNINSTALL_ENTRY,
        **({"ReleaseDate": date} if date else {}),
        "Installers": [{"Architecture": "x64", "InstallerUrl": setup.url, "InstallerSha256": setup.sha256}],
    }


def _winget_locale(address: str) -> dict[str, Any]:
    return {
        "PackageLocale": "en-US",
        "Publisher": places.PUBLISHER,
        "PublisherUrl": address,
        "PackageName": NAME,
        "PackageUrl": address,
        "License": LICENCE,
        "ShortDescription": DESCRIPTION,
        "Moniker": places.TERMINAL,
        "Tags": ["api-key", "ed25519", "pkcs8", "rsa"],
        "ReleaseNotesUrl": f"{address}/releases/tag/v{places.VERSION}",
    }


def _yaml(kind: str, content: Mapping[str, Any]) -> str:
    """Return the file: YAML takes each value in the form of JSON."""
    whole = {"PackageIdentifier": WINGET, "PackageVersion": places.VERSION, **content}
    whole |= {"ManifestType": kind, "ManifestVersion": WINGET_FORM}
    schema = f"https://aka.ms/winget-manifest.{kind.lower()}.{WINGET_FORM}.schema.json"
    lines = [f"{key}: {json.dumps(value)}" for key, value in whole.items()]
    return "\n".join([f"# yaml-language-server: $schema={schema}", *lines, ""])


# --- scoop and Homebrew ------------------------------------------------------------------------


def _scoop(archive: Download, address: str) -> dict[str, Any]:
    inside = archive.name.removesuffix(".zip")
    following = archive.url.replace(places.VERSION, "$version")
    return {
        "version": places.VERSION,
        "description": DESCRIPTION,
        "homepage": address,
        "license": LICENCE,
        "architecture": {"64bit": {"url": archive.url, "hash": archive.sha256, "extract_dir": inside}},
        "bin": f"{places.TERMINAL}.exe",
        "shortcuts": [[f"{places.WINDOW}.exe", NAME]],
        "checkver": {"github": address},
        "autoupdate": {
            "architecture": {
                "64bit": {
                    "url": following,
                    "extract_dir": inside.replace(places.VERSION, "$version"),
                    "hash": {"url": f"$url{checksums.SUFFIX}"},
                }
            }
        },
    }


def _cask(image: Download, address: str) -> str:
    url = image.url.replace(places.VERSION, "#{version}")
    return f"""cask "{places.PACKAGE}" do
  version "{places.VERSION}"
  sha256 "{image.sha256}"

  url "{url}"
  name "{NAME}"
  desc "{DESCRIPTION}"
  homepage "{address}"

  depends_on arch: :arm64
  depends_on macos: :{OLDEST_MACOS}

  app "{NAME}.app"
  binary "#{{appdir}}/{NAME}.app/Contents/MacOS/{places.TERMINAL}"

  zap trash: "~/Library/Application Support/{places.PACKAGE}"
end
"""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
