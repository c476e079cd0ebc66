"""New pairs: made, encrypted, written and read back, or one of their texts made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.errors import NameTakenError
from app.keys.passphrase import NO_PASSPHRASE, Passphrase
from app.usecases.progress import silent

if TYPE_CHECKING:
    from app.keys.algorithm import Algorithm
    from app.keys.pair import KeyPair
    from app.keys.protection import Protection
    from app.storage.names import Affix
    from app.usecases.judge_destination import FolderJudgement
    from app.usecases.progress import OnProgress
    from app.usecases.save_report import SaveReport


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Draft:
    """How pairs are to be saved that are not saved yet: what stood in the fields when they were made.

    `weak_ok`: the person wants the passphrase although it is weak. `affixes`: those of a set,
    whose pairs are not numbered.
    """

    label: str
    folder: str
    as_archive: bool = False
    passphrase: Passphrase = NO_PASSPHRASE
    weak_ok: bool = False
    affixes: tuple[Affix, ...] = ()


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Order:
    """How to save: what stood in the fields, and what the person has answered.

    `suggestion`: where nobody has typed a label, what it is made from, so that it is free; else empty.
    `seen`: what was found out about the folder, and shown; `accepted`: folders that the person means.
    """

    draft: Draft
    suggestion: str
    replace: bool
    seen: FolderJudgement | None
    accepted: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Saved:
    """What was saved, with which passphrase, and where."""

    pairs: tuple[KeyPair, ...]
    report: SaveReport
    draft: Draft


def generate(algorithm: Algorithm, count: int, draft: Draft, on_progress: OnProgress) -> tuple[KeyPair, ...]:
    """Generate pairs that are not saved yet; a weak passphrase is refused before there is a key that could be
    registered and then not saved.
    """
    from app.usecases.generate import GenerateRequest, generate_key_pairs
    from app.usecases.passphrases import check

    if draft.passphrase:
        check(draft.passphrase, draft.label, weak_ok=draft.weak_ok)
    return generate_key_pairs(GenerateRequest(algorithm, count), on_progress)


def generate_and_save(algorithm: Algorithm, count: int, order: Order, on_progress: OnProgress) -> Saved:
    """Generate pairs and save them: nobody sees a pair that is in no file.

    What can be refused is refused before the work begins: a weak passphrase, a name that is taken.
    """
    from app.usecases.generate import GenerateRequest, generate_key_pairs
    from app.usecases.judge_destination import resolve
    from app.usecases.save import check_free

    draft = order.draft
    if not (order.suggestion or order.replace):
        with _naming_a_free_one(draft, count):
            check_free(draft.label, count, resolve(draft.folder), draft.as_archive, draft.affixes)
    protection = _protection(draft)  # its key is being derived from now on
    pairs = generate_key_pairs(GenerateRequest(algorithm, count), _first_part(on_progress, count))
    return _save(pairs, protection, order, _last_part(on_progress, count))


def save(pairs: tuple[KeyPair, ...], order: Order, on_progress: OnProgress) -> Saved:
    """Save the pairs, where the folder is what was seen."""
    return _save(pairs, _protection(order.draft), order, on_progress)


def find_free_label(
    label: str, count: int, folder: str, as_archive: bool, affixes: tuple[Affix, ...], _: OnProgress
) -> str:
    """Find a label whose files do not exist."""
    from app.usecases.judge_destination import resolve
    from app.usecases.save import free_label

    return free_label(label, count, resolve(folder), as_archive, affixes)


def encode(pair: KeyPair, passphrase: Passphrase, _: OnProgress) -> str:
    """Make the PEM text of the private key, protected as it would be saved now."""
    from app.keys.pair import private_key_pem

    return private_key_pem(pair, _protection(Draft("", "", passphrase=passphrase, weak_ok=True), saved=False))


def _protection(draft: Draft, *, saved: bool = True) -> Protection:
    """Encrypted with the passphrase; without one Unencrypted, which the model has asked about."""
    from app.keys.protection import Unencrypted
    from app.usecases.passphrases import protect

    if not draft.passphrase:
        return Unencrypted()
    return protect(draft.passphrase, draft.label, weak_ok=draft.weak_ok, saved=saved)


def _save(pairs: tuple[KeyPair, ...], protection: Protection, order: Order, on_progress: OnProgress) -> Saved:
    from app.usecases.judge_destination import not_judged, refuse_unseen, resolve, save_where_judged
    from app.usecases.save import SaveRequest, free_label

    draft = order.draft
    where, label = resolve(draft.folder), draft.label
    if order.suggestion:
        label = free_label(order.suggestion, len(pairs), where, draft.as_archive, draft.affixes)
    request = SaveRequest(
        pairs,
        label,
        where,
        protection,
        draft.as_archive,
        replace=order.replace,
        affixes=draft.affixes,
    )
    known = not_judged(request.folder) if order.seen is None else order.seen
    with _naming_a_free_one(draft, len(pairs)):
        done = save_where_judged(request, known, lambda: order.accepted, refuse_unseen, on_progress)
    return Saved(pairs, done, replace(draft, label=label))


@contextmanager
def _naming_a_free_one(draft: Draft, count: int) -> Iterator[None]:
    """Add a name that is free to the error that says that this one is not."""
    try:
        yield
    except NameTakenError as error:
        free = find_free_label(draft.label, count, draft.folder, draft.as_archive, draft.affixes, silent)
        raise NameTakenError(error.names, error.folder, free) from error


def _first_part(on_progress: OnProgress, count: int) -> OnProgress:
    """Return what is told of `count` steps, which are the first third of all."""
    return lambda done, _: on_progress(done, 3 * count)


def _last_part(on_progress: OnProgress, count: int) -> OnProgress:
    """Return what is told of twice as many steps, which are the rest."""
    return lambda done, _: on_progress(count + done, 3 * count)
