"""What can be said about a folder, and the line that one click can add. Values only."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from app.text import Text


class Kind(Enum):
    """Why a private key may not stay private in this folder, in the order in which it is reported."""

    WORK_TREE = "work-tree"
    SYNCED = "synced"
    NETWORK = "network"
    REMOVABLE = "removable"
    FOREIGN_OWNER = "foreign-owner"
    WRITABLE_BY_OTHERS = "writable-by-others"


@dataclass(frozen=True, slots=True)
class IgnoreLine:
    """A line for an ignore file that keeps private keys out of a work tree."""

    file: Path
    line: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement, its remedy, and what one click can add (None: nothing that would help)."""

    kind: Kind
    message: Text
    hint: Text
    ignore: IgnoreLine | None = None
