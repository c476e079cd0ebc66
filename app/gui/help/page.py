"""Help: seven answers for somebody who has never done this, and what this program is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app import NAME, __version__
from app.gui.help.models.about_model import AboutModel
from app.gui.page import Page
from app.gui.session.session import Session
from app.gui.widgets.basics import column, label
from app.gui.widgets.buttons import button, small_button
from app.gui.widgets.cards import Card
from app.gui.words import said
from app.text import text

if TYPE_CHECKING:
    from app.gui.help.about_window import AboutWindow

PART = "help"
_REFUSED = text("What if the exchange refuses a signature (-1022)?")
_ANSWERS = (
    (
        text("What do I do with the public key?"),
        text(
            "Copy it and paste it where the exchange creates API keys. At Binance: Profile, API Management, "
            "Create API, Self-generated. The exchange then shows an API key, which your program needs."
        ),
    ),
    (
        text("What does my program need?"),
        text(
            "The API key that the exchange shows, the path of the file that ends in .private.pem, and its "
            "passphrase. The private key itself is never typed or pasted anywhere."
        ),
    ),
    (
        text("Ed25519 or RSA?"),
        text(
            "Ed25519, unless your program cannot use it: it is faster and its keys are short. RSA with 2048 "
            "or 4096 bits is for older programs."
        ),
    ),
    (
        _REFUSED,
        text(
            "Paste what your program sent, and the answer, into Check: it says what was signed, what should "
            "have been, and what to change. Nothing is sent anywhere."
        ),
    ),
    (
        text("What if I lose the passphrase?"),
        text(
            "Nobody can recover it. Delete the API key at the exchange, make a new key here, and register "
            "that. Nothing else is lost."
        ),
    ),
    (
        text("What if somebody else may have the file?"),
        text(
            "Delete the API key at the exchange at once, then make a new one. Do the same with a file that "
            "was in a synced folder, in a mail or in a repository without a passphrase."
        ),
    ),
    (
        text("How do I keep it safe?"),
        text(
            "One key for each program. Allow only your own IP addresses, and never withdrawals. Replace each "
            "key every 30 to 90 days: the date in its name says how old it is."
        ),
    ),
)


class HelpPage(Page):
    """Texts, and a button for the details."""

    def __init__(self, session: Session, model: AboutModel) -> None:
        super().__init__(PART, session, text("Help"), text("Seven answers, and what this program is."))
        self._about = model
        self.check = small_button(text("Open Check"))
        self.about = button(text("&About this program"))
        self.window_of_about: AboutWindow | None = None
        for question, answer in _ANSWERS:
            self.add(self._card(question, answer))
        self.about.setAccessibleDescription(
            said(text("What is inside, the hashes of its files, and the licences"))
        )
        self.bar.add(self.about)
        self.bar.say(text("{name} {version}", name=NAME, version=__version__))
        self.about.clicked.connect(self._on_about)
        self.check.clicked.connect(partial(self.go_requested.emit, "check"))

    def first_focus(self) -> QWidget:
        """Return the only button."""
        return self.about

    def _card(self, question: str, answer: str) -> Card:
        card = Card(question)
        card.body.addLayout(column(label(question, "strong", wrap=True), label(answer, wrap=True), spacing=4))
        if question is _REFUSED:
            card.body.addWidget(self.check, 0, type(card.body.alignment()).AlignLeft)
        return card

    def _on_about(self) -> None:
        """Made when it is first asked for, and then kept."""
        if self.window_of_about is None:
            from app.gui.help.about_window import AboutWindow

            self.window_of_about = AboutWindow(self._about, self.window())
        self.window_of_about.show()
        self.window_of_about.activateWindow()
