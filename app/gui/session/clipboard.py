"""What pages need of the clipboard: its two ways, so that nobody takes the one for the other."""

from typing import Protocol

from app.text import Text


class CopiesText(Protocol):
    """Copies text; `app.gui.guard.clipboard` is how."""

    def copy_public(self, text: str) -> None:
        """Copy for anybody."""

    def copy_secret(self, text: str, what: Text) -> None:
        """Copy with concealment and a countdown; `what` names it for people."""
