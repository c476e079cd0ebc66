"""What runs beside the GUI thread for the window: typed tasks, which never touch a model.

Each takes its arguments and, where it reports progress, OnProgress last. Whatever needs cryptography is
imported in here, when it runs: the first frame does not wait for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.errors import NameTakenError
from app.keys.passphrase import Passphrase
from app.usecases.progress import silent

if TYPE_CHECKING:
    from pathlib import Path

    from app.about.bundle import FileCheck
    from app.about.facts import Facts
    from app.about.licences import LicenceText
    from app.keys.algorithm import Algorithm
    from app.keys.pair import KeyPair
    from app.keys.protection import Protection
    from app.usecases.change_passphrase import ChangeReport
    from app.usecases.judge_destination import FolderJudgement, IgnoreLine
    from app.usecases.open_key import Opened
    from app.usecases.passphrases import Judgement, Suggestion
    from app.usecases.progress import OnProgress
    from app.usecases.save_report import SaveReport


NO_PASSPHRASE = Passphrase("")


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Draft:
    """How pairs are to be saved that are not saved yet: what stood in the fields when they were made.

    `weak_ok`: the person wants the passphrase although it is weak.
    """

    label: str
    folder: str
    as_archive: bool = False
    passphrase: Passphrase = NO_PASSPHRASE
    weak_ok: bool = False


def _protection(draft: Draft) -> Protection:
    """Encrypted with the passphrase; without one Unencrypted, which the model has asked about."""
    from app.keys.protection import Unencrypted
    from app.usecases.passphrases import protect

    if not draft.passphrase:
        return Unencrypted()
    return protect(draft.passphrase, draft.label, weak_ok=draft.weak_ok)


def warm_up(_: OnProgress) -> None:
    """Import what the first click will need. Raises SelfTestError where no key may be made."""
    from app.keys.self_test import self_test
    from app.usecases import change_passphrase, generate, open_key, save

    self_test()
    del change_passphrase, generate, open_key, save


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
            check_free(draft.label, count, resolve(draft.folder), draft.as_archive)
    protection = _protection(draft)  # its key is being derived from now on
    pairs = generate_key_pairs(GenerateRequest(algorithm, count), _first_part(on_progress, count))
    return _save(pairs, protection, order, _last_part(on_progress, count))


@contextmanager
def _naming_a_free_one(draft: Draft, count: int) -> Iterator[None]:
    """Add a name that is free to the error that says that this one is not."""
    try:
        yield
    except NameTakenError as error:
        free = find_free_label(draft.label, count, draft.folder, draft.as_archive, silent)
        raise NameTakenError(error.names, error.folder, free) from error


def _first_part(on_progress: OnProgress, count: int) -> OnProgress:
    """Return what is told of `count` steps, which are the first third of all."""
    return lambda done, _: on_progress(done, 3 * count)


def _last_part(on_progress: OnProgress, count: int) -> OnProgress:
    """Return what is told of twice as many steps, which are the rest."""
    return lambda done, _: on_progress(count + done, 3 * count)


def save(pairs: tuple[KeyPair, ...], order: Order, on_progress: OnProgress) -> Saved:
    """Save the pairs, where the folder is what was seen."""
    return _save(pairs, _protection(order.draft), order, on_progress)


def _save(pairs: tuple[KeyPair, ...], protection: Protection, order: Order, on_progress: OnProgress) -> Saved:
    from app.usecases.judge_destination import not_judged, refuse_unseen, resolve, save_where_judged
    from app.usecases.save import SaveRequest, free_label

    draft = order.draft
    where, label = resolve(draft.folder), draft.label
    if order.suggestion:
        label = free_label(order.suggestion, len(pairs), where, draft.as_archive)
    request = SaveRequest(pairs, label, where, protection, draft.as_archive, replace=order.replace)
    known = not_judged(request.folder) if order.seen is None else order.seen
    with _naming_a_free_one(draft, len(pairs)):
        done = save_where_judged(request, known, lambda: order.accepted, refuse_unseen, on_progress)
    return Saved(pairs, done, replace(draft, label=label))


def change(
    opened: Opened, passphrase: Passphrase, weak_ok: bool, on_progress: OnProgress
) -> tuple[ChangeReport, Opened, Passphrase]:
    """Change the passphrase of the opened file; with the report, what the file is now, and the new one."""
    from app.usecases.change_passphrase import change_opened

    return *change_opened(opened, passphrase, on_progress, weak_ok=weak_ok), passphrase


def find_free_label(label: str, count: int, folder: str, as_archive: bool, _: OnProgress) -> str:
    """Find a label whose files do not exist."""
    from app.usecases.judge_destination import resolve
    from app.usecases.save import free_label

    return free_label(label, count, resolve(folder), as_archive)


def encode(pair: KeyPair, passphrase: Passphrase, _: OnProgress) -> str:
    """Make the PEM text of the private key, protected as it would be saved now."""
    from app.keys.pair import private_key_pem

    return private_key_pem(pair, _protection(Draft("", "", passphrase=passphrase, weak_ok=True)))


def read_again(path: Path, fingerprint: str, on_progress: OnProgress) -> Opened:
    """Read a file that was saved, where it is still the file of this key."""
    from app.usecases.open_key import read_again

    return read_again(path, fingerprint, on_progress)


def read_private_text(path: str, fingerprint: str, on_progress: OnProgress) -> str:
    """Read the text of a file that was saved, where it is still the file of this key."""
    from pathlib import Path

    from app.usecases.open_key import read_private_text

    return read_private_text(Path(path), fingerprint, on_progress)


def recognise(data: bytes, _: OnProgress) -> Opened:
    """Read a pasted text; without a pair where a passphrase is wanted."""
    from app.usecases.open_key import read_text

    return read_text(data)


def read(path: Path, on_progress: OnProgress) -> Opened:
    """Read a file. The end of the program need not wait for it (`must_end` False)."""
    from app.usecases.open_key import read

    return read(path, on_progress)


def unlock(locked: Opened, passphrase: Passphrase, _: OnProgress) -> Opened:
    """Open an encrypted key with its passphrase."""
    from app.usecases.open_key import unlock

    return unlock(locked, passphrase)


# Beside the main work: none of these changes a key file


def judge_passphrase(passphrase: Passphrase, label: str, _: OnProgress) -> Judgement | None:
    """Estimates how strong it is."""
    from app.usecases.passphrases import judge

    return judge(passphrase, label)


def suggest(words: int, _: OnProgress) -> Suggestion:
    """Draws a passphrase of so many words."""
    from app.usecases.passphrases import suggest

    return suggest(words)


def judge_folder(
    folder: str, names: tuple[str, ...], accepted: tuple[str, ...], _: OnProgress
) -> FolderJudgement | None:
    """Judges a folder; None for what is not one."""
    from app.usecases.judge_destination import judge_typed

    return judge_typed(folder, names, accepted)


def accept_folder(folder: str, accepted: tuple[str, ...], _: OnProgress) -> tuple[str, ...]:
    """Add the folder's real path to those that the person has accepted."""
    from app.usecases.judge_destination import accept

    return accept(folder, accepted)


