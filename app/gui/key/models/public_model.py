"""The public key of the pair that is shown: in the form that its venue wants, and in every other."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import KeygenError
from app.gui import tasks
from app.gui.key.models.register_model import PART, RegisterModel
from app.gui.session.hand import PairsAtHand
from app.gui.session.notices import notice_of
from app.gui.session.session import Session
from app.text import NOTHING, Text, text

if TYPE_CHECKING:
    from app.keys.encodings import Encoding
    from app.qr import QRCode

CODE_ENDINGS = (".png", ".svg")


class PublicModel:
    """Has no state of its own: all of it follows the pair at hand and its venue."""

    def __init__(self, session: Session, register: RegisterModel) -> None:
        self._session, self._register = session, register

    @property
    def hand(self) -> PairsAtHand:
        """The pairs."""
        return self._session.hand.state

    @property
    def form(self) -> Encoding | None:
        """The form of the public key that its venue wants; PEM where this key has no such form."""
        from app.keys.encodings import BY_NAME, PEM, encodings_of

        pair = self.hand.pair
        if pair is None:
            return None
        wanted = BY_NAME[self._register.venue.pasted_as]
        return wanted if wanted in encodings_of(pair.algorithm.family) else PEM

    @property
    def forms(self) -> tuple[Encoding, ...]:
        """Every form that this public key has."""
        from app.keys.encodings import encodings_of

        return encodings_of(self.hand.pair.algorithm.family) if self.hand.pair else ()

    @property
    def text(self) -> str:
        """The public key in the form that its venue wants."""
        return self.encoded(self.form)

    def encoded(self, form: Encoding | None) -> str:
        """Return the public key in this form."""
        pair = self.hand.pair
        return form.encode(pair.subject_public_key_info, self.hand.label) if pair and form else ""

    def copy(self, form: Encoding) -> None:
        """Copy it in another form."""
        if self.hand.pair is not None:
            self._session.clipboard.copy_public(self.encoded(form))
            self._session.activity.say(text("Public key copied as {form}.", form=form.title))

    def save_code(self, code: QRCode, path: str, ending: str) -> None:
        """Save the QR code as a picture: PNG or SVG, as the name says, else as the chosen ending does.

        Nobody was asked about a file of the name that this makes: such a file stays.
        """
        file = Path(path)
        says_which = file.suffix.lower() in CODE_ENDINGS
        named = file if says_which else file.with_name(file.name + ending)
        task = partial(tasks.save_code, code, named, says_which)
        title = text("Saving the QR code")
        self._session.activity.start(title, task, self._on_code_saved, self._on_failed)

    @property
    def paste_hint(self) -> Text:
        """Where it is pasted, in the venue's own words."""
        venue = self._register.venue
        if not venue.path:
            return NOTHING
        return text("Paste it at {venue}: {path}.", venue=venue.name, path=", ".join(venue.path))

    def _on_code_saved(self, path: Path) -> None:
        self._session.activity.say(text("The QR code is saved in {path}.", path=str(path)))

    def _on_failed(self, error: KeygenError) -> None:
        self._session.notices.show(notice_of(error, PART))
