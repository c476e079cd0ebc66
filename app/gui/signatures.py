"""What PySide says of wrong arguments: loaded after the first frame.

Decision: importing PySide loads the modules with which it describes the signatures of its functions. At every
start it compiles them from their sources, and three large regular expressions: a third of what a window of Qt
costs before anything is in it. They are wanted where something was called with wrong arguments, a fault of
ours, so Python's LazyLoader loads them when they are used, and `steps` does that after the first frame.
Until then a wrong argument ends the process, with a text that says less than the TypeError that it would be.
Where PySide has no such modules, nothing is left for later.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib.machinery import ModuleSpec
from importlib.util import LazyLoader
from types import ModuleType
from typing import Any

_PACKAGE = "shibokensupport.signature."
_LATER = frozenset(
    f"{_PACKAGE}{name}"
    for name in (
        *("errorhandler", "importhandler", "layout", "mapping", "parser"),
        *("lib.enum_sig", "lib.pyi_generator", "lib.tool"),
    )
)
_left: list[str] = []
"""Those that are found and not loaded yet."""


class _Finder:
    """Finds these modules where the other finders find them; each is loaded when it is used."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name not in _LATER:
            return None
        others = (finder for finder in sys.meta_path if finder is not self)
        spec = next(filter(None, (finder.find_spec(name, path, target) for finder in others)), None)
        if spec and spec.loader:
            spec.loader = LazyLoader(spec.loader)
            _left.append(name)
        return spec


class _FirstStays(list[Any]):
    """Finders, the first of which stays the first: shiboken puts its own in front to load those modules."""

    def insert(self, index: Any, finder: Any) -> None:
        super().insert(max(index, 1), finder)


def import_shiboken() -> None:
    """Import what PySide builds on before PySide is there, which would use those modules at once."""
    finders = sys.meta_path
    sys.meta_path = _FirstStays([_Finder(), *finders])
    try:
        import shiboken6.Shiboken  # noqa: F401
    finally:
        sys.meta_path = finders


def steps() -> Iterator[Callable[[], None]]:
    """Yield what is to be called, one after the other, until wrong arguments are a TypeError again."""
    yield from (partial(_load, name) for name in _left)
    if _left:
        yield _publish


def _load(name: str) -> None:
    """Use the module, whatever of it."""
    _ = sys.modules[name].__name__


def _publish() -> None:
    """Let PySide have the modules under the names by which it looks for them."""
    sys.modules["shibokensupport.signature.loader"].move_into_pyside_package()
