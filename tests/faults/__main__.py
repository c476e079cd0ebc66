"""`python -m tests.faults [--real]`: makes the attacks and prints what was left, for SECURITY.md to quote.

Without an option: every call of the writer fails through its port, a minute. `--real`: also the real
`akg generate` under strace, some minutes. The exit status is 1 where the contract was broken.
"""

import errno
import os
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable

from tests.faults.akg import ARCHIVE, ONE, REPLACED, SEALED, THREE
from tests.faults.contract import Outcome
from tests.faults.injection import Attack, attacks, strike_all
from tests.faults.loops import Trial, failures, kills
from tests.faults.naive import NAIVE, naive_save
from tests.faults.scenarios import SCENARIOS

_BROKEN = "CONTRACT BROKEN"
Row = tuple[str, str]


def main(arguments: list[str]) -> int:
    """Prints the tables; returns the exit status."""
    with tempfile.TemporaryDirectory(prefix="akg-data-") as data:
        os.environ["XDG_DATA_HOME"] = data  # the key of the journal is not that of the person who runs this
        return _attack(arguments)


def _attack(arguments: list[str]) -> int:
    ours = [_row(trial) for scenario in SCENARIOS for trial in failures(scenario)]
    ours += [_row(trial) for each in SCENARIOS if not each.stuck for trial in kills(each)]
    _print(f"The writer, through its port, {len(SCENARIOS)} ways of saving", ours)
    naive = [_row(trial) for each in SCENARIOS[:2] for trial in failures(each, naive_save)]
    naive += [_row(trial) for each in SCENARIOS[:2] for trial in kills(each, naive_save)]
    _print("A naive writer under the same attacks, which must break the contract", naive)
    real: list[Row] = []
    if arguments == ["--real"]:
        made = attacks(ONE, thoroughly=True)
        for command in (THREE, REPLACED, ARCHIVE, SEALED):
            made += attacks(command, thoroughly=False)
        real = _strikes(made)
        _print("The real akg generate, under strace", real)
        naive = _strikes(attacks(NAIVE, thoroughly=False))
        _print("A naive program under strace, which must break the contract", naive)
    return int(any(outcome == _BROKEN for _, outcome in ours + real))


def _row(trial: Trial) -> Row:
    fault = trial.fault
    what = f"{fault.operation} {errno.errorcode[fault.error]}" if fault.operation else "killed at any call"
    return what, trial.outcome.value if trial.outcome else _BROKEN


def _strikes(made: list[Attack]) -> list[Row]:
    return [
        (f"{hit.attack.call.kind} {hit.attack.what}", hit.outcome.value if hit.outcome else _BROKEN)
        for hit in strike_all(made)
        if hit.struck
    ]


def _print(title: str, rows: list[Row]) -> None:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for what, outcome in rows:
        counts[what][outcome] += 1
    print(f"{title}: {len(rows):,} runs")
    for what in sorted(counts):
        print(f"  {what:24} {counts[what].total():5}  {_shares(counts[what])}")
    print(f"  {'in all':24} {len(rows):5}  {_shares(Counter(outcome for _, outcome in rows))}\n")


def _shares(counts: Counter[str]) -> str:
    order: Iterable[str] = [*(outcome.value for outcome in Outcome), _BROKEN]
    return "; ".join(f"{counts[outcome]} {outcome}" for outcome in order if counts[outcome])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
