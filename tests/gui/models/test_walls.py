"""View models import QtCore and no other part of Qt: the wall that import-linter cannot see into."""

import ast
from pathlib import Path

import pytest

import app.gui.models

FILES = sorted(Path(app.gui.models.__file__).parent.glob("*.py"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_only_qt_core(file: Path) -> None:
    imported = {
        name
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        for name in _names(node)
        if name.startswith("PySide6")
    }
    assert imported <= {"PySide6.QtCore"}


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
