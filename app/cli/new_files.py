"""Where new files go: label, folder and names, checked before anything is asked, generated or written."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import output
from app.cli.options import GenerateOptions, ToArchive, ToFolder
from app.errors import NameTakenError, RefusedError
from app.keys.algorithm import Algorithm
from app.storage.names import ARCHIVE_SUFFIX, archive_name, file_names, suggested_label, today
from app.storage.user_folders import default_folder
from app.storage.writer import folder
from app.text import Text, text

if TYPE_CHECKING:
    from app.destinations import Finding
    from app.usecases.judge_destination import FolderJudgement


@dataclass(frozen=True, slots=True, eq=False)
class NewFiles:
    """A label in a folder; `archive_label` is the archive's name without its ending, empty for files."""

    label: str
    folder: Path
    archive_label: str = ""


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
            return NewFiles(options.label if options.label is not None else stem, path.parent, stem)
        case ToFolder(name):
            where = default_folder() if name is None else folder.resolve(name)
            return NewFiles(_label(options, where), where)


def _label(options: GenerateOptions, where: Path) -> str:
    """Return the label that was given, whatever exists; else one of today whose files do not exist yet.

    With --force, the plain one of today: existing files are to be replaced.
    """
    if options.label is not None:
        return options.label
    label = label_for_today(options.algorithm)
    if options.force:
        return label
    from app.usecases.save import free_label

    return free_label(label, options.count, where, as_archive=False)


def _names(files: NewFiles, count: int) -> tuple[str, ...]:
    if files.archive_label:
        return (archive_name(files.archive_label),)
    return file_names(files.label, count, as_archive=False)


def warn_about(files: NewFiles, count: int) -> "FolderJudgement":
    """Warn of everything that should be known about the folder, unless it was accepted in the window."""
    from app.usecases.judge_destination import judge

    judgement = judge(files.folder, _names(files, count), accepted_folders)
    warn(files.folder, judgement.findings)
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
    from app.usecases.save import free_label

    if files.archive_label:
        name = free_label(files.archive_label, count, files.folder, as_archive=True)
        return text(
            "-a {path} is free; --force replaces what is there and keeps a backup.",
            path=str(files.folder / archive_name(name)),
        )
    return text(
        "-l {label} is free; --force replaces what is there and keeps a backup.",
        label=free_label(files.label, count, files.folder, as_archive=False),
    )
