"""Whether a signature is that of a text: by whose rules, and what came out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.gui import tasks
from app.gui.check.models.keys_model import PART, KeysModel
from app.gui.check.models.private_text import refuses
from app.gui.session.holder import Holder
from app.gui.session.notices import notice_of
from app.gui.session.session import Session
from app.text import NOTHING, Text, paragraph, text

if TYPE_CHECKING:
    from app.errors import KeygenError
    from app.signing.judging import Judgement

_PROVED = text("Proved: the signature verifies in that way.")
_LIKELY = text("That is the likeliest; the signature cannot prove it.")


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Verifying:
    """`key`: its fingerprint. `rules`: the identifier of a recipe, empty for those of any venue."""

    key: str = ""
    rules: str = ""
    has_payload: bool = False
    has_signature: bool = False
    judgement: Judgement | None = None


class VerifyingModel(Holder[Verifying]):
    """Emits `expired` when what was pasted is to be forgotten."""

    expired = Signal()

    def __init__(self, session: Session, keys: KeysModel) -> None:
        super().__init__(Verifying())
        self._session, self.keys = session, keys
        keys.changed.connect(self._on_keys)

    def edit(self, payload: str, signature: str) -> None:
        """Note that something else is to be judged."""
        if refuses(self._session, f"{payload}\n{signature}"):
            self._forget()
        else:
            has_signature = bool(signature.strip())
            self.change(has_payload=bool(payload), has_signature=has_signature, judgement=None)

    def choose_key(self, fingerprint: str) -> None:
        """Choose the public key."""
        self.change(key=fingerprint, judgement=None)

    def choose_rules(self, recipe: str) -> None:
        """Choose whose rules the signature has to keep."""
        self.change(rules=recipe, judgement=None)

    def verify(self, payload: str, signature: str) -> None:
        """Judge."""
        key = self.keys.find(self.state.key)
        if key is not None:
            task = partial(tasks.verify, key.der, payload, signature, self.state.rules)
            self._session.activity.start(text("Verifying"), task, self._on_judged, self._on_failed)

    def expire(self) -> None:
        """Forget what was pasted, and what came out."""
        self._session.notices.dismiss(PART)
        self._forget()

    @property
    def has_secret(self) -> bool:
        """Whether there is something to forget."""
        return self.state.has_payload or self.state.has_signature

    @property
    def problem(self) -> Text:
        """Why nothing can be judged."""
        if self.keys.find(self.state.key) is None:
            return text("Choose the key first.")
        if not self.state.has_signature:
            return text("Paste the signature first.")
        return NOTHING

    @property
    def verdict(self) -> tuple[str, Text, Text]:
        """What came out: its kind, as that of a notice, a sentence, and what to do."""
        judged = self.state.judgement
        if judged is None:
            return "info", NOTHING, NOTHING
        if judged.is_valid:
            scheme, form = (judged.scheme.name if judged.scheme else ""), judged.form
            sentence = text("Written as {form}.", form=form.value) if form else NOTHING
            return "good", text("The signature is valid: {scheme}.", scheme=scheme), sentence
        certainty = _PROVED if judged.proved else _LIKELY
        return "error", text("The signature is not valid."), paragraph(judged.reason, judged.hint, certainty)

    def _forget(self) -> None:
        self.change(has_payload=False, has_signature=False, judgement=None)
        self.expired.emit()

    def _on_keys(self, _: object) -> None:
        """Choose no key that is gone."""
        if self.state.key and self.keys.find(self.state.key) is None:
            self.choose_key("")

    def _on_judged(self, judgement: Judgement) -> None:
        self.change(judgement=judgement)

    def _on_failed(self, error: KeygenError) -> None:
        self._session.notices.show(notice_of(error, PART))


def rules_titles() -> dict[str, str]:
    """Return the titles of the recipes, and first that any will do."""
    from app.signing.table import RECIPES

    known = {each.identifier: each.title for each in RECIPES if each.bases or each.time is not None}
    return {"": text("Any venue"), **known}
