"""`akg generate --from`: what can be refused is refused first of all, before anything is asked or made."""

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import new_files
from app.cli.arguments import STANDARD_INPUT
from app.cli.generation import refuse_plain_files, warn_about_sudo
from app.cli.interruption import between_steps, interruptible
from app.cli.listing import add_to_list
from app.cli.options import FleetOptions, OneForEach
from app.cli.output import Messages
from app.cli.progress import progress
from app.cli.result import show_result
from app.cli.sources import FromFile, NoPassphrase, new_protection
from app.cli.status import DONE, DONE_WITH_WARNING
from app.cli.streams import wait_for_input
from app.errors import KeygenError, StorageError, UsageError, reason_of
from app.keys.protection import DEFAULT_ITERATIONS, Encrypted, Unencrypted, check_new_iterations
from app.storage.reading import TYPED, read_descriptor, read_file
from app.storage.user_folders import default_folder
from app.storage.writer import folder
from app.text import paragraph, plural, text
from app.usecases.fleet import making, manifest
from app.usecases.fleet.cost import cost_of
from app.usecases.fleet.enrolment import enrol
from app.usecases.fleet.making import FleetProtection, FleetReport, make_fleet, nothing_to_make
from app.usecases.fleet.passphrase_file import PassphraseFile
from app.usecases.fleet.plan import Plan, check_opens, plan
from app.usecases.fleet.rows import read_rows
from app.usecases.fleet.table import LARGEST_LIST
from app.usecases.judge_destination import look_again
from app.usecases.save_file import PRIVATE_MODE
from app.usecases.save_report import file_and_access

if TYPE_CHECKING:
    from app.storage.keyring.store import SecretStore


def generate_fleet(options: FleetOptions) -> int:
    """Make the keys of the list, or raise a KeygenError. Returns the exit status."""
    messages = Messages(options.quiet)
    _check_manifest_is_apart(options)
    rows = read_rows(interruptible(lambda: _list(options.list_file)), options.algorithm)
    if not isinstance(options.source, OneForEach):
        refuse_plain_files(options.source, force_plaintext=options.force_plaintext)
    if options.iterations is not None:
        check_new_iterations(options.iterations)
    where = default_folder() if options.folder is None else folder.resolve(options.folder)
    planned = plan(rows, where, resume=options.resume)
    messages.report(planned.recovered)
    book = _passphrase_file(options, planned, messages)
    form = _checked_manifest(options, planned)
    warn_about_sudo()
    store = _store(options)
    protection: FleetProtection = Unencrypted()
    if planned.missing:
        protection = _protection(options, book, store)
        report = _make(planned, protection, book, options)
    else:
        report = nothing_to_make(planned)
    status = _show_report(report, planned, book, messages)
    status = _keep_manifest(options, form, report) or status
    if store and isinstance(protection, Encrypted):
        from app.cli.keyring import remember

        status = remember(report.keys, protection.passphrase, store, messages) or status
    status = show_result("".join(f"{key.row.name} {key.fingerprint}\n" for key in report.keys)) or status
    add_to_list(
        lambda registry, rotation: enrol(report.keys, planned.folder, registry, rotation),
        len(report.keys),
        messages,
    )
    return status


def _list(file: str) -> bytes:
    try:
        if file == STANDARD_INPUT:
            return wait_for_input(
                lambda: read_descriptor(sys.stdin.fileno(), LARGEST_LIST + 1) if sys.stdin else b""
            )
        return read_file(file, LARGEST_LIST + 1, TYPED)
    except OSError as error:
        raise StorageError(text("The list cannot be read: {reason}.", reason=reason_of(error))) from error
    except ValueError as error:
        raise UsageError(text("That is not a file name.")) from error


def _passphrase_file(options: FleetOptions, planned: Plan, messages: Messages) -> PassphraseFile | None:
    if not isinstance(options.source, OneForEach) or options.source.file is None:
        return None
    book = PassphraseFile(_path(options.source.file))
    names = (row.name for row in planned.rows)
    corrected = book.check(planned.fingerprints, names, resume=options.resume)
    if corrected:
        messages.report(corrected.rows)
    return book


def _path(typed: str) -> Path:
    return folder.resolve(typed)


