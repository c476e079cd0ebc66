"""Generates and saves: everything that can be refused is refused first, then the passphrase is asked for.

One that needs no asking is taken before the destination is judged: its key is being derived from then on, and
what is only needed later is loaded meanwhile.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.cli import clear_text, new_files
from app.cli.interruption import between_steps, interruptible
from app.cli.new_files import NewFiles
from app.cli.options import GenerateOptions, ToArchive, ToFolder, ToStandardOutput
from app.cli.output import Messages, write
from app.cli.progress import progress
from app.cli.result import show_result
from app.cli.sources import Ask, NoPassphrase, Source, new_protection
from app.cli.status import DONE, DONE_WITH_WARNING
from app.errors import RefusedError
from app.keys.algorithm import Algorithm, Family
from app.keys.protection import Encrypted, Protection, Unencrypted, check_new_iterations
from app.process import ownership_notice, sudo_caller
from app.text import plural, text, verbatim
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
    refuse_what_the_venue_does(options)
    if isinstance(options.target, ToStandardOutput):
        return _generate_to_standard_output(GenerateRequest(options.algorithm, options.count), options)
    from app.cli.listing import prepare_listing

    store, listing = _keyring_of(options), prepare_listing()
    made = make(options, options.target)
    report = made.report
    status = show_result(_result(report.saved, made.protection, options)) or made.status
    _show_next_step(options, report.saved)
    pairs = tuple(each.pair for each in report.saved)
    if store and isinstance(made.protection, Encrypted):
        from app.cli.keyring import remember

        status = remember(pairs, made.protection.passphrase, store, Messages(options.quiet)) or status
    status = _copy(pairs, options) or status
    listing.remember(report, options)
    return status


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """What was saved, which was shown, and the exit status as far as that goes."""

    report: "SaveReport"
    protection: Protection
    status: int


def make(options: GenerateOptions, target: ToFolder | ToArchive) -> Made:
    """Generate the pairs and save them, or raise a KeygenError with nothing written. Shows the report."""
    refuse_plain_files(options.source, force_plaintext=options.force_plaintext)
    request = GenerateRequest(options.algorithm, options.count)
    files = new_files.files_for(options, target)
    with recovering(files.folder) as recovered:
        new_files.check(files, options.count, replace=options.force)
    rows = recovered_rows(recovered.settled)
    Messages(options.quiet).report(rows)
    warn_about_sudo()
    protection = None
    if not isinstance(options.source, Ask):
        protection = _protection(options, files.label, files.archive_label)
    judgement = new_files.warn_about(files, options.count)
    protection = protection or _protection(options, files.label, files.archive_label)
    pairs = _generate(request, options)
    report = _save(pairs, files, judgement, protection, options)
    _show_report(report, options)
    is_well = all(row.good for row in rows) and not report.has_warnings
    return Made(report, protection, DONE if is_well else DONE_WITH_WARNING)


def refuse_what_the_venue_does(options: GenerateOptions) -> None:
    """Raise RefusedError, with the reason, for a type that the venue does not take."""
    if options.venue:
        from app.usecases.register import check_taken

        check_taken(options.venue, options.algorithm.name)


def _copy(pairs: "tuple[KeyPair, ...]", options: GenerateOptions) -> int:
    if not options.copy:
        return DONE
    from app.cli.clipboard import copy_public_key

    return copy_public_key(pairs[0].subject_public_key_info, Messages(options.quiet))


def _keyring_of(options: GenerateOptions) -> "SecretStore | None":
    """Return where to remember the passphrase. Raises KeyringError where there is no system keyring."""
    if not options.keyring:
        return None
    from app.cli.keyring import system_store

    return system_store()


def refuse_plain_files(source: Source, *, force_plaintext: bool) -> None:
    """Raise RefusedError where private keys would be written in clear, and that is not asked for twice."""
    if isinstance(source, NoPassphrase) and not force_plaintext:
        raise RefusedError(
            text("Without a passphrase, anyone who gets the file can use the private key."),
            text("Use a passphrase. If a client opens no encrypted key, add --force-plaintext."),
        )


def warn_about_sudo() -> None:
    """Warn now, while it can still be run again without sudo."""
    if sudo_caller():
        Messages().warning(ownership_notice())


def _protection(options: GenerateOptions, *labels: str) -> Protection:
    if isinstance(options.source, NoPassphrase):
        return Unencrypted()
    if options.iterations is not None:
        check_new_iterations(options.iterations)  # before anybody types a passphrase
    return new_protection(
        options.source,
        *labels,
        iterations=options.iterations,
        weak_ok=options.weak_passphrase_ok,
        compatible=options.compatible_iterations,
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
        affixes=files.affixes,
    )
    with progress("Encrypting and saving", shown=_has_progress(options)) as show, between_steps() as check:

        def on_progress(done: int, total: int) -> None:
            check()
            show(done, total)

        accepted = new_files.accepted_folders
        return save_where_judged(
            request, judgement, accepted, lambda found: new_files.warn(files.folder, found), on_progress
        )


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


def _show_next_step(options: GenerateOptions, saved: "tuple[SavedPair, ...]" = ()) -> None:
    messages = Messages(options.quiet)
    if options.venue:
        from app.cli.next_steps import show

        show(options, options.venue, saved, messages)
        return
    if options.algorithm.family is Family.RSA:
        _show_notice(options.algorithm, messages)
    messages.note(
        plural(
            "Next: paste the public key at {address} (Create API, Self-generated).",
            "Next: paste each public key at {address} (Create API, Self-generated).",
            options.count,
            address=API_MANAGEMENT,
        )
    )


def _show_notice(algorithm: Algorithm, messages: Messages) -> None:
    """Say what Binance, where the next step leads, does not document."""
    from app.venues.binance import BINANCE
    from app.venues.rules import notice

    if said := notice(BINANCE, algorithm.name):
        messages.note(text("Note: {notice}", notice=said))


def _generate_to_standard_output(request: GenerateRequest, options: GenerateOptions) -> int:
    from app.keys.pair import private_key_pem

    protection = _protection(options, options.label or "")
    pairs = _generate(request, options)
    with progress("Encrypting", shown=_has_progress(options)) as on_progress:
        texts = interruptible(
            lambda: map_in_order(lambda pair: private_key_pem(pair, protection), pairs, on_progress)
        )
    status = clear_text.warn(clear_text.STANDARD_OUTPUT) if isinstance(protection, Unencrypted) else DONE
    write("".join(pem + pair.public_key_pem for pem, pair in zip(texts, pairs, strict=True)))
    _show_next_step(options)
    return _copy(pairs, options) or status
