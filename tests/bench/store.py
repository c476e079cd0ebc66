"""The rows as JSON for programs, seconds and bytes, each part with the machine that it was measured on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.bench.figures import Figure
from tests.bench.table import Goal, Row, Sense


@dataclass(frozen=True, slots=True)
class Part:
    """What one part of the benchmark found, and where. `quick`: too few samples to be published."""

    machine: dict[str, str]
    rows: list[Row]
    quick: bool = False


def save(parts: dict[str, Part], file: Path) -> None:
    """Writes them all."""
    content = {
        name: {"machine": part.machine, "quick": part.quick, "rows": as_json(part.rows)}
        for name, part in parts.items()
    }
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")


def load(file: Path) -> dict[str, Part]:
    """Reads what `save` wrote."""
    content = json.loads(file.read_text("utf-8"))
    return {
        name: Part(part["machine"], from_json(part["rows"]), part["quick"]) for name, part in content.items()
    }


def as_json(rows: Sequence[Row]) -> list[dict[str, object]]:
    """Returns the same for programs: seconds and bytes."""
    return [
        {
            "title": row.title,
            "short": row.short,
            "ours": asdict(row.ours),
            "peer": row.peer,
            "theirs": asdict(row.theirs) if row.theirs else None,
            "ratio": asdict(row.ratio) if row.ratio else None,
            "sense": row.sense.value,
            "goal": asdict(row.goal) if row.goal else None,
            "met": row.met,
        }
        for row in rows
    ]


def from_json(rows: Sequence[dict[str, Any]]) -> list[Row]:
    """Returns the rows of `as_json`."""
    return [
        Row(
            title=row["title"],
            short=row["short"],
            ours=Figure(**row["ours"]),
            peer=row["peer"],
            theirs=Figure(**row["theirs"]) if row["theirs"] else None,
            sense=Sense(row["sense"]),
            goal=Goal(**row["goal"]) if row["goal"] else None,
        )
        for row in rows
    ]
