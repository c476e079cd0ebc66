"""Run by the bundle before the program: gives LD_LIBRARY_PATH back as it was before the bootloader set it.

Our own libraries are found all the same, as the loader read it when the process began. What we start, such as
git, must not be led to them.
"""

import os

_before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if _before is None:
    os.environ.pop("LD_LIBRARY_PATH", None)
else:
    os.environ["LD_LIBRARY_PATH"] = _before
