"""What commands print for people in columns, and for programs as JSON."""

from collections.abc import Sequence
from typing import Any


def columns(*rows: Sequence[str]) -> str:
    """Return the rows, each as a line, with their cells one below the other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(map(str.ljust, row, widths)) for row in rows]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def as_json(value: dict[str, Any]) -> str:
    """Return JSON in ASCII, which every locale can print."""
    import json

    return json.dumps(value, indent=2) + "\n"
