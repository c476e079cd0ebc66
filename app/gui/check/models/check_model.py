"""Everything on the page Check, which is forgotten together."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.gui.check.models.keys_model import KeysModel
from app.gui.check.models.refusal_model import RefusalModel
from app.gui.check.models.signing_model import SigningModel
from app.gui.check.models.verifying_model import VerifyingModel
from app.gui.session.session import Session


class CheckModel(QObject):
    """Emits `changed` when anything of it does, `tab_wanted` with the name of a tab that is led to."""

    changed = Signal(object)
    tab_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.keys = KeysModel(session)
        self.refusal = RefusalModel(session, self.keys)
        self.verifying = VerifyingModel(session, self.keys)
        self.signing = SigningModel(session, self.keys)
        for each in (self.keys, self.refusal, self.verifying, self.signing):
            each.changed.connect(self.changed)

    def expire(self) -> None:
        """Forget what was pasted, opened and found out."""
        self.refusal.expire()
        self.verifying.expire()
        self.signing.expire()
        self.keys.forget()

    @property
    def has_secret(self) -> bool:
        """Whether there is something to forget."""
        return any(each.has_secret for each in (self.refusal, self.verifying, self.signing))