def add_ignore_line(ignore: IgnoreLine, _: OnProgress) -> None:
    """Add the line to its file."""
    from app.usecases.judge_destination import add_ignore_line

    add_ignore_line(ignore)


def find_keyring(_: OnProgress) -> str:
    """Look for the system keyring; its name."""
    from app.usecases.remember import keyring_name

    return keyring_name()


def remember(pairs: tuple[KeyPair, ...], passphrase: Passphrase, _: OnProgress) -> None:
    """Store the passphrase in the system keyring for every pair."""
    from app.usecases.remember import remember

    remember(pairs, passphrase)


def recall(fingerprint: str, _: OnProgress) -> Passphrase | None:
    """Asks the system keyring; None where nothing is stored."""
    from app.usecases.remember import recall

    return recall(fingerprint)


def forget(fingerprint: str, _: OnProgress) -> bool:
    """Remove it from the system keyring; whether there was one."""
    from app.usecases.remember import forget

    return forget(fingerprint)


def show_in_folder(paths: tuple[str, ...], _: OnProgress) -> None:
    """Ask the desktop's file manager to show these files."""
    from pathlib import Path

    from app.usecases.show_in_folder import show_in_file_manager

    show_in_file_manager(tuple(map(Path, paths)))


def load_facts(_: OnProgress) -> tuple[Facts, tuple[LicenceText, ...]]:
    """Read what is inside."""
    from app.about.facts import facts
    from app.about.licences import licence_texts

    known = facts()
    known.main_versions["openssl"]  # loaded here, and not when it is shown
    return known, licence_texts()


def check_files(_: OnProgress) -> FileCheck:
    """Compare every file with what was packed."""
    from app.about.facts import check_files

    return check_files()
