"""Generates and saves: everything that can be refused is refused first, then the passphrase is asked for.

One that needs no asking is taken before the destination is judged: its key is being derived from then on, and
what is only needed later is loaded meanwhile.
"""

from typing import TYPE_CHECKING

from app.cli import new_files
from app.cli.interruption import between_steps, interruptible
from app.cli.new_files import NewFiles
from app.cli.options import GenerateOptions, ToStandardOutput
from app.cli.output import (
    Messages,
    forget_standard_output,
    is_shown_to_a_person,
    mode_open_to_others,
    write,
)
from app.cli.progress import progress
from app.cli.sources import Ask, NoPassphrase, new_protection
from app.cli.status import DONE, DONE_WITH_WARNING
from app.errors import RefusedError, StorageError
from app.keys.protection import Encrypted, Protection, Unencrypted, check_new_iterations
from app.process import ownership_notice, sudo_caller
from app.text import paragraph, plural, text, verbatim
from app.usecases.generate import GenerateRequest, generate_key_pairs
from app.usecases.parallel import map_in_order
from app.usecases.recovered import Check, recovered_rows, recovering

if TYPE_CHECKING:
    from app.keys.pair import KeyPair
    from app.storage.keyring.store import SecretStore
    from app.usecases.judge_destination import FolderJudgement
    from app.usecases.save import SavedPair, SaveReport

API_MANAGEMENT = "www.binance.com/en/my/settings/api-management"


def generate(options: GenerateOptions) -> int:
    """Do everything that the options say, or raise a KeygenError with nothing written.

    Returns the exit status: DONE_WITH_WARNING if everything is saved, but not everything is as asked.
    """
    request = GenerateRequest(options.algorithm, options.count)
    if isinstance(options.target, ToStandardOutput):
        return _generate_to_standard_output(request, options)
    _refuse_plain_files(options)
    files = new_files.files_for(options, options.target)
    with recovering(files.folder) as recovered:
        new_files.check(files, options.count, replace=options.force)
    rows = recovered_rows(recovered.settled)
    Messages(options.quiet).report(rows)
    _warn_about_sudo()
    store = _keyring_of(options)
    protection = None
    if not isinstance(options.source, Ask):
        protection = _protection(options, files.label, files.archive_label)
    judgement = new_files.warn_about(files, options.count)
    protection = protection or _protection(options, files.label, files.archive_label)
    pairs = _generate(request, options)
    report = _save(pairs, files, judgement, protection, options)
    _show_report(report, options)
    status = _show_result(report, protection, options)
    if not all(row.good for row in rows):
        status = DONE_WITH_WARNING
    _show_next_step(options)
    if store and isinstance(protection, Encrypted):
        from app.cli.keyring import remember

        status = remember(pairs, protection.passphrase, store, Messages(options.quiet)) or status
    return _copy(pairs, options) or status


def _copy(pairs: "tuple[KeyPair, ...]", options: GenerateOptions) -> int:
    if not options.copy:
        return DONE
    from app.cli.clipboard import copy_public_key

    return copy_public_key(pairs[0], Messages(options.quiet))


def _keyring_of(options: GenerateOptions) -> "SecretStore | None":
    """Return where to remember the passphrase. Raises KeyringError where there is no system keyring."""
    if not options.keyring:
        return None
    from app.cli.keyring import system_store

    return system_store()


def _refuse_plain_files(options: GenerateOptions) -> None:
    if isinstance(options.source, NoPassphrase) and not options.force_plaintext:
        raise RefusedError(
            text("Without a passphrase, anyone who gets the file can use the private key."),
            text("Use a passphrase. If a client opens no encrypted key, add --force-plaintext."),
        )


def _warn_about_sudo() -> None:
    """Warn now, while it can still be run again without sudo."""
    if sudo_caller():
        Messages().warning(ownership_notice())


def _protection(options: GenerateOptions, *labels: str) -> Protection:
    if isinstance(options.source, NoPassphrase):
        return Unencrypted()
    if options.iterations is not None:
        check_new_iterations(options.iterations)  # before anybody types a passphrase
    return new_protection(
        options.source, *labels, iterations=options.iterations, weak_ok=options.weak_passphrase_ok
    )


def _generate(request: GenerateRequest, options: GenerateOptions) -> "tuple[KeyPair, ...]":
    with progress("Generating", shown=_has_progress(options)) as on_progress:
        return interruptible(lambda: generate_key_pairs(request, on_progress))


