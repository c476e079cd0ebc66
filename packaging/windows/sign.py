"""Signs programs and installers for Windows where a certificate is given, and says so where none is.

    python packaging/windows/sign.py FILE...

WINDOWS_CERTIFICATE: the certificate with its private key (PFX) in base64; WINDOWS_CERTIFICATE_PASSPHRASE; and
WINDOWS_TIMESTAMP_SERVER, the address of an RFC 3161 server, which the certificate's issuer names. PowerShell
signs, not signtool: it is on every Windows, and takes the passphrase through the environment; a command line
would show it to every other program. The certificate is added to the person's store and removed again. Never
run yet: there is no certificate.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Mapping
from pathlib import Path

NEEDED = ("WINDOWS_CERTIFICATE", "WINDOWS_CERTIFICATE_PASSPHRASE", "WINDOWS_TIMESTAMP_SERVER")

_SCRIPT = """
$ErrorActionPreference = 'Stop'
$passphrase = ConvertTo-SecureString $env:WINDOWS_CERTIFICATE_PASSPHRASE -AsPlainText -Force
$store = 'Cert:\\CurrentUser\\My'
$certificate = Import-PfxCertificate -FilePath $env:AKG_PFX -Password $passphrase -CertStoreLocation $store
try {
    foreach ($file in $env:AKG_FILES -split '\\|') {
        $server = $env:WINDOWS_TIMESTAMP_SERVER
        $done = Set-AuthenticodeSignature -LiteralPath $file -Certificate $certificate -HashAlgorithm SHA256 `
            -IncludeChain NotRoot -TimestampServer $server
        if ($done.Status -ne 'Valid') { throw "$file was not signed: $($done.StatusMessage)" }
        if (-not $done.TimeStamperCertificate) { throw "$file bears no time stamp" }
    }
} finally {
    Remove-Item -LiteralPath "$store\\$($certificate.Thumbprint)" -DeleteKey
}
"""


def main(arguments: list[str], environment: Mapping[str, str]) -> int:
    """Return the exit status: 0 also where nothing was signed."""
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    if not missing(environment):
        sign([Path(each).resolve() for each in arguments], environment)
    print(said(environment))
    return 0


def missing(environment: Mapping[str, str]) -> list[str]:
    """Return what would have to be given and is not."""
    return [name for name in NEEDED if not environment.get(name)]


def said(environment: Mapping[str, str]) -> str:
    """Return what the results are, in a line for the log and the release's notes."""
    without = missing(environment)
    return f"not signed: no certificate ({', '.join(without)} not set)" if without else "signed"


def sign(files: list[Path], environment: Mapping[str, str]) -> None:
    """Sign them. Raises CalledProcessError where one is not validly signed and stamped afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        pfx = Path(folder) / "certificate.pfx"
        pfx.write_bytes(b64decode(environment["WINDOWS_CERTIFICATE"]))
        given = {"AKG_PFX": str(pfx), "AKG_FILES": "|".join(map(str, files))}
        script = b64encode(_SCRIPT.encode("utf-16-le")).decode("ascii")  # no quoting can go wrong
        command = ["powershell.exe", "-NoProfile", "-NonInteractive", "-EncodedCommand", script]
        subprocess.run(command, env={**environment, **given}, check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
