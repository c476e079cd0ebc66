"""Signing a request with a key whose private half is in a file or at hand. No passphrase is kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.errors import KeygenError
from app.gui import tasks
from app.gui.check.models.keys_model import PART, KeysModel, PublicKey
from app.gui.check.models.private_text import refuses
from app.gui.check.models.request_fields import Fields, request_of
from app.gui.session.holder import Holder
from app.gui.session.notices import notice_of
from app.gui.session.session import Session
from app.text import NOTHING, Text, listed, text

if TYPE_CHECKING:
    from app.keys.pair import KeyPair
    from app.keys.passphrase import Passphrase
    from app.signing.recipe import Recipe
    from app.usecases.sign import SignedRequest

USUAL = "binance-spot-rest"


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Signing:
    """`key`: its fingerprint. `recipe`: whose API it is for. `wants_passphrase`: its file is encrypted."""

    key: str = ""
    recipe: str = USUAL
    wants_passphrase: bool = False
    is_filled: bool = False
    signed: SignedRequest | None = None


class SigningModel(Holder[Signing]):
    """Emits `expired` when what was typed is to be forgotten, `begun` when the fields begin again."""

    expired = Signal()
    begun = Signal()

    def __init__(self, session: Session, keys: KeysModel) -> None:
        super().__init__(Signing())
        self._session, self.keys = session, keys
        keys.changed.connect(self._on_keys)

    @property
    def able(self) -> tuple[PublicKey, ...]:
        """The keys whose private half is at hand, or in a file that is known."""
        return tuple(each for each in self.keys.all if self._pair(each) or self._file(each))

    @property
    def key(self) -> PublicKey | None:
        """The key that is chosen."""
        return next((each for each in self.able if each.fingerprint == self.state.key), None)

    @property
    def recipe(self) -> Recipe:
        """The recipe that is chosen."""
        from app.signing.table import BY_IDENTIFIER

        return BY_IDENTIFIER[self.state.recipe]

    @property
    def problem(self) -> Text:
        """Why it cannot sign."""
        from app.signing.algorithms import family_of

        key = self.key
        if key is None:
            return text("Choose the key first.")
        if self.recipe.scheme_for(family_of(key.der)) is None:
            types = listed(scheme.family.label for scheme in self.recipe.schemes)
            return text("This API takes no such key, but: {types}.", types=types)
        return NOTHING

    def choose_key(self, fingerprint: str) -> None:
        """Choose the key, and with it the API of its venue."""
        from app.signing.table import recipes_of

        self._session.notices.dismiss(PART)
        self.change(key=fingerprint, wants_passphrase=False, signed=None)
        key = self.key
        own = recipes_of(key.venue) if key and key.venue else ()
        if own and self.recipe not in own:
            self.choose_recipe(own[0].identifier)
        else:
            self.begun.emit()

    def choose_recipe(self, recipe: str) -> None:
        """Choose the API that it is for."""
        self.change(recipe=recipe, signed=None)
        self.begun.emit()

    def edit(self, content: str) -> None:
        """Note that something else is to be signed."""
        if refuses(self._session, content):
            self._forget()
        else:
            self.change(is_filled=True, signed=None)

    def sign(self, fields: Fields, passphrase: Passphrase) -> None:
        """Sign, or ask for the passphrase."""
        key = self.key
        if key is None:
            return
        try:
            request = request_of(self.recipe, fields)
        except KeygenError as error:
            self._on_failed(error)
            return
        venue = key.venue if key.venue in self.recipe.venues else ""
        source = self._pair(key) or (Path(self._file(key)), key.fingerprint)
        api = self.state.recipe
        task = partial(tasks.sign, source, passphrase, request, recipe=api, venue=venue)
        self._session.activity.start(text("Signing"), task, self._on_signed, self._on_failed)

    def copy(self, content: str) -> None:
        """Copy a part of what came out."""
        self._session.clipboard.copy_public(content)
        self._session.activity.say(text("Copied."))

    def expire(self) -> None:
        """Forget what was typed, and what came out."""
        self._session.notices.dismiss(PART)
        self._forget()

    @property
    def has_secret(self) -> bool:
        """Whether there is something to forget."""
        return self.state.is_filled or self.state.signed is not None

    def _pair(self, key: PublicKey) -> KeyPair | None:
        whole = self._session.hand.state.whole_pairs
        return next((each for each in whole if each.fingerprint == key.fingerprint), None)

    def _file(self, key: PublicKey) -> str:
        record = self._session.key_list.record(key.fingerprint)
        return self._session.key_list.file_of(record)[0] if record else ""

    def _forget(self) -> None:
        self.change(is_filled=False, signed=None, wants_passphrase=False)
        self.expired.emit()

    def _on_keys(self, _: object) -> None:
        """Choose no key that is gone."""
        if self.state.key and self.key is None:
            self.choose_key("")

    def _on_signed(self, signed: SignedRequest | None) -> None:
        self.change(signed=signed, wants_passphrase=self.state.wants_passphrase or signed is None)

    def _on_failed(self, error: KeygenError) -> None:
        self._session.notices.show(notice_of(error, PART))


def recipe_titles() -> dict[str, str]:
    """Return the titles of the recipes, but for one that signs a secret: its text cannot be shown."""
    from app.signing.recipe import Part
    from app.signing.table import RECIPES

    return {each.identifier: each.title for each in RECIPES if each.secret is not Part.SIGNED}