def _has_progress(options: GenerateOptions) -> bool:
    return options.count > 1 and not options.quiet


def _save(
    pairs: "tuple[KeyPair, ...]",
    files: NewFiles,
    judgement: "FolderJudgement",
    protection: Protection,
    options: GenerateOptions,
) -> "SaveReport":
    from app.usecases.judge_destination import save_where_judged
    from app.usecases.save import SaveRequest

    request = SaveRequest(
        pairs=pairs,
        label=files.label,
        folder=files.folder,
        protection=protection,
        as_archive=bool(files.archive_label),
        replace=options.force,
        archive_label=files.archive_label,
    )
    with progress("Encrypting and saving", shown=_has_progress(options)) as show, between_steps() as check:

        def on_progress(done: int, total: int) -> None:
            check()
            show(done, total)

        accepted = new_files.accepted_folders
        return save_where_judged(
            request, judgement, accepted, lambda found: new_files.warn(files.folder, found), on_progress
        )


def _show_result(report: "SaveReport", protection: Protection, options: GenerateOptions) -> int:
    """Print what was asked for. Everything is saved by now: a failing standard output is only a warning."""
    try:
        write(_result(report.saved, protection, options))
    except BrokenPipeError:
        forget_standard_output()
        Messages().warning("Standard output was closed before all was printed. Everything is saved.")
        return DONE_WITH_WARNING
    except StorageError as error:
        Messages().warning(paragraph(error.message, text("Everything is saved.")))
        return DONE_WITH_WARNING
    return DONE_WITH_WARNING if report.has_warnings else DONE


def _show_report(report: "SaveReport", options: GenerateOptions) -> None:
    fingerprint = [Check(text("Fingerprint"), verbatim(each.pair.fingerprint)) for each in report.saved]
    Messages(options.quiet).report([*report.rows, *(fingerprint if len(fingerprint) == 1 else [])])
    if not report.has_warnings:
        count = len(report.saved)
        Messages(options.quiet).success(
            plural("The key pair is saved.", "{number} key pairs are saved.", count)
        )
    if not sudo_caller() and (notice := ownership_notice()):
        Messages(options.quiet).note(text("Note: {notice}", notice=notice))


def _result(saved: "tuple[SavedPair, ...]", protection: Protection, options: GenerateOptions) -> str:
    if options.json:
        from app.cli.descriptions import pairs_as_json

        return pairs_as_json(saved, protection)
    if len(saved) == 1:
        return saved[0].pair.public_key_pem
    return "".join(f"{each.label} {each.pair.fingerprint}\n" for each in saved)


def _show_next_step(options: GenerateOptions) -> None:
    messages = Messages(options.quiet)
    if options.algorithm.notice:
        messages.note(f"Note: {options.algorithm.notice}")
    messages.note(
        plural(
            "Next: paste the public key at {address} (Create API, Self-generated).",
            "Next: paste each public key at {address} (Create API, Self-generated).",
            options.count,
            address=API_MANAGEMENT,
        )
    )


def _generate_to_standard_output(request: GenerateRequest, options: GenerateOptions) -> int:
    from app.keys.pair import private_key_pem

    protection = _protection(options, options.label or "")
    pairs = _generate(request, options)
    with progress("Encrypting", shown=_has_progress(options)) as on_progress:
        texts = interruptible(
            lambda: map_in_order(lambda pair: private_key_pem(pair, protection), pairs, on_progress)
        )
    status = _warn_about_clear_text() if isinstance(protection, Unencrypted) else DONE
    write("".join(pem + pair.public_key_pem for pem, pair in zip(texts, pairs, strict=True)))
    _show_next_step(options)
    return _copy(pairs, options) or status


def _warn_about_clear_text() -> int:
    """Say where a private key in clear goes. Returns DONE_WITH_WARNING where others can open that file."""
    if is_shown_to_a_person():
        Messages().warning("The private key is shown on this terminal, not encrypted. Clear it when done.")
    mode = mode_open_to_others()
    if mode is None:
        return DONE
    Messages().warning(
        f"The private key goes, not encrypted, into a file that is open to other users (mode {mode:04o}). "
        "Protect it with chmod 600; before the next time, set umask 077."
    )
    return DONE_WITH_WARNING
