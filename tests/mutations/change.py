"""One change of the code, and a copy of the tree in which it is made."""

import os
import shutil
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path

COPIED = ("app", "tests", "resources", "pyproject.toml")


@dataclass(frozen=True, slots=True)
class Change:
    """`old` is once in `file`, and becomes `new`; `test` (a file or folder) must fail then.

    `harm`: what a user or an attacker would notice, if it did not.
    """

    name: str
    file: str
    old: str
    new: str
    test: str
    harm: str

    def is_sound(self, tree: Path) -> bool:
        """Whether it can be made in this tree, and its test is there."""
        there = (tree / self.test).exists()
        return there and self.old != self.new and (tree / self.file).read_text("utf-8").count(self.old) == 1

    def apply(self, tree: Path) -> None:
        """Makes it. What Python compiled of the file goes: a change within a second may look like none."""
        file = tree / self.file
        file.write_text(file.read_text("utf-8").replace(self.old, self.new), "utf-8", newline="")
        for compiled in file.parent.glob(f"__pycache__/{file.stem}.*"):
            compiled.unlink()


def python_of(tree: Path) -> str:
    """Makes a Python whose `app` is that of this copy, also for programs that tests start without PYTHONPATH.

    It has the packages of the one that runs, but for the path by which that one finds the checkout.
    """
    own = tree / ".venv"
    venv.create(own, symlinks=os.name == "posix")
    base = {"base": str(own), "platbase": str(own)}
    packages = Path(sysconfig.get_path("purelib", "venv", base))
    (packages / "copy.pth").write_text(f"{tree}\n{sysconfig.get_path('purelib')}\n", "utf-8")
    return str(Path(sysconfig.get_path("scripts", "venv", base)) / "python")


def copy_tree(tree: Path, place: Path) -> None:
    """Copies what the tests need into a folder that does not exist yet."""
    place.mkdir()
    place.parent.chmod(0o755)  # tests run programs as another user, too
    for name in COPIED:
        if (tree / name).is_dir():
            shutil.copytree(tree / name, place / name)
        else:
            shutil.copy2(tree / name, place / name)
