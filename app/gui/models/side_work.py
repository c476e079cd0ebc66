"""What runs on the pool beside the main work: estimates, suggestions, folders, the keyring.

Made like `models.work`. Each may run while keys are generated or saved, and none of them changes a key file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.gui.jobs import Work
    from app.gui.models.label_model import LabelQuestion
    from app.keys.pair import KeyPair
    from app.keys.passphrase import Passphrase
    from app.storage.destinations import IgnoreLine
    from app.usecases.progress import Report


def telling() -> Work:
    """Results in Facts and a tuple of LicenceText."""

    def work(_: Report) -> object:
        from app.about.facts import facts
        from app.about.licences import licence_texts

        known = facts()
        known.main_versions["openssl"]  # loaded here, and not when it is shown
        return known, licence_texts()

    return work


def checking_files() -> Work:
    """Results in a FileCheck."""

    def work(_: Report) -> object:
        from app.about.facts import check_files

        return check_files()

    return work


def judging(passphrase: Passphrase, label: str) -> Work:
    """Results in a Judgement."""

    def work(_: Report) -> object:
        from app.usecases.passphrases import judge

        return judge(passphrase, label)

    return work


def suggesting(words: int) -> Work:
    """Results in a Suggestion of so many words."""

    def work(_: Report) -> object:
        from app.usecases.passphrases import suggest

        return suggest(words)

    return work


def examining(folder: str, names: tuple[str, ...], accepted: tuple[str, ...]) -> Work:
    """Results in (folder, names) and a Judgement; None for what is not a folder."""

    def work(_: Report) -> object:
        from app.errors import UsageError
        from app.storage.folder import resolve
        from app.usecases.judge_destination import judge

        try:
            path = resolve(folder)
        except UsageError:
            return (folder, names), None
        return (folder, names), judge(path, names, lambda: accepted)

    return work


def accepting(folder: str, accepted: tuple[str, ...]) -> Work:
    """Results in the folder as it was typed, and in the accepted folders with its real path among them."""

    def work(_: Report) -> object:
        from app.storage.folder import resolve
        from app.storage.preferences import Preferences, accept_folder

        kept = accept_folder(Preferences(accepted_folders=accepted), resolve(folder))
        return folder, kept.accepted_folders

    return work


def ignoring(ignore: IgnoreLine) -> Work:
    """Adds the line to its file."""

    def work(_: Report) -> object:
        from app.storage.destinations import add_ignore_line

        add_ignore_line(ignore)
        return None

    return work


def suggesting_label(question: LabelQuestion) -> Work:
    """Results in the question and a label whose files do not exist."""

    def work(_: Report) -> object:
        from app.storage.folder import resolve
        from app.usecases.save import free_label

        where = resolve(question.folder)
        return question, free_label(question.suggestion, question.count, where, question.as_archive)

    return work


def finding_keyring() -> Work:
    """Results in the keyring's name."""

    def work(_: Report) -> object:
        from app.storage.secret_store import system_store

        return system_store().name

    return work


def remembering(pairs: tuple[KeyPair, ...], passphrase: Passphrase) -> Work:
    """Stores the passphrase for every pair."""

    def work(_: Report) -> object:
        from app.storage.secret_store import system_store
        from app.usecases.remember import remember

        remember(pairs, passphrase, system_store())
        return None

    return work


def recalling(fingerprint: str) -> Work:
    """Results in a Passphrase, or None where none is stored."""

    def work(_: Report) -> object:
        from app.storage.secret_store import system_store
        from app.usecases.remember import recall

        return recall(fingerprint, system_store())

    return work


def forgetting(fingerprint: str) -> Work:
    """Results in whether there was one."""

    def work(_: Report) -> object:
        from app.storage.secret_store import system_store
        from app.usecases.remember import forget

        return forget(fingerprint, system_store())

    return work
