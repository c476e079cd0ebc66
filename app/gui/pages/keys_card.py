"""What came out: several pairs in a list, the public key first, the private key hidden until shown."""

from PySide6.QtWidgets import QFrame, QLabel, QWidget

from app.gui import messages
from app.gui.models.keygen_model import KeygenModel
from app.gui.models.state import PassphraseStatus, State
from app.gui.pages.pair_list import PairList
from app.gui.theme import Theme
from app.gui.widgets.basics import button, card, label, row, set_enabled, set_icon, set_role
from app.gui.widgets.copy_button import CopyButton
from app.gui.widgets.fingerprint_view import FingerprintView
from app.gui.widgets.flow import COLUMNS, Flow
from app.gui.widgets.pem_view import PEMView
from app.gui.widgets.secret_text import SecretView
from app.gui.words import said
from app.text import NOTHING, Text, text

_EMPTY = text("The public key appears here. It is what you give to the exchange.")
_EMPTY_PRIVATE = text("The private key stays here, hidden. It is what you keep.")
_HIDDEN = text("Hidden. Show it only where nobody looks over your shoulder.")
_SHOWS = text(
    "Shows the private key as it would be saved now, for a minute or until you turn to another window"
)
_HIDES = text("Hides the private key")
_COPIES = text(
    "Copies the private key as it would be saved now; the clipboard is cleared after half a minute"
)
_SAME_KEY = text("SHA-256 of the public key: two keys with the same fingerprint are the same key")
_PUBLIC, _PRIVATE = text("Public key"), text("Private key")


class KeysCard(QWidget):
    """The pairs."""

    def __init__(self, model: KeygenModel, theme: Theme) -> None:
        super().__init__()
        self._model = model
        self._theme = theme
        self.pairs = PairList(model)
        self.public = PEMView(_PUBLIC, 4)
        self.fingerprint = FingerprintView(text("Fingerprint"))
        self.copy_public = CopyButton(theme, text("&Copy public key"), "primary")
        self.private = SecretView(_PRIVATE, 4)
        self.show_private = button(text("S&how"))
        self.copy_private = CopyButton(theme, text("Cop&y"), "quiet")
        self._register = label(messages.REGISTER_HINT, "muted", wrap=True)
        self._lock = QLabel()
        self._protection = label("", "muted", wrap=True)
        self._build()
        self._connect()

    def present(self, state: State) -> None:
        """Show the state."""
        pair = state.pair
        self.pairs.present(state)
        self.public.show_text(pair.public_key_pem if pair else "", _EMPTY)
        self.fingerprint.show_text(pair.fingerprint if pair else "", "")
        self.fingerprint.setVisible(pair is not None)
        set_enabled(self.copy_public, state.copy_problem, text("Copies exactly the PEM text"))
        set_role(self.copy_public, "primary" if pair else "secondary")
        self.copy_public.refresh_icon()
        self._register.setVisible(pair is not None)
        self._present_private(state)

    def refresh_icons(self) -> None:
        """After a change of the theme."""
        self.copy_public.refresh_icon()
        self.copy_private.refresh_icon()
        self._present_private(self._model.state)

    def add_below_private(self, widget: QWidget) -> None:
        """Something about the private key that not every system has."""
        self._private_layout.addWidget(widget)
        QWidget.setTabOrder(self.private, widget)

    def _present_private(self, state: State) -> None:
        shown = state.private_text is not None
        self.private.show_text(state.private_text or "", _HIDDEN if state.pairs else _EMPTY_PRIVATE)
        self.show_private.setText(said(text("&Hide") if shown else text("S&how")))
        set_icon(self.show_private, self._theme, "eye-off" if shown else "eye")
        set_enabled(self.show_private, state.private_problem, _HIDES if shown else _SHOWS)
        set_enabled(self.copy_private, state.private_problem, _COPIES)
        sentence, role, icon = _protection(state)
        self._protection.setText(said(sentence))
        set_role(self._protection, role)
        self.private.setAccessibleDescription(said(sentence))
        self._lock.setVisible(bool(sentence))
        self._protection.setVisible(bool(sentence))
        self._lock.setPixmap(self._theme.picture(icon, role, 18, self.devicePixelRatioF()))

    def _build(self) -> None:
        self.fingerprint.setToolTip(said(_SAME_KEY))
        columns = Flow(spacing=12, lines=COLUMNS)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.addWidget(self.pairs, 4)
        columns.addWidget(self._public_card(), 13)
        columns.addWidget(self._private_card(), 8)
        self.setLayout(columns)

    def _public_card(self) -> QFrame:
        frame, layout = card()
        head = Flow(label(_PUBLIC, "title"), self.copy_public)
        head.setStretch(0, 1)
        layout.addLayout(head)
        layout.addLayout(self.fingerprint.aligned())
        layout.addWidget(self.public, 1)
        layout.addWidget(self._register)
        return frame

    def _private_card(self) -> QFrame:
        frame, layout = card()
        head = Flow(label(_PRIVATE, "title"), row(self.copy_private, self.show_private, spacing=4))
        head.setStretch(0, 1)
        layout.addLayout(head)
        self._protection.setMinimumHeight(24)
        protection = row(self._lock, self._protection)
        protection.setStretch(1, 1)
        layout.addLayout(protection)
        layout.addWidget(self.private, 1)
        self._private_layout = layout
        return frame

    def _connect(self) -> None:
        self.copy_public.clicked.connect(self._model.keys.copy_public)
        self.show_private.clicked.connect(self._on_show_private)
        self.copy_private.clicked.connect(self._model.keys.copy_private)
        self.private.copy_requested.connect(self._model.keys.copy_private)
        self._model.keys.public_copied.connect(self.copy_public.flash)
        self._model.keys.private_copied.connect(self.copy_private.flash)

    def _on_show_private(self) -> None:
        self._model.keys.show_private(self._model.state.private_text is None)


def _protection(state: State) -> tuple[Text, str, str]:
    """Text, role and icon of the line that says how the private key is protected."""
    if not state.pairs:
        return NOTHING, "muted", "lock"
    match state.passphrase:
        case PassphraseStatus.READY:
            return text("Will be saved encrypted with your passphrase."), "good", "lock"
        case PassphraseStatus.EMPTY:
            unprotected = text("NOT encrypted: type a passphrase above to protect it.")
            return unprotected, "warning", "lock-open"
        case _:
            return state.passphrase_problem, "warning", "lock-open"