def _check_manifest_is_apart(options: FleetOptions) -> None:
    """Raise UsageError where the manifest has the name of what this very line reads or writes: a run that is
    resumed replaces a manifest that differs, and passphrases would be in a backup of it alone.
    """
    if options.manifest is None:
        return
    match options.source:
        case OneForEach(file):
            passphrases = file
        case FromFile(name):
            passphrases = name
        case _:
            passphrases = None
    path = _path(options.manifest)
    for other in (options.list_file, passphrases):
        if other and other != STANDARD_INPUT and _are_one(path, _path(other)):
            raise UsageError(
                text("The manifest has the name of the list, or of the file of passphrases."),
                text("Name another file for it."),
            )


def _are_one(path: Path, other: Path) -> bool:
    with suppress(OSError):
        return path.samefile(other)
    return folder.folded(str(path)) == folder.folded(str(other))


def _checked_manifest(options: FleetOptions, planned: Plan) -> str:
    """Return the format of the manifest; empty where none is wanted."""
    if options.manifest is None:
        return ""
    path = _path(options.manifest)
    form = manifest.format_of(path, options.manifest_format)
    manifest.check_manifest(path, form, planned.rows, resume=options.resume)
    return form


def _store(options: FleetOptions) -> "SecretStore | None":
    if not options.keyring:
        return None
    from app.cli.keyring import system_store

    return system_store()


def _protection(
    options: FleetOptions, book: PassphraseFile | None, store: "SecretStore | None"
) -> FleetProtection:
    match options.source:
        case OneForEach():
            return making.OneForEach(
                options.iterations or DEFAULT_ITERATIONS, options.compatible_iterations, book, store
            )
        case NoPassphrase():
            return Unencrypted()
        case source:
            return new_protection(
                source,
                iterations=options.iterations,
                weak_ok=options.weak_passphrase_ok,
                saved=False,
                compatible=options.compatible_iterations,
            )


def _make(
    planned: Plan, protection: FleetProtection, book: PassphraseFile | None, options: FleetOptions
) -> FleetReport:
    if not isinstance(protection, making.OneForEach):
        interruptible(lambda: check_opens(planned, protection))
    judgement = new_files.warn_of(planned.folder, planned.names)
    if book:
        _warn_about(book.path, planned)
    if not isinstance(protection, Unencrypted):
        iterations = protection.iterations
        Messages(options.quiet).note(interruptible(lambda: cost_of(planned.missing, iterations)))

    def look() -> None:
        look_again(
            planned.folder,
            planned.names,
            judgement,
            new_files.accepted_folders,
            lambda found: new_files.warn(planned.folder, found),
        )

    with progress("Making and saving", shown=not options.quiet) as show, between_steps() as check:

        def on_progress(done: int, total: int) -> None:
            check()
            show(done, total)

        return make_fleet(planned, protection, on_progress, look)


def _warn_about(passphrases: Path, planned: Plan) -> None:
    """Warn of the place that the file of passphrases is in: it opens all keys."""
    if passphrases.parent == planned.folder:
        Messages().warning(
            text("The passphrases are in the folder of the keys: who gets it can use them all.")
        )
    else:
        new_files.warn_of(passphrases.parent, (passphrases.name,))


def _show_report(report: FleetReport, planned: Plan, book: PassphraseFile | None, messages: Messages) -> int:
    messages.report(report.rows)
    if book and report.made:
        messages.rows([(text("Passphrases"), file_and_access(book.path, PRIVATE_MODE))])
    if planned.kept:
        messages.note(
            plural(
                "{number:,} key pair was there already.",
                "{number:,} key pairs were there already.",
                len(planned.kept),
            )
        )
    if report.made and not report.has_warnings:
        messages.success(
            plural(
                "{number:,} key pair is saved in {folder}.",
                "{number:,} key pairs are saved in {folder}.",
                report.made,
                folder=str(planned.folder),
            )
        )
    return DONE_WITH_WARNING if report.has_warnings else DONE


def _keep_manifest(options: FleetOptions, form: str, report: FleetReport) -> int:
    """Write the manifest. What fails is only a warning: the keys are saved, and --resume writes it later."""
    if options.manifest is None:
        return DONE
    try:
        written = manifest.write_manifest(_path(options.manifest), form, report.keys, resume=options.resume)
    except KeygenError as error:
        Messages().warning(paragraph(text("All is saved, but the manifest is not written."), error.reason))
        return DONE_WITH_WARNING
    if written:
        Messages(options.quiet).report(written.rows)
    return DONE_WITH_WARNING if written and written.has_warnings else DONE
