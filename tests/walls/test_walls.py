"""The walls of pyproject.toml, tried with breaches planted into a copy of app: each must be found.

One run of import-linter, and one of ruff, looks for all of them.
"""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
WALLS = [contract["name"] for contract in TOOLS["importlinter"]["contracts"]]
BANNED = TOOLS["ruff"]["lint"]["flake8-tidy-imports"]["banned-api"]

PLANTED = {
    "venture/__init__.py": "from PySide6.QtWidgets import QLabel\nfrom app.cli import main\n",
    "keys/planted.py": "from app.storage.writer import folder\ndef f() -> None:\n    import zxcvbn\n",
    "clients/planted.py": "from app.keys import pair\n",
    "cli/planted.py": "from app.gui import theme\nimport bcrypt\n",
    "cli/commands/planted.py": "from app.cli.commands import public\n",
    "usecases/planted.py": "import cryptography.x509\nimport keyring\nimport shiboken6\nimport segno\n",
    "storage/planted.py": "from app.storage import planted_too\nimport sqlite3\n",
    "storage/planted_too.py": (
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from app.storage import planted\n"
    ),
    "gui/attic.py": "",
    "gui/session/__init__.py": "from PySide6.QtCore import QObject\nfrom PySide6.QtGui import QIcon\n",
    "gui/saving/models/planted.py": (
        "from app.gui import new_key\nfrom app.storage import reading\n"
        "from PySide6 import (\n    QtWidgets,\n)\n"
    ),
    "gui/widgets/planted.py": "from app.gui import guard\n",
    "venues/planted.py": "from app.keys import pem\n",
    "gui/new_key/planted.py": "from app.gui import key\n",
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of app with every breach in it, and the walls."""
    house = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "app", house / "app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", house)
    for name, text in PLANTED.items():
        (house / "app" / name).parent.mkdir(exist_ok=True, parents=True)
        (house / "app" / name).write_text(text)
    return house


@pytest.fixture(scope="module")
def report(house: Path) -> str:
    """What import-linter says of it."""
    paths = [".", str(ROOT)]  # the copy's app comes first; the contracts of our own are in these tests
    run = "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache'])"
    script = f"import sys; sys.path[:0] = {paths!r}; {run}"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=house, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize(
    "finding",
    [
        "listed as layers:\n\n- app.venture\n",
        "app.venture -> PySide6 (l.1)",
        "app.keys.planted -> app.storage.writer.folder (l.1)",
        "app.cli.planted -> app.gui.theme (l.1)",
        "app.venues.planted -> app.keys.pem (l.1)",
        "app.cli.commands.planted -> app.cli.commands.public (l.1)",
        "listed as layers:\n\n- app.gui.attic\n",
        "app.gui.saving.models.planted -> app.gui.new_key (l.1)",
        "app.gui.widgets.planted -> app.gui.guard (l.1)",
        "app.gui.new_key.planted -> app.gui.key (l.1)",
        "app.gui.saving.models.planted -> app.storage.reading (l.2)",
        "No cycles are allowed in app.storage.",
        "app.usecases.planted -> shiboken6 (l.3)",
        "app.gui.session, line 2: from PySide6.QtGui import QIcon",
        "app.gui.saving.models.planted, line 3: from PySide6 import (",
        "app.usecases.planted -> cryptography (l.1)",
        "app.cli.planted -> bcrypt (l.2)",
        "app.clients.planted -> app.keys.pair (l.1)",
        "app.usecases.planted -> keyring (l.2)",
        "app.keys.planted -> zxcvbn (l.3)",
        "app.usecases.planted -> segno (l.4)",
        "app.storage.planted -> sqlite3 (l.2)",
    ],
)
def test_a_planted_breach_is_named(report: str, finding: str) -> None:
    assert finding in report


@pytest.mark.parametrize("wall", WALLS)
def test_every_wall_has_a_breach_that_it_finds(report: str, wall: str) -> None:
    assert f"{wall} BROKEN" in report


def test_what_is_allowed_is_not_named(report: str) -> None:
    assert "QObject" not in report
    assert "app.gui.session ->" not in report


@pytest.mark.parametrize("name", BANNED)
def test_a_banned_name_is_found_with_its_reason(house: Path, name: str) -> None:
    module, _, attribute = name.rpartition(".")
    planted = house / "app" / "planted.py"
    planted.write_text(f"from {module} import {attribute}\n" if module else f"import {attribute}\n")
    ruff = [sys.executable, "-m", "ruff", "check", "--no-cache", "--select", "TID251", "app/planted.py"]
    done = subprocess.run(ruff, cwd=house, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert BANNED[name]["msg"] in done.stdout
