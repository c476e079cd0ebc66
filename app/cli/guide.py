"""Guided prompts: the window's main job where no window can open. Asks for options, then generates."""

import shlex
import shutil
import sys
from pathlib import Path

from app.cli import new_files, output, prompts, streams
from app.cli.commands.generate import count, key_type
from app.cli.options import GenerateOptions, ToFolder
from app.cli.sources import Ask
from app.errors import KeygenError, UsageError
from app.keys.algorithm import ALGORITHMS, BY_NAME, ED25519, Algorithm
from app.storage.names import check_label
from app.storage.user_folders import default_folder
from app.storage.writer.folder import resolve
from app.text import Text, paragraph, text


def guide(reason: Text) -> GenerateOptions:
    """Return the answers as options; the command itself asks for the passphrase, when all else is clear.

    Raises UsageError, with a command to copy, where standard input is not a terminal.
    """
    if not streams.is_terminal(streams.INPUT):
        raise UsageError(
            paragraph(reason, text("Standard input is not a terminal to ask on.")),
            text("With a passphrase in ~/passphrase.txt, run: {command}", command=command_to_copy()),
        )
    output.say(
        text(
            "akg: {reason} The key pair is made here in the terminal instead. Enter takes the [default].",
            reason=reason,
        )
    )
    algorithm = _ask_algorithm()
    while True:
        options, target = _ask_target(algorithm)
        try:
            new_files.check(new_files.files_for(options, target), options.count, replace=False)
        except KeygenError as error:
            output.say(error.message)
        else:
            return options


def command_to_copy() -> str:
    """Return a complete command that asks nothing."""
    label = shlex.quote(new_files.label_for_today(ED25519))
    options = f"-k ed25519 -l {label} -d ~/api-keys --passphrase-file ~/passphrase.txt"
    return f"{_this_program()} generate {options}"


def _this_program() -> str:
    """Return how this program can be called again: by name where that leads here, else as it was called."""
    if shutil.which("akg"):
        return "akg"
    if Path(sys.argv[0]).name == "__main__.py":
        return f"{shlex.quote(sys.executable)} -m app"
    return shlex.quote(sys.argv[0])


def _ask_algorithm() -> Algorithm:
    for number, algorithm in enumerate(ALGORITHMS, start=1):
        output.say(f"  {number}  {algorithm.label:8}  {algorithm.summary}")
    return prompts.ask("Key type", ED25519.name, _algorithm_named)


def _algorithm_named(answer: str) -> Algorithm:
    """Return the one with this number in the list, or this name."""
    for number, algorithm in enumerate(ALGORITHMS, start=1):
        if answer.casefold() in (str(number), algorithm.name, algorithm.label.casefold()):
            return algorithm
    return BY_NAME[key_type(answer)]


def _ask_target(algorithm: Algorithm) -> tuple[GenerateOptions, ToFolder]:
    from app.usecases.save import free_label

    suggestion = free_label(new_files.label_for_today(algorithm), 1, default_folder(), as_archive=False)
    label = prompts.ask("Label, which becomes the file names", suggestion, _label)
    folder = prompts.ask("Folder", str(default_folder()), lambda answer: str(resolve(answer)))
    number = prompts.ask("Number of key pairs", "1", lambda answer: _count(algorithm, answer))
    target = ToFolder(folder)
    return GenerateOptions(algorithm, label, number, target, Ask()), target


def _label(answer: str) -> str:
    check_label(answer)
    return answer


def _count(algorithm: Algorithm, answer: str) -> int:
    from app.usecases.generate import GenerateRequest

    return GenerateRequest(algorithm, count(answer)).count
