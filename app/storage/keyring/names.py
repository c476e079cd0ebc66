"""What people call the keyrings of their systems: known without asking any, and without loading a library."""

import sys

SECRET_SERVICE = "Secret Service"  # noqa: S105  # a name that people know
KWALLET = "KWallet"
KEYCHAIN = "macOS Keychain"
CREDENTIAL_LOCKER = "Windows Credential Locker"


def expected_name() -> str:
    """Return the name of this system's keyring, which may be missing."""
    return {"darwin": KEYCHAIN, "win32": CREDENTIAL_LOCKER}.get(sys.platform, SECRET_SERVICE)
