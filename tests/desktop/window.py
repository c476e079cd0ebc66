"""The window as a process: started like a person starts it, worked by keys, mouse and accessibility."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from tests.desktop.accessibility import Node, Tree
from tests.desktop.screen import Screen, end_group
from tests.desktop.waiting import until
from tests.process.outside import children_of

# Qt's own words to other programs: to libatspi, which asks every application for a bus address that Qt does
# not offer; to whoever asks about a widget that has just gone; to a screen reader that wants to hear of more
# than Qt offers, or needs more than 100 ms for a key; and to whoever asks for the clipboard, or copies, in
# the moment in which it is cleared.
OF_QT_ITSELF = (
    'does not implement "GetApplicationBusAddress"',
    "Could not find accessible on path",
    "Accessible invalid",
    "Subscription string not handled",
    "keyEventError",
    "Cannot transfer data, no data available",
    "QXcbClipboard::setMimeData",
)
OF_THE_TRACER = "akg: warning: A tracer is attached to this process: it can read every secret in it."
KEY_DELAY_MS = "12"


class Window:
    """One running application. Its standard error must be empty at the end, and its exit status 0.

    `command`: its words, of which those in front must end by executing the rest, so that it keeps its
    process id; `more`: environment variables beside those of the screen, None for one that is not to be.
    """

    def __init__(
        self,
        screen: Screen,
        home: Path,
        command: Sequence[str],
        more: Mapping[str, str | None] = MappingProxyType({}),
    ) -> None:
        self.screen = screen
        self.home = home
        self._log = home.parent / f"{home.name}-messages.txt"
        always = {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        environment: dict[str, str | None] = {**screen.environment(home), **always, **more}
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=home,
                env={name: value for name, value in environment.items() if value is not None},
                start_new_session=True,
            )
        self.more_of_qt: tuple[str, ...] = ()  # words of Qt's that this test does not judge
        self._status = 0
        self._takes_keys = False
        self._traced = command[0] == "strace"

    @property
    def pid(self) -> int:
        """Of the process that has the window: a child of the one that was started, or that one itself."""
        return next(iter(children_of(self.process.pid)), self.process.pid)

    @cached_property
    def tree(self) -> Tree:
        """What the accessibility bus shows of it."""
        return Tree(self.screen, self.pid)

    def wait_until_shown(self) -> None:
        self.wait_until_active()
        self.tree.enabled("Generate and save")

    def wait_until_active(self) -> None:
        """The window manager has given it the keyboard."""
        until(self._is_active, "the window is active")

    @property
    def messages(self) -> list[str]:
        """What it wrote to standard output and standard error."""
        lines = self._log.read_text(errors="replace").splitlines()[:50]
        if self._traced:
            lines.remove(OF_THE_TRACER)
        known = (*OF_QT_ITSELF, *self.more_of_qt)
        return [line[:500] for line in lines if not any(words in line for words in known)]

    # Hands

    def keys(self, *keys: str) -> None:
        """Presses keys such as `alt+g`, one after another."""
        self._wait_until_it_takes_keys()
        self.screen.run("xdotool", "key", "--delay", KEY_DELAY_MS, *keys)

    def type(self, text: str) -> None:
        self._wait_until_it_takes_keys()
        self.screen.run("xdotool", "type", "--delay", KEY_DELAY_MS, "--", text)

    def click(self, name: str) -> None:
        """Moves the mouse onto the middle of what is enabled and stands still, and clicks."""
        self.tree.enabled(name)
        node = until(lambda: self._standing_still(name), f"“{name}” stands still")
        x, y = node.centre
        self.screen.run("xdotool", "mousemove", str(x), str(y), "click", "1")

    def drag_across(self, name: str) -> None:
        """Selects what stands in it, as far as the mouse can."""
        x, y, width, height = self.tree.one(name).extents
        ends = (x + 14, y + 10), (x + width - 60, y + height - 10)
        before, after = [("mousemove", str(right), str(down)) for right, down in ends]
        self.screen.run("xdotool", *before, "mousedown", "1", *after, "mouseup", "1")

    # The end

    def close(self) -> None:
        """Closes it as a person does, and judges how it ended."""
        self.keys("alt+F4")
        self.assert_ended()

    def close_without_saving(self) -> None:
        """The same where a pair is on screen that is in no file."""
        self.keys("alt+F4")
        self.tree.press("Close without saving")
        self.assert_ended()

    def assert_ended(self, patience: float = 10, status: int | None = None) -> None:
        """It has ended, by itself, in order and without a word. `status`: 0, or what a signal leads to."""
        self._status = self._status if status is None else status
        found = self.process.wait(patience)
        assert self.messages == []
        assert found == self._status

    def discard(self) -> None:
        """The end of every test: nothing stays behind, whatever happened; judged unless it was killed."""
        try:
            if self.process.poll() is None:
                self.process.send_signal(signal.SIGTERM)
                self._status = 128 + signal.SIGTERM
                with suppress(subprocess.TimeoutExpired):
                    self.process.wait(10)
            self.assert_ended(0.1)
        finally:
            end_group(self.process)

    def _wait_until_it_takes_keys(self) -> None:
        """Until one has arrived: what is pressed before that is lost. Shift alone changes nothing."""
        self.wait_until_active()
        if not self._takes_keys:
            until(self._has_taken_a_key, "the window takes keys")
            self._takes_keys = True

    def _has_taken_a_key(self) -> bool:
        """Qt notes the time of the last key that it was given (EWMH, _NET_WM_USER_TIME)."""
        self.screen.run("xdotool", "key", "shift")
        window = self.screen.run("xdotool", "getactivewindow").decode().strip()
        return b"=" in self.screen.run("xprop", "-id", window, "_NET_WM_USER_TIME")

    def _is_active(self) -> bool:
        assert self.process.poll() is None, f"the application has ended: {self.messages[-5:]}"
        pid = self.screen.run("xdotool", "getactivewindow", "getwindowpid", check=False)
        return pid.strip() == str(self.pid).encode()

    def _standing_still(self, name: str) -> Node | None:
        before, after = self.tree.visible(name), self.tree.visible(name)
        return after if before and after and before.extents == after.extents else None
