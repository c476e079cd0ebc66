"""A file is dragged out as a copy: ours stays where it is, and nothing but its address is given away."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.gui.widgets.drag_handle import DragHandle
from tests.gui.widgets.conftest import Put

# Of the offscreen platform, for windows that have no smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def drags(monkeypatch: pytest.MonkeyPatch) -> list[tuple[QMimeData, Qt.DropAction]]:
    """What was offered to other programs, and what they may do with it."""
    begun: list[tuple[QMimeData, Qt.DropAction]] = []

    def begin(drag: QDrag, actions: Qt.DropAction) -> Qt.DropAction:
        begun.append((drag.mimeData(), actions))
        return Qt.DropAction.IgnoreAction

    monkeypatch.setattr(QDrag, "exec", begin)
    return begun


@pytest.fixture
def handle(put: Put[QWidget], tmp_path: Path) -> DragHandle:
    file = tmp_path / "spot.public.pem"
    file.write_text("public\n")
    handle = DragHandle("Drag the file")
    handle.set_file(str(file))
    put(handle)
    return handle


def drag(handle: DragHandle, distance: int) -> None:
    begin = handle.rect().center()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(handle, begin + QPoint(distance, 0))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=begin)


def test_the_file_is_offered_as_a_copy_and_as_nothing_else(
    handle: DragHandle, drags: list[tuple[QMimeData, Qt.DropAction]], tmp_path: Path
) -> None:
    drag(handle, QApplication.startDragDistance() + 5)
    ((data, actions),) = drags
    assert actions == Qt.DropAction.CopyAction
    assert [url.toLocalFile() for url in data.urls()] == [str(tmp_path / "spot.public.pem")]
    assert set(data.formats()) <= {"text/uri-list", "text/plain"}
    assert "public\n" not in data.text()
    assert not handle.isDown()


def test_a_hand_that_trembles_drags_nothing(
    handle: DragHandle, drags: list[tuple[QMimeData, Qt.DropAction]]
) -> None:
    drag(handle, 2)
    assert drags == []


def test_without_a_file_there_is_nothing_to_drag(
    handle: DragHandle, drags: list[tuple[QMimeData, Qt.DropAction]]
) -> None:
    handle.set_file("")
    drag(handle, 50)
    assert drags == []


def test_a_move_that_began_elsewhere_drags_nothing(
    handle: DragHandle, drags: list[tuple[QMimeData, Qt.DropAction]]
) -> None:
    QTest.mouseMove(handle, handle.rect().center())
    QTest.mouseMove(handle, handle.rect().center() + QPoint(60, 0))
    assert drags == []


def test_it_is_for_the_mouse_alone_and_says_what_happens(handle: DragHandle) -> None:
    assert handle.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert handle.accessibleDescription()
    assert handle.toolTip() == handle.accessibleDescription()
