"""The window: the only package that imports PySide6.

Decision: Python's own `__import__` stays. PySide puts one of its own in its place, which reads the source of
every module after its import and looks for the word PySide6 in it, for `from __feature__ import snake_case`.
Nothing here wants a feature, and to read a module is dearer than to import it: half of the time to the first
frame that is not Qt's, and on worker threads the interpreter's lock.
"""

import builtins

from app.gui import signatures

_python_import = builtins.__import__
signatures.import_shiboken()
import PySide6.QtCore  # noqa: E402, F401  # the first import of it, which replaces __import__

builtins.__import__ = _python_import
