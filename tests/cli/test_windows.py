"""The terminal on Windows: what is a console, what it obeys, what is typed there, and how it ends."""

import _thread
import getpass
import io
import os
import signal
import sys
import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from app.cli import inputs, interruption, main, output, prompts, streams, terminal
from app.cli.interruption import Interrupted
from app.cli.progress import progress
from app.errors import RefusedError, UsageError
from app.process import ending_signals
from app.text import text
from app.windows import closing, console

COLOUR, OTHER_SCREEN, FIRST_SCREEN = "\x1b[", "\x1b[?1049h", "\x1b[?1049l"
KEY = "\U0001f511"
HALVES = "\ud83d\udd11"
SIGBREAK = 21  # signal.h of Windows


class Stream(io.StringIO):
    """NUL, or a console: both call themselves terminals there."""

    def isatty(self) -> bool:
        return True


class FakeConsole:
    def __init__(self) -> None:
        self.consoles = {0, 1, 2}
        self.obeys = True
        self.is_restored = False
        self.kept: set[int] = set()

    def is_console(self, stream: int) -> bool:
        return stream in self.consoles

    def obeys_sequences(self, stream: int) -> bool:
        return self.is_console(stream) and self.obeys

    def keep(self, stream: int) -> None:
        self.kept.add(stream)

    def restore(self) -> None:
        self.is_restored = True

    def tell_when_closed(self, _: object) -> None: ...


