"""Keys that exist: read from a text or a file, unlocked, given another passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from app.keys.passphrase import Passphrase
    from app.usecases.change_passphrase import ChangeReport
    from app.usecases.open_key import Opened
    from app.usecases.progress import OnProgress


def recognise(data: bytes, _: OnProgress) -> Opened:
    """Read a pasted text; without a pair where a passphrase is wanted."""
    from app.usecases.open_key import read_text

    return read_text(data)


def read(path: Path, on_progress: OnProgress) -> Opened:
    """Read a file. The end of the program need not wait for it (`must_end` False)."""
    from app.usecases.open_key import read

    return read(path, on_progress)


def read_again(path: Path, fingerprint: str, on_progress: OnProgress) -> Opened:
    """Read a file that was saved, where it is still the file of this key."""
    from app.usecases.open_key import read_again

    return read_again(path, fingerprint, on_progress)


def read_private_text(path: str, fingerprint: str, on_progress: OnProgress) -> str:
    """Read the text of a file that was saved, where it is still the file of this key."""
    from pathlib import Path

    from app.usecases.open_key import read_private_text

    return read_private_text(Path(path), fingerprint, on_progress)


def unlock(locked: Opened, passphrase: Passphrase, _: OnProgress) -> Opened:
    """Open an encrypted key with its passphrase."""
    from app.usecases.open_key import unlock

    return unlock(locked, passphrase)


def change(
    opened: Opened, passphrase: Passphrase, weak_ok: bool, on_progress: OnProgress
) -> tuple[ChangeReport, Opened, Passphrase]:
    """Change the passphrase of the opened file; with the report, what the file is now, and the new one."""
    from app.usecases.change_passphrase import change_opened

    return *change_opened(opened, passphrase, on_progress, weak_ok=weak_ok), passphrase
