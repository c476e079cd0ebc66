"""What a command line asks for, as values: made by the parser or by guided prompts, run by the commands.

Where a passphrase comes from, where files go, and `akg generate`; the other commands stand in `key_options`.
"""

from dataclasses import dataclass

from app.keys.algorithm import Algorithm


@dataclass(frozen=True, slots=True, eq=False)
class Ask:
    """The passphrase is typed at the terminal."""


@dataclass(frozen=True, slots=True, repr=False)
class FromFile:
    """It stands in a file. No repr: people mistake the file's name for the passphrase itself."""

    name: str


@dataclass(frozen=True, slots=True)
class FromDescriptor:
    """It comes through a file descriptor that the caller opened."""

    number: int


@dataclass(frozen=True, slots=True)
class FromStandardInput:
    """It comes through standard input."""


@dataclass(frozen=True, slots=True, eq=False)
class NoPassphrase:
    """`--no-passphrase`: none is given, none is asked for."""


Given = FromFile | FromDescriptor | FromStandardInput
NewSource = Ask | Given
Source = NewSource | NoPassphrase


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
    """`akg generate`. `label`, `iterations` None: the default. `keyring`: it remembers the passphrase."""

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
