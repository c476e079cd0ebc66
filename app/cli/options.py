"""What makes new pairs is asked for, as values: by `akg generate`, guided prompts, `akg keys replace`."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.cli.sources import Source
from app.keys.algorithm import Algorithm

if TYPE_CHECKING:
    from app.venues.purpose import Purpose
    from app.venues.venue import Venue


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
class OneForEach:
    """A passphrase is generated for each key, and written to this file, if there is one."""

    file: str | None


@dataclass(frozen=True, slots=True, eq=False)
class FleetOptions:
    """`akg generate --from`. `algorithm` None: the venue's first. `manifest_format` None: by the ending."""

    list_file: str
    source: Source | OneForEach
    algorithm: Algorithm | None = None
    folder: str | None = None
    resume: bool = False
    manifest: str | None = None
    manifest_format: str | None = None
    force_plaintext: bool = False
    iterations: int | None = None
    quiet: bool = False
    keyring: bool = False
    weak_passphrase_ok: bool = False
    compatible_iterations: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class GenerateOptions:
    """`label`, `iterations` None: the default. `keyring`: it remembers the passphrase.

    `venue`: refuses what it does not take. `each_purpose`: a pair for each of the four, and `count` is that.
    """

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
    compatible_iterations: bool = False
    copy: bool = False
    venue: "Venue | None" = None
    purpose: "Purpose | None" = None
    each_purpose: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class ReplaceOptions:
    """`name`: of the old key. `step`: the identifier of one that is done, or that is not after all; or empty.
    `remove_file`: delete the old file; `force`: without asking. The rest is for the new pair.
    """

    name: str
    source: Source
    leaked: bool = False
    step: str = ""
    is_done: bool = True
    remove_file: bool = False
    force: bool = False
    iterations: int | None = None
    weak_passphrase_ok: bool = False
    compatible_iterations: bool = False
