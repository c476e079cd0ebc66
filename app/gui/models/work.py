"""What runs on the pool for the window: plain functions that make a callable, and never touch the model.

Whatever needs cryptography is imported in here, when it runs: the first frame does not wait for it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.errors import StorageError
from app.gui.models.state import Action

if TYPE_CHECKING:
    from pathlib import Path

    from app.gui.jobs import Work
    from app.gui.models.opened import Opened
    from app.gui.models.state import State
    from app.keys.algorithm import Algorithm
    from app.keys.pair import KeyPair
    from app.keys.passphrase import Passphrase
    from app.keys.protection import Protection
    from app.usecases.judge_destination import Judgement
    from app.usecases.progress import Report


_PATIENCE = 10.0  # seconds for a file to be read and recognised


def protection_of(passphrase: Passphrase) -> Protection:
    """Encrypted with it; the named type Unencrypted for an empty one, which the model has asked about."""
    from app.keys.protection import Encrypted, Unencrypted

    return Encrypted(passphrase) if passphrase else Unencrypted()


def warm_up() -> Work:
    """Imports what the first click will need. Fails with SelfTestError where no key may be made."""

    def work(_: Report) -> object:
        from app.keys.self_test import self_test
        from app.usecases import generate, open_key, save

        self_test()
        return (generate, open_key, save)

    return work


def generating(
    algorithm: Algorithm, count: int, passphrase: Passphrase, label: str, weak_passphrase_ok: bool
) -> Work:
    """Results in a tuple of KeyPair.

    A weak passphrase is refused here, before there is a public key that could be registered.
    """

    def work(report: Report) -> object:
        from app.usecases.generate import GenerateRequest, generate_key_pairs

        _refuse_weak(passphrase, label, weak_passphrase_ok)
        return generate_key_pairs(GenerateRequest(algorithm, count), report)

    return work


def saving(
    state: State,
    passphrase: Passphrase,
    answers: frozenset[Action],
    suggestion: str,
    *,
    seen: Judgement | None,
    accepted: tuple[str, ...],
) -> Work:
    """Saves what is on screen, where the folder is what was `seen`. Results in a SaveReport and in the
    label and the passphrase that were used.

    `suggestion`: where nobody has typed a label, what it is made from, so that it is free; else empty.
    """

    def work(report: Report) -> object:
        from app.storage.folder import resolve
        from app.usecases.judge_destination import not_judged, refuse_unseen, save_where_judged
        from app.usecases.save import SaveRequest, free_label

        _refuse_weak(passphrase, state.label, Action.USE_WEAK in answers)
        where, label = resolve(state.folder), state.label
        if suggestion:
            label = free_label(suggestion, len(state.pairs), where, state.as_archive)
        request = SaveRequest(
            state.pairs,
            label,
            where,
            protection_of(passphrase),
            state.as_archive,
            replace=Action.REPLACE in answers,
        )
        known = not_judged(request.folder) if seen is None else seen
        done = save_where_judged(request, known, lambda: accepted, refuse_unseen, report)
        return done, label, passphrase

    return work


def changing(opened: Opened, passphrase: Passphrase, weak_passphrase_ok: bool) -> Work:
    """Results in a ChangeReport and in what the file is now: encrypted with another passphrase."""

    def work(report: Report) -> object:
        from app.keys.protection import Encrypted
        from app.usecases.change_passphrase import change_passphrase
        from app.usecases.open_key import recognise

        if opened.path is None:
            raise StorageError("The key was not opened from a file.")
        _refuse_weak(passphrase, opened.label, weak_passphrase_ok)
        new = Encrypted(passphrase)
        done = change_passphrase(opened.path, opened.document, opened.passphrase, new, report)
        document = recognise(_contents(opened.path))
        return done, replace(opened, document=document, passphrase=passphrase)

    return work


def _refuse_weak(passphrase: Passphrase, label: str, weak_passphrase_ok: bool) -> None:
    if passphrase and not weak_passphrase_ok:
        from app.usecases.passphrases import check_strong_enough

        check_strong_enough(passphrase, label)


def finding_free_label(label: str, count: int, folder: str, as_archive: bool) -> Work:
    """Results in a label whose files do not exist."""

    def work(_: Report) -> object:
        from app.storage.folder import resolve
        from app.usecases.save import free_label

        return free_label(label, count, resolve(folder), as_archive)

    return work


def encoding(pair: KeyPair, passphrase: Passphrase) -> Work:
    """Results in the PEM text of the private key, protected as it would be saved now."""

    def work(_: Report) -> object:
        from app.keys.pair import private_key_pem

        return private_key_pem(pair, protection_of(passphrase))

    return work


def recognising(data: bytes) -> Work:
    """Results in an Opened, without a pair where a passphrase is wanted."""

    def work(_: Report) -> object:
        return _read(data)

    return work


def _read(data: bytes) -> Opened:
    """What the text is, and its pair unless a passphrase is wanted."""
    from app.gui.models.opened import Opened
    from app.keys.reader import open_private_key
    from app.usecases.open_key import recognise

    document = recognise(data)
    pair = None if document.encryption else open_private_key(document, None)
    return Opened(document, pair, fingerprint=document.fingerprint)


def reading(path: Path) -> Work:
    """As `recognising`, of a file's contents. A share that does not answer is left behind: when this is
    cancelled, when the program ends (`must_end` False), and after ten seconds.
    """

    def work(report: Report) -> object:
        from app.waiting import wait_for

        try:
            return wait_for(lambda: _read_file(path), _PATIENCE, lambda: report(0, 0))
        except TimeoutError as error:
            raise StorageError(
                f"{path} cannot be read: it does not answer.",
                "It may be on a network that is gone. Choose another file.",
            ) from error

    return work


def _read_file(path: Path) -> Opened:
    from app.usecases.remember import known_fingerprint

    read = _read(_contents(path))
    return replace(read, path=path, fingerprint=known_fingerprint(path, read.document))


def _contents(path: Path) -> bytes:
    from app.keys.document import MAXIMUM_SIZE
    from app.storage.reading import read_file

    try:
        return read_file(path, MAXIMUM_SIZE + 1)
    except TimeoutError:
        raise
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StorageError(f"{path} cannot be read: {reason}.", "Choose another file.") from error


def unlocking(locked: Opened, passphrase: Passphrase) -> Work:
    """Results in an Opened with its pair and the passphrase that opened it."""

    def work(_: Report) -> object:
        from app.keys.reader import open_private_key

        return replace(locked, pair=open_private_key(locked.document, passphrase), passphrase=passphrase)

    return work
