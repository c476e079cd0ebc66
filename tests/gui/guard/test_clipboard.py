"""What the clipboard is given, and when it is cleared. That other programs see it so: tests/desktop."""

import gc
from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.gui.guard.clipboard import CLEAR_AFTER, TOKEN, Clipboard, is_readable
from app.gui.guard.concealment import KDE_HINT, WINDOWS_FORMATS, concealment
from app.text import text as sentence

pytestmark = pytest.mark.slow

SECRET = "canary of the clipboard\n"
SOON = 10_000  # milliseconds; a countdown of one second, on a busy machine


class OtherClipboard(QObject):
    """A system's clipboard that can refuse to be cleared, and be taken over by another program."""

    dataChanged = Signal()  # noqa: N815 - Qt's name

    def __init__(self) -> None:
        super().__init__()
        self.data = QMimeData()
        self.refuses = False
        self.cleared = 0

    def mimeData(self, _: QClipboard.Mode) -> QMimeData:  # noqa: N802 - Qt's name
        return self.data

    def setMimeData(self, data: QMimeData, _: QClipboard.Mode) -> None:  # noqa: N802 - Qt's name
        self.data = data
        self.dataChanged.emit()

    def clear(self, _: QClipboard.Mode) -> None:
        self.cleared += 1
        if not self.refuses:
            self.data = QMimeData()
            self.dataChanged.emit()

    def take_over(self, text: str, formats: dict[str, bytes] | None = None, *, told: bool = True) -> None:
        """As another program does it; not `told`: as Wayland does, to a window without the keyboard."""
        self.data = QMimeData()
        self.data.setText(text)
        for name, value in (formats or {}).items():
            self.data.setData(name, value)
        if told:
            self.dataChanged.emit()


class Ears:
    """What was said about the clipboard."""

    def __init__(self, clipboard: Clipboard) -> None:
        self.countdown: list[tuple[int, str]] = []
        self.cleared: list[str] = []
        self.refused: list[str] = []
        clipboard.countdown_changed.connect(self.on_countdown)
        clipboard.cleared.connect(self.cleared.append)
        clipboard.refused.connect(self.refused.append)

    def on_countdown(self, seconds: int, what: str) -> None:
        self.countdown.append((seconds, what))


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[Clipboard]:
    QGuiApplication.clipboard().setText("before")
    clipboard = Clipboard(QGuiApplication.clipboard(), clear_after=1)
    yield clipboard
    clipboard.clear_now()


@pytest.fixture
def other() -> OtherClipboard:
    return OtherClipboard()


@pytest.fixture
def ours(other: OtherClipboard) -> Iterator[Clipboard]:
    """With a secret on it, and half a minute to go."""
    ours = Clipboard(cast(QClipboard, other))
    ours.copy_secret(SECRET, sentence("passphrase"))
    yield ours
    ours.clear_now()


def test_a_public_key_goes_plainly(clipboard: Clipboard) -> None:
    clipboard.copy_public("text\n")
    assert clipboard.text() == "text\n"
    assert set(QGuiApplication.clipboard().mimeData().formats()) == {"text/plain"}


def test_a_secret_carries_the_hint_and_keeps_its_text(clipboard: Clipboard) -> None:
    clipboard.copy_secret(SECRET, sentence("private key"))
    data = QGuiApplication.clipboard().mimeData()
    assert clipboard.text() == SECRET
    assert set(data.formats()) == {"text/plain", TOKEN, *concealment()}
    for name, value in concealment().items():
        assert data.data(name).data() == value


@pytest.mark.parametrize(
    ("system", "formats"),
    [
        ("linux", {KDE_HINT: b"secret"}),
        ("freebsd14", {KDE_HINT: b"secret"}),
        (
            "win32",
            {f'application/x-qt-windows-mime;value="{name}"': b"\0\0\0\0" for name in WINDOWS_FORMATS},
        ),
        ("darwin", {}),
    ],
)
def test_every_system_has_its_own_hints(system: str, formats: dict[str, bytes]) -> None:
    assert concealment(system) == formats


def test_the_names_that_windows_knows() -> None:
    assert WINDOWS_FORMATS == (
        "ExcludeClipboardContentFromMonitorProcessing",
        "CanIncludeInClipboardHistory",
        "CanUploadToCloudClipboard",
    )


def test_a_secret_is_cleared_when_the_countdown_ends(clipboard: Clipboard, qtbot: QtBot) -> None:
    ears = Ears(clipboard)
    with qtbot.waitSignal(clipboard.cleared, timeout=SOON):
        clipboard.copy_secret(SECRET, sentence("private key"))
    assert clipboard.text() == ""
    assert ears.countdown == [(1, "private key"), (0, "private key")]
    assert (ears.cleared, ears.refused) == (["private key"], [])


def test_the_countdown_begins_with_half_a_minute(ours: Clipboard, qtbot: QtBot) -> None:
    assert CLEAR_AFTER == 30
    ears = Ears(ours)
    ours.copy_secret(SECRET, sentence("passphrase"))
    qtbot.waitUntil(lambda: len(ears.countdown) >= 4, timeout=SOON)
    assert ears.countdown[:2] == [(0, "passphrase"), (30, "passphrase")]
    assert 0 < ears.countdown[3][0] < ears.countdown[2][0] < 30


def test_a_public_key_copied_meanwhile_stays(clipboard: Clipboard, qtbot: QtBot) -> None:
    ears = Ears(clipboard)
    clipboard.copy_secret(SECRET, sentence("private key"))
    clipboard.copy_public("public\n")
    qtbot.wait(1_300)
    assert clipboard.text() == "public\n"
    assert ears.countdown == [(1, "private key"), (0, "private key")]
    assert ears.cleared == []


