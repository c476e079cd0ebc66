"""A private key that was read: recognised, and open unless its passphrase is still wanted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.storage.names import PRIVATE_SUFFIX

if TYPE_CHECKING:
    from pathlib import Path

    from app.keys.document import KeyDocument
    from app.keys.pair import KeyPair
    from app.keys.passphrase import Passphrase


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Opened:
    """A recognised key text, and its pair unless a passphrase is still wanted.

    `path` where it came from a file; `fingerprint` where it is known without the passphrase.
    """

    document: KeyDocument
    pair: KeyPair | None
    passphrase: Passphrase | None = None
    path: Path | None = None
    fingerprint: str | None = None

    @property
    def label(self) -> str:
        """What the file's name suggests; empty for a text."""
        return self.path.name.removesuffix(PRIVATE_SUFFIX).removesuffix(".pem") if self.path else ""
