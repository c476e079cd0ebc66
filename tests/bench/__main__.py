"""`python -m tests.bench`: a Markdown table on standard output, and the same in build/bench.json.

Ends with another status than 0 only when something could not be measured; a goal that is missed is shown.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence

from tests.bench import command, machine, rsa, window
from tests.bench.table import Row, as_json, markdown

RESULT = machine.ROOT / "build" / "bench.json"

Part = Callable[[], list[Row]]

FULL: dict[str, Part] = {
    "first-frame": window.measure_first_frame,
    "gaps": window.measure_gaps,
    "command": command.measure,
    "rsa": rsa.measure,
}
QUICK: dict[str, Part] = {
    "first-frame": lambda: window.measure_first_frame(2),
    "gaps": lambda: window.measure_gaps(0.5, 0.1, 2),
    "command": lambda: command.measure(2),
    "rsa": lambda: rsa.measure(rsa.QUICK),
}


def measure(parts: dict[str, Part], wanted: Sequence[str]) -> list[Row]:
    """The rows of the parts, in order; says on standard error where it is."""
    rows: list[Row] = []
    for name in wanted:
        began = time.monotonic()
        sys.stderr.write(f"measuring {name} ... ")
        sys.stderr.flush()
        rows += parts[name]()
        sys.stderr.write(f"{time.monotonic() - began:.0f} s\n")
    return rows


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="tests.bench", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="a few samples: shows that it works, not how fast"
    )
    parser.add_argument("--only", nargs="+", choices=FULL, default=list(FULL), help="these parts")
    return parser.parse_args()


def main() -> int:
    """Measures, prints, writes."""
    asked = arguments()
    about = machine.description()
    try:
        rows = measure(QUICK if asked.quick else FULL, asked.only)
    except (RuntimeError, OSError) as error:
        sys.stderr.write(f"could not measure: {error}\n")
        return 1
    print("; ".join(f"{name} {value}" for name, value in about.items()) + "\n")
    print(markdown(rows))
    few, many = (bound(row.ours.samples for row in rows) for bound in (min, max))
    print(f"\n± is the standard error; {few} to {many} samples of each figure (all in build/bench.json).")
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps({"machine": about, "rows": as_json(rows)}, indent=2) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
