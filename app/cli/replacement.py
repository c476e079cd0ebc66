"""The replacing of a key: its new pair, and the checklist as it stands."""

import shlex
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from app.cli import generation, key_list, output, prompts
from app.cli.options import GenerateOptions, ReplaceOptions, ToFolder
from app.cli.status import DONE, DONE_WITH_WARNING
from app.errors import NameTakenError, RegistryError, StorageError
from app.keys.algorithm import named
from app.storage.names import file_names
from app.storage.preferences import load, preferences_file
from app.storage.registry.record import KeyRecord
from app.storage.registry.registry import Registry
from app.storage.user_folders import default_folder
from app.text import Text, listed, text
from app.usecases.key_list import replacing
from app.usecases.key_list.naming import word_for
from app.usecases.key_list.remembering import Intent, remember_saved
from app.usecases.key_list.rotation import NEVER
from app.usecases.save import free_base
from app.venues.purpose import BY_IDENTIFIER as PURPOSES
from app.venues.table import BY_IDENTIFIER as VENUES

NOTHING_TO_REMOVE = text("If it is gone already: --done file-removed.")


def make(registry: Registry, old: KeyRecord, records: tuple[KeyRecord, ...], options: ReplaceOptions) -> int:
    """Make the new pair, put it into the list, and link the old one to it. Returns the exit status."""
    registry.change(
        [old.fingerprint], lambda record: record
    )  # before a pair is made that could not be listed
    if options.leaked:
        first, *_ = replacing.checklist(replace(old, leaked=True), old)
        output.say_as("warning", first.sentence)
        output.say(f"{first.detail} {first.address}".rstrip())
    day = key_list.today()
    file = _file_of(old)
    where = Path(file).parent if file else default_folder()
    wanted = _new_pair(old, where, _free_name(old, where, records, day), options)
    made = generation.make(wanted, ToFolder(str(where)))
    try:
        _remember(registry, old, made, day)
    except RegistryError as error:
        output.say_as(
            "warning", text("The new pair is saved, and not in the list. {reason}", reason=error.message)
        )
        return DONE_WITH_WARNING
    return made.status


def _file_of(record: KeyRecord) -> str:
    """Return where the private key is: the first of its files that is there, else the first; or nothing."""
    paths = [each.path for each in record.files]
    there = [path for path in paths if Path(path).exists()]
    return (there or paths or [""])[0]


def _new_pair(old: KeyRecord, where: Path, name: str, options: ReplaceOptions) -> GenerateOptions:
    wanted = GenerateOptions(
        algorithm=named(old.algorithm),
        label=name,
        count=1,
        target=ToFolder(str(where)),
        source=options.source,
        iterations=options.iterations,
        weak_passphrase_ok=options.weak_passphrase_ok,
        compatible_iterations=options.compatible_iterations,
        venue=VENUES.get(old.venue),
        purpose=PURPOSES.get(old.purpose),
    )
    generation.refuse_what_the_venue_does(wanted)
    return replace(wanted, venue=None)  # a venue that wants two pairs gets one here: the other stays


def _free_name(old: KeyRecord, where: Path, records: tuple[KeyRecord, ...], day: str) -> str:
    """Return the next name that no file there has, and no key of the list."""
    taken = {record.name for record in records}

    def names_of(label: str) -> tuple[str, ...]:
        if label in taken:
            raise NameTakenError((label,), str(where))
        return file_names(label, 1, as_archive=False)

    return free_base(replacing.next_name(old.name, day), where, names_of)


def _remember(registry: Registry, old: KeyRecord, made: generation.Made, day: str) -> None:
    rotation = load(preferences_file()).rotation if old.due else NEVER
    intent = Intent(
        day,
        old.venue,
        old.purpose,
        old.client,
        rotation=rotation,
        note=old.note,
        replaces=old.fingerprint,
    )
    remember_saved(made.report, intent, registry)


def remove_files(registry: Registry, old: KeyRecord, *, force: bool) -> int:
    """Delete the files of the old key when the person has said yes. Returns the exit status.

    Raises CancelledError for no, and RefusedError for a file that is not known to be that of the key.
    """
    from app.usecases.key_list.removing import remove_key_file

    there = [Path(file.path) for file in old.files if Path(file.path).exists()]
    if not there:
        raise StorageError(text("No file of {name} was found.", name=old.name), NOTHING_TO_REMOVE)
    if not force:
        names = listed(str(path) for path in there)
        question = text("Delete {names}, and the public key beside it?", names=names)
        prompts.confirm(question, text("Say --force to delete it without being asked."))
    reports = [remove_key_file(path, old, registry) for path in there]
    output.Messages().report([row for report in reports for row in report.rows])
    return DONE_WITH_WARNING if any(report.has_warnings for report in reports) else DONE


def checklist_of(registry: Registry, fingerprint: str) -> str:
    """Return what to do, numbered, crossed where it is done, with lines to copy; empty without a new key."""
    old = registry.find(fingerprint)
    new = registry.find(old.replaced_by) if old and old.replaced_by else None
    if old is None or new is None:
        return ""
    title = text("{old} is replaced by {new}:", old=old.name, new=new.name)
    steps = replacing.checklist(old, new)
    lines = [title, ""]
    for number, step in enumerate(steps, start=1):
        lines.append(f"{number}. [{'x' if step.is_done else ' '}] {step.sentence}")
        if not step.is_done:
            lines += [
                f"       {line}" for line in (step.detail, step.address, *_commands(step, old, new)) if line
            ]
    lines += ["", _ending(old, steps)]
    return "".join(f"{output.plain(line)}\n" for line in lines)


def _commands(step: replacing.ReplaceStep, old: KeyRecord, new: KeyRecord) -> Iterator[str]:
    """Yield lines to copy for a step."""
    file = shlex.quote(_file_of(new) or "FILE")
    match step.identifier:
        case replacing.NEW_REGISTERED if new.venue:
            purpose = f" --purpose {new.purpose}" if new.purpose else ""
            yield f"akg register {file} --venue {new.venue}{purpose}"
        case replacing.SWITCHED if new.client:
            yield f"akg use {new.client} {file}"
        case replacing.FILE_REMOVED:
            yield from (each.path for each in old.files)
            yield f"akg keys replace {shlex.quote(word_for(old))} --remove-file"
        case _:
            pass


def _ending(old: KeyRecord, steps: tuple[replacing.ReplaceStep, ...]) -> Text:
    name = shlex.quote(word_for(old))
    following = next((step for step in steps if not step.is_done), None)
    if following is None:
        return text("All is done. The old key can be forgotten: {command}", command=f"akg keys forget {name}")
    step = following.identifier.removeprefix("replace-")
    return text("When that is done: {command}", command=f"akg keys replace {name} --done {step}")
