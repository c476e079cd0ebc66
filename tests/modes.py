"""Tests of what a mode opens to others: Windows keeps no modes, and nothing looks for them there."""

import sys

import pytest

REASON = "Windows keeps no modes that open a file or a folder to others"
MODES = pytest.mark.skipif(sys.platform == "win32", reason=REASON)


def need_modes() -> None:
    """For fixtures, which take no marks."""
    if sys.platform == "win32":
        pytest.skip(REASON)
