"""What no face may forget is done in one place, which no other can go around."""

import ast
from pathlib import Path

APP = Path(__file__).parents[2] / "app"


def callers_of(name: str) -> set[str]:
    """The files of app that call this, by its name or as that of a module."""
    return {
        file.relative_to(APP).as_posix()
        for file in APP.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == name
    }


def test_only_one_place_makes_the_protection_of_a_new_file() -> None:
    """There, a passphrase that is easily guessed is refused unless the person wants it."""
    assert callers_of("Encrypted") == {"usecases/passphrases.py"}


def test_garbage_is_collected_where_no_other_thread_has_objects_of_qt() -> None:
    """On a worker's thread of the window it destroys Qt's objects; the terminal alone makes a fleet."""
    assert callers_of("collect") == {"gui/application.py", "usecases/fleet/making.py"}
