"""What `akg generate` is asked for, as values: made by its command line or by guided prompts."""

from dataclasses import dataclass

from app.cli.sources import Source
from app.keys.algorithm import Algorithm


@dataclass(frozen=True, slots=True, eq=False)
class ToFolder:
    """Two files for each pair; without a name the default folder."""

    folder: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ToArchive:
    """One `.tar.gz`, at exactly this path."""

    file: str


@dataclass(frozen=True, slots=True, eq=False)
class ToStandardOutput:
    """No file: the PEM texts go to standard output."""


Target = ToFolder | ToArchive | ToStandardOutput


@dataclass(frozen=True, slots=True, eq=False)
class GenerateOptions:
    """`label`, `iterations` None: the default. `keyring`: it remembers the passphrase."""

    algorithm: Algorithm
    label: str | None
    count: int
    target: Target
    source: Source
    force_plaintext: bool = False
    iterations: int | None = None
    force: bool = False
    json: bool = False
    quiet: bool = False
    keyring: bool = False
    weak_passphrase_ok: bool = False
    copy: bool = False
