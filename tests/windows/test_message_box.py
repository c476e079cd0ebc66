"""What is wrong, in a message box, where the program has no standard error."""

import ctypes
import sys
from typing import Any, cast

import pytest

from app import __main__, process
from app.errors import StorageError
from app.text import text
from app.windows import message_box
from app.windows.message_box import MessageBox
from tests.windows import Library, function

SECRET = "C:\\Users\\me\\canary: the specified module could not be found"


def boxes_of(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Become a program of Windows' window, without streams; return the boxes that it shows.

    Not a fixture: pytest puts its own streams in place after those.
    """
    shown: list[tuple[str, str]] = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "stderr", None)
    monkeypatch.setattr(process, "_boxes", [])
    monkeypatch.setattr(message_box, "show", lambda title, message: shown.append((title, message)))
    return shown


def test_box_has_title_text_and_an_error_sign() -> None:
    calls: list[tuple[Any, ...]] = []
    types = (ctypes.c_int, ctypes.c_void_p, ctypes.c_wchar_p, ctypes.c_wchar_p, ctypes.c_uint32)

    def box(*words: Any) -> int:
        calls.append(words)
        return 1

    library = Library(MessageBoxW=function(box, *types))
    MessageBox(cast(ctypes.CDLL, library)).show("Schl\u00fcssel", "It is so.")
    assert calls == [(None, "It is so.", "Schl\u00fcssel", 0x0001_0010)]


def test_refusal_is_shown_with_its_hint_and_only_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    boxes = boxes_of(monkeypatch)
    process.answer_in_a_box()
    process.report(StorageError(text("It is full."), text("Free some space.")))
    process.report(StorageError(text("It is full."), text("Free some space.")))
    assert boxes == [("Asymmetric Key Generator", "It is full.\n\nFree some space.")]


def test_unexpected_error_is_shown_without_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    boxes = boxes_of(monkeypatch)
    process.answer_in_a_box()
    process.report_unexpected(ValueError(SECRET))
    ((_, message),) = boxes
    assert "Something went wrong unexpectedly (ValueError" in message
    assert "canary" not in message


def test_library_that_windows_does_not_load_is_told_in_our_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """GIVEN a DLL that a scanner took away WHEN the window is opened THEN a box says it, status 1."""
    boxes = boxes_of(monkeypatch)
    broken = ImportError(f"DLL load failed while importing QtCore: {SECRET}", name="PySide6.QtCore")

    process.answer_in_a_box()
    with monkeypatch.context() as patch:
        patch.setattr("builtins.__import__", failing_at("app.gui.application", broken))
        status = __main__._open_window("")
    ((_, message),) = boxes
    assert status == 1
    assert "1809" in message
    assert "ImportError" not in message
    assert "canary" not in message


def failing_at(module: str, error: ImportError) -> Any:
    real = __import__

    def load(name: str, *rest: Any) -> Any:
        if name == module:
            raise error
        return real(name, *rest)

    return load


def test_terminal_shows_no_box_which_would_wait_for_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """GIVEN akg as a scheduled task without streams WHEN it fails THEN it ends."""
    boxes = boxes_of(monkeypatch)
    process.report(StorageError(text("It is full.")))
    assert boxes == []


def test_where_there_is_standard_error_it_says_it(monkeypatch: pytest.MonkeyPatch) -> None:
    boxes_of(monkeypatch)
    monkeypatch.setattr(sys, "stderr", sys.__stdout__)
    process.answer_in_a_box()
    assert process._boxes == []
