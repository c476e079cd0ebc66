"""Where new files go: label, folder and names, checked before anything is asked, generated or written."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import output
from app.cli.options import GenerateOptions, ToArchive, ToFolder
from app.errors import NameTakenError, RefusedError
from app.keys.algorithm import Algorithm
from app.storage.names import (
    ARCHIVE_SUFFIX,
    Affix,
    archive_name,
    file_names,
    suggested_label,
    today,
)
from app.storage.user_folders import default_folder
from app.storage.writer import folder
from app.text import Text, text

if TYPE_CHECKING:
    from app.destinations import Finding
    from app.usecases.judge_destination import FolderJudgement


@dataclass(frozen=True, slots=True, eq=False)
class NewFiles:
    """A label in a folder; `archive_label` is the archive's name without its ending, empty for files.

    `affixes`: those of a set, whose pairs are not numbered.
    """

    label: str
    folder: Path
    archive_label: str = ""
    affixes: tuple[Affix, ...] = ()

    def names(self, label: str, count: int) -> tuple[str, ...]:
        """Return the names of the files that this label would give."""
        return file_names(label, count, bool(self.archive_label), self.affixes)


def label_for_today(algorithm: Algorithm) -> str:
    """Return the label that is used where none is given."""
    return suggested_label(algorithm, today())


def files_for(options: GenerateOptions, target: ToFolder | ToArchive) -> NewFiles:
    """Return where the files of this command go. Raises UsageError for an impossible label or path."""
    match target:
        case ToArchive(file):
            path = folder.resolve(file)
            stem = path.name.removesuffix(ARCHIVE_SUFFIX)
            archive_name(stem)
            label = options.label if options.label is not None else stem
            return NewFiles(label, path.parent, stem, _set_of(options))
        case ToFolder(name):
            where = default_folder() if name is None else folder.resolve(name)
            files = NewFiles(_suggestion(options), where, affixes=_set_of(options))
            return replace(files, label=_label(options, files))


def _set_of(options: GenerateOptions) -> tuple[Affix, ...]:
    """Return what tells the pairs of a set apart; nothing where they are numbered."""
    if not (options.each_purpose or options.venue):
        return ()
    from app.usecases.pair_sets import FOR_EACH_PURPOSE, set_at

    if options.each_purpose:
        return FOR_EACH_PURPOSE
    return set_at(options.venue) if options.venue else ()


def _suggestion(options: GenerateOptions) -> str:
    """Return the label of today: of the purpose, else of the venue, else of the type."""
    if options.each_purpose:
        return today()
    if options.purpose and not (options.venue and options.venue.pairs):
        from app.venues.purpose import suggested_name

        return suggested_name(options.purpose, today())
    if options.venue:
        return f"{options.venue.identifier}-{today()}"
    return label_for_today(options.algorithm)


def _label(options: GenerateOptions, files: NewFiles) -> str:
    """Return the label that was given, whatever exists; else one of today whose files do not exist yet.

    With --force, the plain one of today: existing files are to be replaced.
    """
    if options.label is not None:
        return options.label
    if options.force:
        return files.label
    from app.usecases.save import free_base

    return free_base(files.label, files.folder, lambda label: files.names(label, options.count))


def _names(files: NewFiles, count: int) -> tuple[str, ...]:
    return files.names(files.archive_label or files.label, count)


def warn_about(files: NewFiles, count: int) -> "FolderJudgement":
    """Warn of everything that should be known about the folder, unless it was accepted in the window."""
    return warn_of(files.folder, _names(files, count))


def warn_of(where: Path, names: tuple[str, ...]) -> "FolderJudgement":
    """Warn as above of the folder of these new files."""
    from app.usecases.judge_destination import judge

    judgement = judge(where, names, accepted_folders)
    warn(where, judgement.findings)
    return judgement


def warn(where: Path, findings: "tuple[Finding, ...]") -> None:
    """Warn of each finding in a line."""
    for finding in findings:
        output.say_as("warning", f"{where}: {finding.message} {finding.hint}")


def accepted_folders() -> tuple[str, ...]:
    """Return the folders that the person has accepted in the window."""
    from app.storage.preferences import load, preferences_file

    return load(preferences_file()).accepted_folders


def check(files: NewFiles, count: int, *, replace: bool) -> None:
    """Raise UsageError, StorageError or RefusedError now for what would fail after all the work."""
    names = _names(files, count)
    folder.check(files.folder)
    try:
        folder.check_free(files.folder, names, replace=replace)
    except NameTakenError as error:
        if replace:
            raise
        raise RefusedError(error.message, _free_name(files, count)) from error


def _free_name(files: NewFiles, count: int) -> Text:
    from app.usecases.save import free_base

    taken = files.archive_label or files.label
    name = free_base(taken, files.folder, lambda label: files.names(label, count))
    if files.archive_label:
        return text(
            "-a {path} is free; --force replaces what is there and keeps a backup.",
            path=str(files.folder / archive_name(name)),
        )
    return text(
        "-l {label} is free; --force replaces what is there and keeps a backup.",
        label=name,
    )
