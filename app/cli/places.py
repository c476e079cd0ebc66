"""Where new files go: label, folder and names, checked before anything is asked, generated or written."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import output
from app.cli.options import GenerateOptions, ToArchive, ToFolder
from app.errors import NameTakenError
from app.keys.algorithm import Algorithm
from app.storage import folder
from app.storage.names import ARCHIVE_SUFFIX, archive_name, file_names, suggested_label, today

if TYPE_CHECKING:
    from app.storage.destinations import Finding
    from app.usecases.judge_destination import Judgement


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A label in a folder; `archive_label` is the archive's name without its ending, empty for files."""

    label: str
    folder: Path
    archive_label: str = ""


def label_for_today(algorithm: Algorithm) -> str:
    """The label that stands in when none is given."""
    return suggested_label(algorithm, today())


def place_for(options: GenerateOptions, target: ToFolder | ToArchive) -> Place:
    """Where the files of this command go. Raises UsageError for a label or path that cannot be."""
    match target:
        case ToArchive(file):
            path = folder.resolve(file)
            stem = path.name.removesuffix(ARCHIVE_SUFFIX)
            archive_name(stem)
            return Place(options.label if options.label is not None else stem, path.parent, stem)
        case ToFolder(name):
            where = folder.default_folder() if name is None else folder.resolve(name)
            return Place(_label(options, where), where)


def _label(options: GenerateOptions, where: Path) -> str:
    """The one that was given, whatever is there; else one of today whose files do not exist yet.

    With --force, the plain one of today: what is there is to be replaced.
    """
    if options.label is not None:
        return options.label
    label = label_for_today(options.algorithm)
    if options.force:
        return label
    from app.usecases.save import free_label

    return free_label(label, options.count, where, as_archive=False)


def _names(place: Place, count: int) -> tuple[str, ...]:
    if place.archive_label:
        return (archive_name(place.archive_label),)
    return file_names(place.label, count, as_archive=False)


def warn_about(place: Place, count: int) -> "Judgement":
    """Warns of everything that should be known about the folder, unless it was accepted in the window."""
    from app.usecases.judge_destination import judge

    judgement = judge(place.folder, _names(place, count), accepted_folders)
    warn(place.folder, judgement.findings)
    return judgement


def warn(where: Path, findings: "tuple[Finding, ...]") -> None:
    """A line for each finding."""
    for finding in findings:
        output.say_as("warning", f"{where}: {finding.message} {finding.hint}")


def accepted_folders() -> tuple[str, ...]:
    """Those to which the person has said yes in the window."""
    from app.storage.preferences import load, preferences_file

    return load(preferences_file()).accepted_folders


def check(place: Place, count: int, *, replace: bool) -> None:
    """Raises UsageError, StorageError or NameTakenError now for what would fail after all the work."""
    names = _names(place, count)
    folder.check(place.folder)
    try:
        folder.check_free(place.folder, names, replace=replace)
    except NameTakenError as error:
        if not replace:
            error.hint = _free_name(place, count)
        raise


def _free_name(place: Place, count: int) -> str:
    from app.usecases.save import free_label

    if place.archive_label:
        name = free_label(place.archive_label, count, place.folder, as_archive=True)
        free = f"-a {place.folder / archive_name(name)}"
    else:
        free = f"-l {free_label(place.label, count, place.folder, as_archive=False)}"
    return f"Free is {free}; --force replaces what is there and keeps a backup."
