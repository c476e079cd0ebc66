"""What runs beside the GUI thread for the window: typed tasks, which never touch a model.

Each takes its arguments and, where it reports progress, the Report last. Whatever needs cryptography is
imported in here, when it runs: the first frame does not wait for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.gui.models.state import Action

if TYPE_CHECKING:
    from pathlib import Path

    from app.about.bundle import FileCheck
    from app.about.facts import Facts
    from app.about.licences import LicenceText
    from app.gui.models.state import State
    from app.keys.pair import KeyPair
    from app.keys.passphrase import Passphrase
    from app.keys.protection import Protection
    from app.usecases.change_passphrase import ChangeReport
    from app.usecases.judge_destination import FolderJudgement, IgnoreLine
    from app.usecases.open_key import Opened
    from app.usecases.passphrases import Judgement, Suggestion
    from app.usecases.progress import OnProgress as Report
    from app.usecases.save_report import SaveReport


def _protection(passphrase: Passphrase, label: str, *, weak_ok: bool) -> Protection:
    """Encrypted with it; the named type Unencrypted for an empty one, which the model has asked about."""
    from app.keys.protection import Unencrypted
    from app.usecases.passphrases import protect

    return protect(passphrase, label, weak_ok=weak_ok) if passphrase else Unencrypted()


def warm_up(_: Report) -> None:
    """Import what the first click will need. Raises SelfTestError where no key may be made."""
    from app.keys.self_test import self_test
    from app.usecases import change_passphrase, generate, open_key, save

    self_test()
    del change_passphrase, generate, open_key, save


def generate(state: State, passphrase: Passphrase, weak_ok: bool, report: Report) -> tuple[KeyPair, ...]:
    """Generate what the fields say, after a weak passphrase was refused: its key could be registered."""
    from app.usecases.generate import GenerateRequest, generate_key_pairs
    from app.usecases.passphrases import check

    if passphrase:
        check(passphrase, state.label, weak_ok=weak_ok)
    return generate_key_pairs(GenerateRequest(state.algorithm, state.count), report)


def save(
    state: State,
    passphrase: Passphrase,
    report: Report,
    *,
    answers: frozenset[Action],
    suggestion: str,
    seen: FolderJudgement | None,
    accepted: tuple[str, ...],
) -> tuple[SaveReport, str, Passphrase]:
    """Save what is on screen, where the folder is what was `seen`.

    With the report, the label and the passphrase that were used.

    `suggestion`: where nobody has typed a label, what it is made from, so that it is free; else empty.
    """
    from app.usecases.judge_destination import not_judged, refuse_unseen, resolve, save_where_judged
    from app.usecases.save import SaveRequest, free_label

    protection = _protection(passphrase, state.label, weak_ok=Action.USE_WEAK in answers)
    where, label = resolve(state.folder), state.label
    if suggestion:
        label = free_label(suggestion, len(state.pairs), where, state.as_archive)
    request = SaveRequest(
        state.pairs, label, where, protection, state.as_archive, replace=Action.REPLACE in answers
    )
    known = not_judged(request.folder) if seen is None else seen
    done = save_where_judged(request, known, lambda: accepted, refuse_unseen, report)
    return done, label, passphrase


def change(
    opened: Opened, passphrase: Passphrase, weak_ok: bool, report: Report
) -> tuple[ChangeReport, Opened, Passphrase]:
    """Change the passphrase of the opened file; with the report, what the file is now, and the new one."""
    from app.usecases.change_passphrase import change_opened

    return *change_opened(opened, passphrase, report, weak_ok=weak_ok), passphrase


def find_free_label(label: str, count: int, folder: str, as_archive: bool, _: Report) -> str:
    """Find a label whose files do not exist."""
    from app.usecases.judge_destination import resolve
    from app.usecases.save import free_label

    return free_label(label, count, resolve(folder), as_archive)


def encode(pair: KeyPair, passphrase: Passphrase, _: Report) -> str:
    """Make the PEM text of the private key, protected as it would be saved now."""
    from app.keys.pair import private_key_pem

    return private_key_pem(pair, _protection(passphrase, "", weak_ok=True))


def recognise(data: bytes, _: Report) -> Opened:
    """Read a pasted text; without a pair where a passphrase is wanted."""
    from app.usecases.open_key import read_text

    return read_text(data)


def read(path: Path, report: Report) -> Opened:
    """Read a file. The end of the program need not wait for it (`must_end` False)."""
    from app.usecases.open_key import read

    return read(path, report)


def unlock(locked: Opened, passphrase: Passphrase, _: Report) -> Opened:
    """Open an encrypted key with its passphrase."""
    from app.usecases.open_key import unlock

    return unlock(locked, passphrase)


# Beside the main work: none of these changes a key file


def judge_passphrase(passphrase: Passphrase, label: str, _: Report) -> Judgement | None:
    """Estimates how strong it is."""
    from app.usecases.passphrases import judge

    return judge(passphrase, label)


def suggest(words: int, _: Report) -> Suggestion:
    """Draws a passphrase of so many words."""
    from app.usecases.passphrases import suggest

    return suggest(words)


def judge_folder(
    folder: str, names: tuple[str, ...], accepted: tuple[str, ...], _: Report
) -> FolderJudgement | None:
    """Judges a folder; None for what is not one."""
    from app.usecases.judge_destination import judge_typed

    return judge_typed(folder, names, accepted)


def accept_folder(folder: str, accepted: tuple[str, ...], _: Report) -> tuple[str, ...]:
    """Add the folder's real path to those that the person has accepted."""
    from app.usecases.judge_destination import accept

    return accept(folder, accepted)


def add_ignore_line(ignore: IgnoreLine, _: Report) -> None:
    """Add the line to its file."""
    from app.usecases.judge_destination import add_ignore_line

    add_ignore_line(ignore)


def find_keyring(_: Report) -> str:
    """Look for the system keyring; its name."""
    from app.usecases.remember import keyring_name

    return keyring_name()


def remember(pairs: tuple[KeyPair, ...], passphrase: Passphrase, _: Report) -> None:
    """Store the passphrase in the system keyring for every pair."""
    from app.usecases.remember import remember

    remember(pairs, passphrase)


def recall(fingerprint: str, _: Report) -> Passphrase | None:
    """Asks the system keyring; None where nothing is stored."""
    from app.usecases.remember import recall

    return recall(fingerprint)


def forget(fingerprint: str, _: Report) -> bool:
    """Remove it from the system keyring; whether there was one."""
    from app.usecases.remember import forget

    return forget(fingerprint)


def load_facts(_: Report) -> tuple[Facts, tuple[LicenceText, ...]]:
    """Read what is inside."""
    from app.about.facts import facts
    from app.about.licences import licence_texts

    known = facts()
    known.main_versions["openssl"]  # loaded here, and not when it is shown
    return known, licence_texts()


def check_files(_: Report) -> FileCheck:
    """Compare every file with what was packed."""
    from app.about.facts import check_files

    return check_files()
