"""What a command line asks for, as values: made by the parser or by guided prompts, run by the commands."""

from dataclasses import dataclass

from app.keys.algorithm import Algorithm


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class NoPassphrase:
    """`--no-passphrase`: none is given, none is asked for."""


@dataclass(frozen=True, slots=True)
class FromKeyring:
    """`--keyring` with an existing key: what the system keyring holds for it."""


Given = FromFile | FromDescriptor | FromStandardInput
NewSource = Ask | Given
Source = NewSource | NoPassphrase


@dataclass(frozen=True, slots=True)
class VersionOptions:
    """`akg --version --json`: what this program is, down to its files. Without --json only the version."""

    json: bool


@dataclass(frozen=True, slots=True)
class ToFolder:
    """Two files for each pair; without a name the default folder."""

    folder: str | None = None


@dataclass(frozen=True, slots=True)
class ToArchive:
    """One `.tar.gz`, at exactly this path."""

    file: str


@dataclass(frozen=True, slots=True)
class ToStandardOutput:
    """No file: the PEM texts go to standard output."""


Target = ToFolder | ToArchive | ToStandardOutput


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class PublicOptions:
    """`akg public`. `file` is `-` for standard input."""

    file: str
    source: Source | FromKeyring


@dataclass(frozen=True, slots=True)
class InspectOptions:
    """`akg inspect`. `file` is `-` for standard input."""

    file: str
    json: bool = False


@dataclass(frozen=True, slots=True)
class ForgetOptions:
    """`akg keyring forget`. `file` is `-` for standard input."""

    file: str


@dataclass(frozen=True, slots=True)
class SuggestOptions:
    """`akg passphrase suggest`. `words` None: the default."""

    words: int | None = None


@dataclass(frozen=True, slots=True)
class ChangeOptions:
    """`akg passphrase change`. `old` counts for an encrypted key only; `iterations` None: the default.

    `keyring`: it remembers the new passphrase.
    """

    file: str
    old: Source | FromKeyring
    new: NewSource
    iterations: int | None = None
    weak_passphrase_ok: bool = False
    keyring: bool = False


Options = (
    GenerateOptions
    | PublicOptions
    | InspectOptions
    | ForgetOptions
    | SuggestOptions
    | ChangeOptions
    | VersionOptions
)