def on_windows(monkeypatch: pytest.MonkeyPatch) -> FakeConsole:
    """A console of Windows on all three streams; TERM and Git Bash's variable are not set.

    Not a fixture: pytest puts its own streams in place after those.
    """
    found = FakeConsole()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(console, "this_console", lambda: found)
    monkeypatch.setattr(closing, "signal_when_the_console_is_closed", lambda: None)
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, Stream())
    for name in ("TERM", "MSYSTEM", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return found


def shown() -> str:
    assert isinstance(sys.stderr, Stream)
    return sys.stderr.getvalue()


def test_colour_and_progress_are_where_the_console_obeys(monkeypatch: pytest.MonkeyPatch) -> None:
    on_windows(monkeypatch)
    output.say_as("error", "It is so.")
    with progress("Keys", shown=True) as on_progress:
        on_progress(1, 2)
    assert COLOUR in shown()
    assert "[###" in shown()


def test_console_that_obeys_nothing_gets_plain_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    windows = on_windows(monkeypatch)
    windows.obeys = False
    output.say_as("error", "It is so.")
    with progress("Keys", shown=True) as on_progress:
        on_progress(2, 2)
    assert shown() == "akg: error: It is so.\n"


def test_nul_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """GIVEN `akg ... < NUL`, no console WHEN it asks THEN it ends: getwch would return nothing for ever."""
    windows = on_windows(monkeypatch)
    windows.consoles = {1, 2}
    with pytest.raises(UsageError, match="no terminal"):
        terminal.ask_hidden("Passphrase: ")


def test_git_bash_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    windows = on_windows(monkeypatch)
    windows.consoles = set()
    for name, named in (("OTHER", False), ("MSYSTEM", True)):
        monkeypatch.setenv(name, "MINGW64")
        with pytest.raises(UsageError) as raised:
            terminal.ask_hidden("Passphrase: ")
        assert ("winpty" in raised.value.hint) == named
        assert "--passphrase-file" in raised.value.hint


@pytest.mark.parametrize(
    ("typed", "meant"), [(f"a{HALVES}b", f"a{KEY}b"), ("caf\u00e9", "caf\u00e9"), ("\ud83d", "\ud83d")]
)
def test_key_whose_passphrase_has_an_emoji_opens_here_too(
    monkeypatch: pytest.MonkeyPatch, typed: str, meant: str
) -> None:
    """GIVEN getwch, which gives such a character in halves WHEN it is typed THEN it is whole."""
    on_windows(monkeypatch)
    monkeypatch.setattr(getpass, "getpass", lambda _: typed)
    assert terminal.ask_hidden("Passphrase: ") == meant


def test_suggestion_is_on_a_screen_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    on_windows(monkeypatch)
    sys.stdin = Stream("y\n")
    assert terminal.ask_about("lamprey quoits\n", "Use it? ") == "y"
    assert shown().startswith(OTHER_SCREEN)
    assert shown().endswith("lamprey quoits\nUse it? " + FIRST_SCREEN)


def test_suggestion_is_on_the_only_screen_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    windows = on_windows(monkeypatch)
    windows.obeys = False
    sys.stdin = Stream("n\n")
    assert terminal.ask_about("lamprey quoits\n", "Use it? ") == "n"
    assert shown() == "lamprey quoits\nUse it? "


def test_suggestion_goes_into_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """GIVEN `akg generate 2> log` WHEN it would suggest a passphrase THEN the log gets none."""
    windows = on_windows(monkeypatch)
    windows.consoles = {0, 1}
    with pytest.raises(UsageError, match="no terminal"):
        terminal.ask_about("lamprey quoits\n", "Use it? ")
    assert shown() == ""


@pytest.mark.parametrize("error", [None, RefusedError(text("It is so.")), KeyboardInterrupt()])
def test_console_is_left_as_it_was_however_a_command_ends(
    monkeypatch: pytest.MonkeyPatch, error: BaseException | None
) -> None:
    windows = on_windows(monkeypatch)

    def work() -> int:
        if error:
            raise error
        return 0

    monkeypatch.setattr(main, "obey_signals", lambda: None)
    monkeypatch.setattr(main, "ignore_signals", lambda: None)
    monkeypatch.setattr(main, "forget_what_was_typed_ahead", lambda: None)
    monkeypatch.setattr(threading, "active_count", lambda: 1)  # a worker of pytest-xdist has more
    main._to_the_end(work)
    assert windows.is_restored


def test_console_is_left_as_it_was_where_a_thread_is_left_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    windows = on_windows(monkeypatch)
    ended: list[tuple[int, bool]] = []
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    monkeypatch.setattr(os, "_exit", lambda status: ended.append((status, windows.is_restored)))
    interruption.leave(Interrupted(signal.SIGINT))
    assert ended == [(130, True)]


class WaitingStream(Stream):
    """Keys that nobody presses: whoever reads them waits in C, where no signal is heard of."""

    def __init__(self) -> None:
        super().__init__()
        self.pressed = threading.Event()
        self.is_left = False

    def fileno(self) -> int:
        return 0

    def readline(self, *_: Any) -> str:  # type: ignore[override]
        threading.Timer(0.2, _thread.interrupt_main).start()
        try:
            self.pressed.wait(10)
        finally:
            self.is_left = True
        return "\n"


@pytest.mark.parametrize(
    "ask",
    [
        lambda: terminal.ask_hidden("Passphrase: "),
        lambda: terminal.ask_about("lamprey quoits\n", "Use it? "),
        lambda: prompts.ask(text("Which?"), "one", str),
        lambda: inputs.read_content("-", 9).decode("ascii"),
    ],
    ids=["hidden", "about", "line", "paste"],
)
def test_console_that_is_closed_while_a_question_waits_is_obeyed_at_once(
    monkeypatch: pytest.MonkeyPatch, ask: Callable[[], str]
) -> None:
    on_windows(monkeypatch)
    keys = WaitingStream()
    monkeypatch.setattr(sys, "stdin", keys)
    monkeypatch.setattr(getpass, "getpass", keys.readline)
    monkeypatch.setattr(inputs, "read_descriptor", keys.readline)
    try:
        with pytest.raises(KeyboardInterrupt):
            ask()
        assert not keys.is_left
    finally:
        keys.pressed.set()


@pytest.mark.parametrize(("system", "keys"), [("win32", "Ctrl-Z"), ("linux", "Ctrl-D")])
def test_text_that_is_pasted_is_ended_by_the_keys_of_the_system(
    monkeypatch: pytest.MonkeyPatch, system: str, keys: str
) -> None:
    on_windows(monkeypatch)
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(sys, "stdin", WaitingStream())
    monkeypatch.setattr(inputs, "read_descriptor", lambda *_: b"pasted")
    assert inputs.read_content("-", 9) == b"pasted"
    assert keys in shown()


def test_console_is_read_as_before_where_a_hidden_question_was_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """While getwch waits, echo, lines and Ctrl-C are off; left behind, it does not switch them on again."""
    windows = on_windows(monkeypatch)
    monkeypatch.setattr(getpass, "getpass", lambda _: "typed")
    terminal.ask_hidden("Passphrase: ")
    assert windows.kept == {streams.INPUT}


def test_ctrl_break_ends_as_a_hangup_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signal, "SIGBREAK", SIGBREAK, raising=False)
    assert SIGBREAK in ending_signals()
    assert Interrupted(SIGBREAK).status == 129
    assert Interrupted(signal.SIGINT).status == 130


def test_closed_console_interrupts_the_main_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[int] = []
    told: list[Any] = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(signal, "SIGBREAK", SIGBREAK, raising=False)
    monkeypatch.setattr(console, "this_console", lambda: SimpleNamespace(tell_when_closed=told.append))
    monkeypatch.setattr(_thread, "interrupt_main", sent.append)
    closing.signal_when_the_console_is_closed.cache_clear()
    closing.signal_when_the_console_is_closed()
    closing.signal_when_the_console_is_closed()
    (tell,) = told
    tell()
    assert sent == [SIGBREAK]


def test_terminal_that_calls_itself_dumb_gets_no_progress_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Stream())
    monkeypatch.setenv("TERM", "dumb")
    assert streams.is_terminal(streams.ERROR)
    with progress("Keys", shown=True) as on_progress:
        on_progress(2, 2)
    assert shown() == ""
    assert os.environ["TERM"] == "dumb"
