"""Signs programs, libraries and installers for Windows by a command that is given, and says so where none is.

    python packaging/windows/sign.py FILE...

WINDOWS_SIGN_COMMAND: a command line that signs one file in its place; {file} stands for its path. No shell
reads it: begin with a program (`pwsh -File sign.ps1 {file}`), and put no quotes around {file}. Its secrets
come by the environment, as a command line shows them to every other program. Since June 2023 the key of a
certificate lies in hardware, so that the command asks a service for the signature: examples are in
packaging/DECISIONS.md.
Refuses (SystemExit): a command without {file}, or that begins with a script; a file that bears no signature
afterwards. Whether Windows trusts the signature is not judged here. Never run with a certificate that Windows
trusts: there is none.
"""

from __future__ import annotations

import os
import shlex
import struct
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

COMMAND, FILE = "WINDOWS_SIGN_COMMAND", "{file}"
SUFFIXES = (".dll", ".exe", ".pyd")
_SCRIPTS = (
    ".bat",
    ".cmd",
    ".ps1",
    ".py",
)  # a shell would read the first two, Windows starts none of the others
_PKCS7 = 2  # WIN_CERT_TYPE_PKCS_SIGNED_DATA
_DIRECTORIES = {0x10B: 96, 0x20B: 112}  # where they begin in the optional header of PE32 and PE32+
_CERTIFICATES = 4 * 8  # the fifth of them


def main(arguments: list[str], environment: Mapping[str, str]) -> int:
    """Return the exit status: 0 also where nothing was signed."""
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    sign([Path(each).resolve() for each in arguments], environment)
    print(said(environment))
    return 0


def unsigned(folder: Path) -> list[Path]:
    """Return the programs and libraries below the folder that nobody signed, their makers included."""
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    return [path for path in files if not is_signed(path)]


def said(environment: Mapping[str, str]) -> str:
    """Return what the results are, in a line for the log and the release's notes."""
    return "signed" if environment.get(COMMAND) else f"not signed: no command ({COMMAND} not set)"


def sign(files: list[Path], environment: Mapping[str, str]) -> None:
    """Sign them, one after the other, where there is a command. Raises CalledProcessError where it fails."""
    template = environment.get(COMMAND)
    if not template:
        return
    if FILE not in template:
        raise SystemExit(f"sign: {COMMAND} does not say where the file belongs: {FILE} is missing")
    program = template.split('"')[1] if template.startswith('"') else template.split()[0]
    if program.lower().endswith(_SCRIPTS):
        raise SystemExit(f"sign: {COMMAND} names a script: begin with the program that runs it")
    for file in files:
        subprocess.run(_command(template, str(file)), env=dict(environment), check=True)
        if not is_signed(file):
            raise SystemExit(f"sign: {file.name} bears no signature, although the command succeeded")


def _command(template: str, file: str) -> str | list[str]:
    """Return what subprocess takes: Windows starts programs with a line, other systems with words."""
    if sys.platform == "win32":
        return template.replace(FILE, subprocess.list2cmdline([file]))
    return [word.replace(FILE, file) for word in shlex.split(template)]


def is_signed(path: Path) -> bool:
    """Return whether the file is a PE image whose table of certificates has a PKCS #7 signature."""
    data = path.read_bytes()
    try:
        header = struct.unpack_from("<I", data, 0x3C)[0]
        optional = header + 24
        directories = optional + _DIRECTORIES[struct.unpack_from("<H", data, optional)[0]]
        place, size = struct.unpack_from("<II", data, directories + _CERTIFICATES)
        length, _, kind = struct.unpack_from("<IHH", data, place)
    except (struct.error, KeyError):
        return False
    is_image = data[:2] == b"MZ" and data[header : header + 4] == b"PE\0\0"
    return is_image and place > 0 and 8 < length <= size <= len(data) - place and kind == _PKCS7


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
