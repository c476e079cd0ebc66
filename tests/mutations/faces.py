"""Changes of the two faces: the terminal and the window, and of sentences."""

from tests.mutations.change import Change

OF_TERMINAL = (
    Change(
        "status",
        "app/cli/status.py",
        "(RefusedError, 5),",
        "(RefusedError, 2),",
        "tests/cli/test_new_files.py",
        "A script takes a name that exists already for a mistake in its options.",
    ),
    Change(
        "held-signals",
        "app/cli/interruption.py",
        "if _signals.held:",
        "if _signals.saved:",
        "tests/cli/test_interruption.py",
        "Ctrl-C in the midst of saving leaves half of the files.",
    ),
    Change(
        "control-characters",
        "app/cli/output.py",
        "if character.isprintable():",
        "if character:",
        "tests/cli/test_output.py",
        "A file name steers the terminal.",
    ),
    Change(
        "json",
        "app/cli/descriptions.py",
        '"encrypted": document.encryption is not None,',
        '"encrypted": document.encryption is None,',
        "tests/cli/test_open.py",
        "A script takes a key in clear for an encrypted one.",
    ),
)

OF_WINDOW = (
    Change(
        "clearing",
        "app/gui/guard/clipboard.py",
        "if self._copied.seconds_left:",
        "if self._copied.seconds_left >= 0:",
        "tests/gui/guard/test_clipboard.py",
        "A copied private key stays on the clipboard.",
    ),
    Change(
        "clipboard-marks",
        "app/gui/guard/clipboard.py",
        "in concealment().items():",
        "in ():",
        "tests/gui/guard/test_clipboard.py",
        "A copied private key is in the clipboard's history.",
    ),
    Change(
        "auto-hide",
        "app/gui/guard/auto_hide.py",
        "Qt.WindowState.WindowMinimized",
        "Qt.WindowState.WindowMaximized",
        "tests/gui/guard/test_auto_hide.py",
        "A private key is still on screen when the window comes back.",
    ),
    Change(
        "closing",
        "app/gui/closing.py",
        "if not self._hand.state.would_be_lost:\n            return True",
        "if self._hand.state.pairs:\n            return True",
        "tests/gui/test_closing.py",
        "A key that is registered and in no file is gone with the window.",
    ),
    Change(
        "focus",
        "app/gui/focus.py",
        " and not _consents(widget)",
        "",
        "tests/gui/test_focus.py",
        "Enter presses a button that replaces files.",
    ),
    Change(
        "consent",
        "app/gui/widgets/consent_button.py",
        "repeated or time.monotonic() - self._since < DEAF_FOR",
        "repeated",
        "tests/gui/widgets/test_consent_button.py",
        "A double click on Save saves without a passphrase.",
    ),
    Change(
        "screen-fit",
        "app/gui/screen_fit.py",
        "window.resize(window.size().boundedTo(most))",
        "window.resize(window.size())",
        "tests/gui/test_screen_fit.py",
        "On a small screen Save is below its edge.",
    ),
    Change(
        "number-field",
        "app/gui/widgets/number_field.py",
        "self.setValue(min(max(wanted, self._least), self._most))",
        "self.setValue(wanted)",
        "tests/gui/widgets/test_fields.py",
        "An arrow key leads to a number that is then refused.",
    ),
    Change(
        "label-of-pair",
        "app/gui/new_key/models/new_key_model.py",
        "suggested_name(purpose_of(self.state.aim), self._session.today())",
        "suggested_name(purpose_of(USUAL), self._session.today())",
        "tests/gui/new_key/test_new_key_model.py",
        "A key for tax data is saved under the name of one for trading.",
    ),
    Change(
        "answers",
        "app/gui/saving/models/saving_model.py",
        "self._answers, self._begin = frozenset(), None\n        self._session",
        "self._begin = None\n        self._session",
        "tests/gui/saving/test_saving_model.py",
        "A yes for one folder saves without a passphrase to another one.",
    ),
)

OF_SENTENCES = (
    Change(
        "plural",
        "app/text.py",
        "many and number != 1",
        "many and number > 1",
        "tests/test_text.py",
        "It says “0 key”.",
    ),
    Change(
        "translated-values",
        "app/text.py",
        "{name: translated(value, catalogue) for name, value in self.values.items()}",
        "self.values",
        "tests/test_text.py",
        "Half of a translated sentence is English.",
    ),
)
