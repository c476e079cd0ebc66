"""Another program, from which a file is dragged as a file manager does it: by default, it would be moved.

`python dragging.py FILE`: writes what the drop was in the end to standard output, one line, and ends.
"""

import sys

from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel


class Source(QLabel):
    """Offers the file as soon as a mouse button goes down in it."""

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(sys.argv[1])])
        drag = QDrag(self)
        drag.setMimeData(data)
        actions = Qt.DropAction
        done = drag.exec(actions.CopyAction | actions.MoveAction, actions.MoveAction)
        print(done.name, flush=True)
        QTimer.singleShot(3000, QApplication.quit)  # the other program asks for the data only now


def main() -> int:
    qt = QApplication(sys.argv)
    source = Source("drag me")
    source.setWindowTitle("Source of a drag")
    source.setGeometry(1040, 700, 200, 200)
    source.show()
    return qt.exec()


if __name__ == "__main__":
    sys.exit(main())
