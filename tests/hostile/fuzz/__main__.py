"""`python -m tests.hostile.fuzz [--seconds N] [READER ...]`: each reader for N seconds, from the corpus on.

What breaks the contract, takes over five seconds or over 512 MiB is left in build/fuzz/READER, and the exit
status is 1: put the file into tests/hostile/seeds/READER (it ends in .seed), and mend what it shows.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from tests.hostile.corpus import CORPUS
from tests.hostile.readers import READERS

_ROOT = Path(__file__).parents[3]
_FOUND = _ROOT / "build" / "fuzz"
_LIMITS = ("-timeout=5", "-rss_limit_mb=512", "-max_len=16384", "-print_final_stats=1")


def _run(reader: str, seconds: int) -> bool:
    """Whether the reader stood it."""
    found = _FOUND / reader
    (found / "corpus").mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tests.hostile.fuzz.target", reader, *_LIMITS),
            f"-max_total_time={seconds}",
            f"-artifact_prefix={found}/",
            str(found / "corpus"),
            str(CORPUS / reader),
        ],
        cwd=_ROOT,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    print(f"{reader:16} {_summary(done.stderr)}", flush=True)
    if done.returncode:
        sys.stderr.write(done.stderr)
    return done.returncode == 0


def _summary(log: str) -> str:
    """Inputs run, the seeds that they ended as, and the most memory, of libFuzzer's last lines."""
    values = dict(line[6:].split(":", 1) for line in log.splitlines() if line.startswith("stat::"))
    names = {"number_of_executed_units": "inputs", "new_units_added": "new", "peak_rss_mb": "MiB"}
    return ", ".join(f"{values[key].strip()} {name}" for key, name in names.items() if key in values)


def main() -> int:
    """Runs the readers one after the other; 1 if one of them broke."""
    parser = argparse.ArgumentParser(prog="tests.hostile.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="for each reader (default: %(default)s)")
    parser.add_argument("readers", nargs="*", metavar="READER", help=f"of: {', '.join(READERS)}")
    asked = parser.parse_args()
    for reader in asked.readers:
        if reader not in READERS:
            parser.error(f"there is no reader {reader}")
    stood = [_run(reader, asked.seconds) for reader in asked.readers or READERS]
    return 0 if all(stood) else 1


if __name__ == "__main__":
    sys.exit(main())
