"""`python -m tests.faults [--real]`: makes the attacks and prints what was left, for SECURITY.md to quote.

Without an option: every call of the writer fails through its port, a minute. `--real`: also the real `akg`
under strace, with planted files and a neighbour, some minutes. The rows at the end are those of SECURITY.md's
table. The exit status is 1 where the contract was broken; the first breaches of each row are named.
"""

import errno
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

from tests.faults import real
from tests.faults.contract import Outcome
from tests.faults.inspection import Finding
from tests.faults.loops import Trial, failures, kills
from tests.faults.naive import naive_save
from tests.faults.scenarios import SCENARIOS

_BROKEN = "CONTRACT BROKEN"
_SHOWN = 5
_COLUMNS = (
    {Outcome.SAVED},
    {Outcome.SAVED_WITH_WARNING},
    {Outcome.NOTHING},
    {Outcome.NAMED},
    {outcome for outcome in Outcome if outcome.name.startswith("KILLED")},
)


def main(arguments: list[str]) -> int:
    """Prints the tables; returns the exit status."""
    with tempfile.TemporaryDirectory(prefix="akg-data-") as data:
        os.environ["XDG_DATA_HOME"] = data  # nothing is kept where the person who runs this keeps theirs
        return _attack(real.GROUPS if arguments == ["--real"] else {})


def _attack(groups: dict[str, Callable[[], list[Finding]]]) -> int:
    begun = time.monotonic()
    with ProcessPoolExecutor(1) as beside:
        port = beside.submit(_through_the_port), beside.submit(_naive_through_the_port)
        struck = {title: attack() for title, attack in groups.items()}
        naive = {"a naive program, under strace": real.naive()} if groups else {}
        ours = {f"the writer, {len(SCENARIOS)} ways of saving, through its port": port[0].result()} | struck
        naive = {"a naive writer, through the port": port[1].result()} | naive
    for title, findings in {**ours, **naive}.items():
        _print(title, findings)
    for title, findings in ours.items():
        _print_broken(title, findings)
    print(
        "| under attack | runs | saved | saved, with a warning | nothing new | leftovers, each named |"
        " killed | contract broken |\n|---|---|---|---|---|---|---|---|"
    )
    for title, findings in {**ours, **naive}.items():
        print(_row(title, findings))
    print(f"\n{_kills(ours)}\n{time.monotonic() - begun:.0f} seconds")
    return int(any(finding.broken for findings in ours.values() for finding in findings))


def _through_the_port() -> list[Finding]:
    found = [_finding(trial) for scenario in SCENARIOS for trial in failures(scenario)]
    return found + [_finding(trial) for each in SCENARIOS if not each.stuck for trial in kills(each)]


def _naive_through_the_port() -> list[Finding]:
    found = [_finding(trial) for each in SCENARIOS[:2] for trial in failures(each, naive_save)]
    return found + [_finding(trial) for each in SCENARIOS[:2] for trial in kills(each, naive_save)]


def _finding(trial: Trial) -> Finding:
    fault = trial.fault
    what = f"{fault.operation} {errno.errorcode[fault.error]}" if fault.operation else "killed at any call"
    return Finding(what, trial.outcome, trial.broken)


def _print(title: str, findings: list[Finding]) -> None:
    """How often each outcome came."""
    counts = Counter(finding.outcome.value if finding.outcome else _BROKEN for finding in findings)
    print(f"{title}: {len(findings):,} runs")
    for outcome in [*(each.value for each in Outcome), _BROKEN]:
        if counts[outcome]:
            print(f"  {counts[outcome]:6,}  {outcome}")


def _print_broken(title: str, findings: list[Finding]) -> None:
    broken = [finding.broken for finding in findings if finding.broken]
    if broken:
        print(f"\n{title}: {len(broken)} of {len(findings)} broke the contract")
    for each in broken[:_SHOWN]:
        print(f"  {each[:400]!r}")


def _row(title: str, findings: list[Finding]) -> str:
    counts = [sum(finding.outcome in column for finding in findings) for column in _COLUMNS]
    counts.append(sum(bool(finding.broken) for finding in findings))
    return f"| {title} | {' | '.join(f'{count:,}' for count in [len(findings), *counts])} |"


def _kills(ours: dict[str, list[Finding]]) -> str:
    """The sentence below the table."""
    counts: Counter[Outcome] = Counter()
    for findings in ours.values():
        counts.update(finding.outcome for finding in findings if finding.outcome in _COLUMNS[-1])
    parts = [f"{counts[outcome]:,}: {outcome.value}" for outcome in Outcome if counts[outcome]]
    return f"Of the {counts.total():,} kills of ours: {'; '.join(parts)}."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
