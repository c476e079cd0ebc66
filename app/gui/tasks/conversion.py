"""A private key in the forms that other programs want: read, unlocked and converted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from app.keys.passphrase import Passphrase
    from app.usecases.judge_destination import Finding
    from app.usecases.progress import OnProgress
    from app.usecases.save_file import FileReport


def save_as_openssh(
    file: Path,
    fingerprint: str,
    passphrase: Passphrase,
    on_progress: OnProgress,
    *,
    accepted: tuple[str, ...],
    seen: tuple[Finding, ...],
) -> FileReport:
    """Save the key of this file beside it in OpenSSH's format, with the same passphrase, over nothing.

    `seen`: what was shown about the folder; where there is more, UnseenFindingsError.
    """
    from app.usecases.convert import openssh_path, save_as_openssh
    from app.usecases.judge_destination import judge, refuse_unseen
    from app.usecases.open_key import unlock_again
    from app.usecases.passphrases import protect
    from app.usecases.save_file import check_file_free

    path = openssh_path(file)
    check_file_free(path)
    found = judge(path.parent, (path.name,), lambda: accepted).findings
    if new := tuple(finding for finding in found if finding not in seen):
        refuse_unseen(new)
    pair = unlock_again(file, fingerprint, passphrase, on_progress)
    protection = protect(passphrase, path.name, saved=False)
    return save_as_openssh(pair, protection, path, lambda: on_progress(0, 0))


def seed(file: Path, fingerprint: str, passphrase: Passphrase | None, on_progress: OnProgress) -> str:
    """Return the seed of an Ed25519 key, in base64 and in clear, as the person has consented to."""
    from app.keys.private_formats import seed_base64
    from app.keys.protection import Unencrypted
    from app.usecases.open_key import unlock_again

    return seed_base64(unlock_again(file, fingerprint, passphrase, on_progress), Unencrypted())
