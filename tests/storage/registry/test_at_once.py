"""Two windows and a terminal at once lose nothing: real processes that change the same list."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.storage.registry.registry import Registry
from app.text import NOTHING
from tests.storage.registry.keys import fingerprint, key

pytestmark = [pytest.mark.process, pytest.mark.slow]

ROOT = Path(__file__).parents[3]
FIELDS = ("note", "due", "api_key", "created")
ROUNDS = 25
_CHANGING = """
import sys
from dataclasses import replace
from pathlib import Path
from app.storage.registry.registry import Registry
from tests.storage.registry.keys import fingerprint, key

path, field, first, rounds = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
registry = Registry(path)
print(flush=True)
sys.stdin.readline()
for number in range(first, first + rounds):
    value = f"2026-01-{number - first + 1:02}"
    registry.change([fingerprint(0)], lambda old: replace(old, **{field: value}, name=str(int(old.name) + 1)))
    registry.enrol([key(number)])
    registry.all()
    registry.forget([fingerprint(number - 1)] if number % 5 == 0 and number > first else [])
print(registry.notice, end="")
"""


def test_processes_when_they_change_the_list_at_once_then_no_change_is_lost(registry: Registry) -> None:
    """100 rounds: a field of each process's own, a count that all add to, keys enrolled and forgotten."""
    registry.enrol([key(0, name="0")])
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", _CHANGING, registry.path, field, str(1 + number * 100), str(ROUNDS)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for number, field in enumerate(FIELDS)
    ]
    for program in programs:  # all are ready before the first begins
        assert program.stdout
        program.stdout.readline()
    for program in programs:
        assert program.stdin
        program.stdin.write(b"\n")
        program.stdin.flush()
    said = [program.communicate(timeout=120)[0] for program in programs]

    assert said == [b""] * len(FIELDS)
    assert [program.returncode for program in programs] == [0] * len(FIELDS)
    shared = registry.find(fingerprint(0))
    assert shared == key(0, name=str(len(FIELDS) * ROUNDS), **dict.fromkeys(FIELDS, f"2026-01-{ROUNDS}"))
    numbers = {each + 1 + n * 100 for n in range(len(FIELDS)) for each in range(ROUNDS)}
    forgotten = {each - 1 for each in numbers if each % 5 == 0}
    assert {record.fingerprint for record in registry.all()} == {
        fingerprint(number) for number in (numbers - forgotten) | {0}
    }
    assert registry.notice == NOTHING
