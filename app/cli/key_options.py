"""What the commands about existing keys, about passphrases and about the program itself are asked for."""

from dataclasses import dataclass

from app.cli.options import NewSource, Source


@dataclass(frozen=True, slots=True)
class FromKeyring:
    """`--keyring` with an existing key: what the system keyring holds for it."""


@dataclass(frozen=True, slots=True)
class PublicOptions:
    """`akg public`. `file` is `-` for standard input."""

    file: str
    source: Source | FromKeyring
    copy: bool = False


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


@dataclass(frozen=True, slots=True)
class VersionOptions:
    """`akg --version --json`: what this program is, down to its files. Without --json only the version."""

    json: bool


@dataclass(frozen=True, slots=True)
class CompletionOptions:
    """`akg completion`. `shell`: one that there is a completion for."""

    shell: str


KeyOptions = (
    PublicOptions
    | InspectOptions
    | ForgetOptions
    | SuggestOptions
    | ChangeOptions
    | VersionOptions
    | CompletionOptions
)
