"""The switch that keeps the window out of screen captures, where the system can do that."""

from app.gui.widgets.basics import describe, set_problem
from app.gui.widgets.check_field import CheckField
from app.text import text

_TEXT = text("Keep out of screen captures")
_TIP = text("Asks the system to leave this window out while a private key or a passphrase is shown")
_REFUSED = text("Not kept out of screen captures")
_REFUSED_TIP = text("The system could not leave this window out of screen captures.")


class CaptureSwitch(CheckField):
    """On until it is switched off."""

    def __init__(self) -> None:
        super().__init__(_TEXT)
        self.setChecked(True)
        self.present(refused=False)

    def present(self, *, refused: bool) -> None:
        """Says whether the system has refused."""
        self.setText(_REFUSED if refused else _TEXT)
        describe(self, _REFUSED_TIP if refused else _TIP)
        set_problem(self, refused)
