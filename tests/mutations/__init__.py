"""A fixed list of sixty single changes of the code, each of which a test must find.

`python -m tests.mutations` makes them, one at a time, in a copy of the tree.
"""

from tests.mutations.change import Change
from tests.mutations.faces import OF_SENTENCES, OF_TERMINAL, OF_WINDOW
from tests.mutations.keys import OF_FOREIGN_FILES, OF_OUR_FILES
from tests.mutations.outside import OF_DESTINATIONS, OF_PROCESS
from tests.mutations.storage import OF_STORAGE, OF_USE_CASES

CHANGES: tuple[Change, ...] = (
    *OF_OUR_FILES,
    *OF_FOREIGN_FILES,
    *OF_STORAGE,
    *OF_USE_CASES,
    *OF_PROCESS,
    *OF_DESTINATIONS,
    *OF_TERMINAL,
    *OF_WINDOW,
    *OF_SENTENCES,
)
