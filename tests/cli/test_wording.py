"""The snapshot of words has no entry that no test looks at."""

from pathlib import Path

from tests.cli.wording import FILE


def test_every_entry_has_a_test_that_looks_at_it() -> None:
    names = [line.removeprefix("## ") for line in FILE.read_text().splitlines() if line.startswith("## ")]
    assert names
    for name in names:
        file, _, test = name.partition("::")
        function = test.partition("[")[0]
        body = (Path(__file__).parent / file).read_text().partition(f"def {function}(")[2]
        assert "worded(" in body.partition("\ndef ")[0], name
