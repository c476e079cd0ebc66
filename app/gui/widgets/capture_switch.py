"""The switch that keeps the window out of screen captures, where the system can do that."""

from app.gui.widgets.basics import set_property
from app.gui.widgets.check_field import CheckField

_TEXT = "Keep out of screen captures"
_TIP = "Asks the system to leave this window out while a private key or a passphrase is shown"
_REFUSED = "Not kept out of screen captures"
_REFUSED_TIP = "The system could not leave this window out of screen captures."


class CaptureSwitch(CheckField):
    """On until it is switched off."""

    def __init__(self) -> None:
        super().__init__(_TEXT)
        self.setChecked(True)
        self.present(refused=False)

    def present(self, *, refused: bool) -> None:
        """Says whether the system has refused."""
        self.setText(_REFUSED if refused else _TEXT)
        self.setToolTip(_REFUSED_TIP if refused else _TIP)
        self.setAccessibleDescription(self.toolTip())
        set_property(self, "problem", refused)
