"""README: the terminal's help is the real one."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("readme_script", ROOT / "packaging" / "readme.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def without_layout(text: str) -> str:
    """Removes the layout, as Python 3.13 breaks lines elsewhere: it writes `-l, --label LABEL`."""
    one_line = " ".join(text.split())
    return re.sub(r"(-\w) (\S+), (--[\w-]+) \2", r"\1, \3 \2", one_line).replace(" ", "")


def test_the_help_is_the_real_one() -> None:
    readme = script()
    assert without_layout(readme.shown_help(README)) == without_layout(readme.real_help()), "run make readme"


def test_writing_the_help_changes_nothing_else() -> None:
    readme = script()
    shown = readme.shown_help(README)
    assert readme.with_help(README, shown) == README
    assert readme.with_help(README, "new\n").replace("new\n", "") == README.replace(shown, "")
