"""A cause: the sentence that names it, and what to do. Identifiers are promised to programs that
read JSON.
"""

from dataclasses import dataclass

from app.text import Text


@dataclass(frozen=True, slots=True)
class Cause:
    """One row of the tables beside this."""

    identifier: str
    sentence: Text
    fix: Text
