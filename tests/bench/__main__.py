"""`python -m tests.bench`: a Markdown table on standard output, and the same in build/bench.json.

Only a full run also writes resources/benchmark and README's block. `--only` measures some parts and saves
them beside the others in build/bench.json; `--quick` saves in build/bench-quick.json; `--plot FILE` measures
nothing and writes the documents from such a file, if it has every part. Whoever leaves the documents as they
are says so. Ends with another status than 0 only when something asked for could not be done; a goal that is
missed is shown.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench import bulk, bundle, command, document, growth, guess, machine, store, window
from tests.bench.store import Part
from tests.bench.table import Row, markdown

RESULT = machine.ROOT / "build" / "bench.json"
QUICK_RESULT = machine.ROOT / "build" / "bench-quick.json"

Measure = Callable[[], list[Row]]

FULL: dict[str, Measure] = {
    "bulk": bulk.measure,
    "command": command.measure,
    "growth": growth.measure,
    "frames": bundle.measure_frames,
    "terminal": bundle.measure_terminal,
    "sizes": bundle.measure_sizes,
    "guess": guess.measure,
    "first-frame": window.measure_first_frame,
    "pages": window.measure_pages,
    "gaps": window.measure_gaps,
}
QUICK: dict[str, Measure] = {
    "bulk": lambda: bulk.measure(bulk.QUICK),
    "command": lambda: command.measure(2),
    "growth": lambda: growth.measure(1, (1, 10, 1_000), 4),
    "frames": lambda: bundle.measure_frames(2),
    "terminal": lambda: bundle.measure_terminal(2),
    "sizes": bundle.measure_sizes,
    "guess": lambda: guess.measure(2),
    "first-frame": lambda: window.measure_first_frame(2),
    "pages": lambda: window.measure_pages(1),
    "gaps": lambda: window.measure_gaps(0.5, 0.1, 2),
}


def measure(wanted: list[str], result: Path, *, quick: bool) -> dict[str, Part]:
    """Returns the parts, in order; says on standard error where it is.

    Each is saved as soon as it is there, beside what `result` has of others. One that cannot be measured is
    named and left out.
    """
    measured: dict[str, Part] = {}
    known = store.load(result) if result.exists() else {}
    for name in wanted:
        began = time.monotonic()
        sys.stderr.write(f"measuring {name} ... ")
        sys.stderr.flush()
        try:
            measured[name] = Part(machine.description(), (QUICK if quick else FULL)[name](), quick)
        except (RuntimeError, OSError) as error:
            sys.stderr.write(f"could not measure: {error}\n")
            continue
        sys.stderr.write(f"{time.monotonic() - began:.0f} s\n")
        store.save(_in_order(known | measured), result)
    return measured


def _in_order(parts: dict[str, Part]) -> dict[str, Part]:
    return {name: parts[name] for name in FULL if name in parts}


def arguments() -> argparse.Namespace:
    """Returns what the command line asks for."""
    parser = argparse.ArgumentParser(
        prog="tests.bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="a few samples: shows that it works")
    parser.add_argument("--only", nargs="+", choices=FULL, default=list(FULL), help="these parts")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="write the documents from this file")
    return parser.parse_args()


def main() -> int:
    """Measures, prints, writes. Returns the exit status."""
    asked = arguments()
    if asked.plot:
        return 0 if _publish(store.load(asked.plot)) else 1
    measured = measure(asked.only, QUICK_RESULT if asked.quick else RESULT, quick=asked.quick)
    if measured:
        _show(measured)
    if not bundle.FOLDER.exists():
        sys.stderr.write("There is no bundle: make package builds it, and then it is measured, too.\n")
    _publish(measured)
    return 0 if len(measured) == len(asked.only) else 1


def _publish(parts: dict[str, Part]) -> bool:
    """Writes the documents from all parts; from some nothing, and says so. Returns whether it wrote."""
    if left := document.incomplete(parts):
        sys.stderr.write(f"README is left as it is: no full measurement of {', '.join(left)}.\n")
        return False
    document.write(parts)
    return True


def _show(parts: dict[str, Part]) -> None:
    about = next(iter(parts.values())).machine
    print("; ".join(f"{name} {value}" for name, value in about.items()) + "\n")
    rows = [row for part in parts.values() for row in part.rows]
    print(markdown(rows))
    print("\n± is the standard error; the interval has a confidence of 95 %; all in build/*.json.")


if __name__ == "__main__":
    sys.exit(main())
