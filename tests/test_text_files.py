"""Text files have the same encoding on every system: it is named wherever the program opens one.

ruff's PLW1514 (make lint) sees only what it knows to be a path.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
POSITION = {"read_text": 0, "write_text": 1, "open": 3, "fdopen": 3, "TextIOWrapper": 1}
"""Where the encoding is among the arguments."""


def unnamed(source: str) -> Iterator[int]:
    """The lines where a text is read or written in the encoding of the system."""
    for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        options = {option.arg for option in call.keywords}
        given = "encoding" in options or len(call.args) > POSITION.get(name, 0)
        of_a_disk = (
            isinstance(call.func, ast.Attribute) and name == "open"
        )  # SYSTEM.open, archive.open: octets
        if name in POSITION and not given and not of_a_disk and not is_binary(call):
            yield call.lineno
        if "text" in options and "encoding" not in options and name in ("run", "Popen", "check_output"):
            yield call.lineno


def is_binary(call: ast.Call) -> bool:
    modes = [*call.args[1:2], *(option.value for option in call.keywords if option.arg == "mode")]
    return any(isinstance(mode, ast.Constant) and "b" in str(mode.value) for mode in modes)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("path.read_text()", True),
        ("path.write_text(text)", True),
        ("open(path)", True),
        ("os.fdopen(descriptor, 'w')", True),
        ("subprocess.run(command, text=True)", True),
        ("path.read_text('utf-8')", False),
        ("path.write_text(text, encoding='ascii')", False),
        ("open(path, 'rb')", False),
        ("subprocess.run(command, encoding='utf-8')", False),
    ],
)
def test_encoding_when_it_is_not_named_then_is_found(line: str, found: bool) -> None:
    assert bool(list(unnamed(line))) is found


@pytest.mark.thorough
def test_encoding_when_the_program_reads_or_writes_text_then_is_named() -> None:
    places = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted((ROOT / "app").rglob("*.py"))
        for line in unnamed(path.read_text("utf-8"))
    ]
    assert places == []