def test_a_second_secret_starts_the_countdown_anew(other: OtherClipboard, ours: Clipboard) -> None:
    first = other.data.data(TOKEN).data()
    ears = Ears(ours)
    ours.copy_secret("another", sentence("private key"))
    assert ears.countdown == [(0, "passphrase"), (30, "private key")]
    assert len(first) == 16
    assert other.data.data(TOKEN).data() != first


def test_clear_now_clears_and_a_second_time_does_nothing(other: OtherClipboard, ours: Clipboard) -> None:
    ears = Ears(ours)
    ours.clear_now()
    ours.clear_now()
    assert (ears.countdown, ears.cleared) == ([(0, "passphrase")], ["passphrase"])
    assert other.cleared == 1


def test_what_somebody_else_copied_is_left_alone(other: OtherClipboard, ours: Clipboard) -> None:
    """GIVEN a secret WHEN another program copies THEN the countdown ends at once, and nothing is cleared."""
    ears = Ears(ours)
    other.take_over("something else")
    assert ears.countdown == [(0, "passphrase")]
    ours.clear_now()
    assert (ears.countdown, ears.cleared, other.cleared) == ([(0, "passphrase")], [], 0)
    assert other.data.text() == "something else"


def test_what_was_copied_unseen_is_left_alone_too(other: OtherClipboard, ours: Clipboard) -> None:
    ears = Ears(ours)
    other.take_over("something else", told=False)
    ours.clear_now()
    assert (ears.countdown, ears.cleared, other.cleared) == ([(0, "passphrase")], [], 0)


def test_the_token_of_another_window_is_not_ours(other: OtherClipboard, ours: Clipboard) -> None:
    other.take_over("theirs", {TOKEN: b"x" * 16})
    ours.clear_now()
    assert other.cleared == 0


@pytest.mark.parametrize("whole", [True, False], ids=["with all formats", "the text alone"])
def test_a_manager_that_takes_the_secret_over_does_not_keep_it(
    other: OtherClipboard, ours: Clipboard, whole: bool
) -> None:
    """GIVEN a secret WHEN a clipboard manager makes it its own THEN it is cleared all the same."""
    ears = Ears(ours)
    other.take_over(SECRET, {TOKEN: bytes(other.data.data(TOKEN).data())} if whole else None)
    assert ears.countdown == []
    ours.clear_now()
    assert (ears.cleared, other.data.formats()) == (["passphrase"], [])


def test_a_refusal_is_told_once_and_tried_again(
    other: OtherClipboard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GIVEN a system that does not allow it WHEN the countdown ends THEN it is said, until it is allowed."""
    ours = Clipboard(cast(QClipboard, other), clear_after=0)
    ears = Ears(ours)
    other.refuses = True
    ours.copy_secret(SECRET, sentence("private key"))
    qtbot.waitUntil(lambda: other.cleared > 1, timeout=SOON)
    assert (ears.refused, ears.cleared) == (["private key"], [])
    other.refuses = False
    qtbot.waitUntil(lambda: ears.cleared == ["private key"], timeout=SOON)
    assert ears.refused == ["private key"]
    assert ears.countdown[-1] == (0, "private key")


@pytest.mark.parametrize("text", [SECRET, "something else"])
def test_what_cannot_be_read_is_judged_once_it_can(other: OtherClipboard, qtbot: QtBot, text: str) -> None:
    """GIVEN Wayland, another window has the keyboard WHEN the clipboard is taken over THEN it is said, and
    cleared once it can be read, if it still is our secret.
    """
    with_keyboard: list[bool] = []
    ours = Clipboard(cast(QClipboard, other), clear_after=1, readable=lambda: bool(with_keyboard))
    ears = Ears(ours)
    ours.copy_secret(SECRET, sentence("private key"))
    other.take_over("")
    assert (ears.countdown, ears.refused) == ([(1, "private key")], [])
    qtbot.waitUntil(lambda: ears.refused == ["private key"], timeout=SOON)
    assert other.cleared == 0

    other.take_over(text, told=False)
    with_keyboard.append(True)
    qtbot.waitUntil(lambda: (0, "private key") in ears.countdown, timeout=SOON)
    assert ears.cleared == (["private key"] if text == SECRET else [])
    assert other.cleared == int(text == SECRET)


@pytest.mark.parametrize(
    ("platform", "state", "readable"),
    [
        ("xcb", Qt.ApplicationState.ApplicationInactive, True),
        ("windows", Qt.ApplicationState.ApplicationInactive, True),
        ("wayland", Qt.ApplicationState.ApplicationActive, True),
        ("wayland", Qt.ApplicationState.ApplicationInactive, False),
        ("wayland-egl", Qt.ApplicationState.ApplicationInactive, False),
    ],
)
def test_only_wayland_hides_the_clipboard_from_who_has_no_keyboard(
    monkeypatch: pytest.MonkeyPatch, platform: str, state: Qt.ApplicationState, readable: bool
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", staticmethod(lambda: platform))
    monkeypatch.setattr(QGuiApplication, "applicationState", staticmethod(lambda: state))
    assert is_readable() is readable


def test_it_keeps_no_copy_of_the_secret(clipboard: Clipboard) -> None:
    text = "".join(["only ", "this ", "test"])
    clipboard.copy_secret(text, sentence("passphrase"))
    gc.collect()
    assert not [each for each in gc.get_referrers(text) if each is not globals() and isinstance(each, dict)]
    for value in vars(clipboard).values():
        for name in getattr(value, "__slots__", ()):
            assert getattr(value, name) not in (text, text.encode())
