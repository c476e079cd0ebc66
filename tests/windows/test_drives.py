"""Drives by their root, through C functions that answer as Windows does."""

import ctypes
from typing import Any, cast

import pytest

from app.windows.drives import Drives
from tests.windows import Library, function


@pytest.mark.parametrize(("answers", "label"), [(1, "Schl\u00fcssel"), (0, "")])
def test_label_is_that_of_the_volume_or_nothing(answers: int, label: str) -> None:
    asked: list[Any] = []

    def volume(root: str, name: int, size: int, *rest: Any) -> int:
        asked.append((root, size, rest))
        ctypes.memmove(
            name, ctypes.create_unicode_buffer("Schl\u00fcssel"), 10 * ctypes.sizeof(ctypes.c_wchar)
        )
        return answers

    number, word, text, address = ctypes.c_int, ctypes.c_uint32, ctypes.c_wchar_p, ctypes.c_void_p
    library = Library(
        GetDriveTypeW=function(len, word, text),
        GetVolumeInformationW=function(
            volume, number, text, address, word, address, address, address, address, word
        ),
    )
    drives = Drives(cast(ctypes.CDLL, library))
    assert (drives.label_of("G:\\"), drives.type_of("G:\\")) == (label, 3)
    assert asked == [("G:\\", 261, (None, None, None, None, 0))]
