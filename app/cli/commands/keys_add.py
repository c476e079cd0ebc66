"""`akg keys add`: keys that were made before, or elsewhere, put into the list."""

from argparse import Namespace
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.cli.parsing import Parser, file_of

if TYPE_CHECKING:
    from app.text import Text
    from app.usecases.key_list.adding import Added, LeftOut

HELP = "put keys into the list that were made before"

SUMMARY = """\
Puts keys into the list that were made before, or elsewhere: from private-key files, from public
ones, and from all files in a folder that have the endings of keys. Nothing is decrypted and no
passphrase is asked for: an encrypted file is known by the public key beside it (X.public.pem
beside X.private.pem, otherwise FILE.pub).

What the list knows of a key already stays. In a folder no links are followed, and no more than
three folders deep is looked."""

EXAMPLES = """\
  akg keys add ~/api-keys
  akg keys add old-key.pem bot.public.pem"""


@dataclass(frozen=True, slots=True, eq=False)
class AddOptions:
    """Files and folders, as they were typed."""

    paths: tuple[str, ...]


def add(parser: Parser) -> None:
    """Add the files and folders."""
    parser.add_argument("paths", metavar="FILE|FOLDER", nargs="+", help="key files, or folders of them")


def options(values: Namespace) -> AddOptions:
    """Return what the line asks for. Raises UsageError where a private key was pasted instead."""
    for path in values.paths:
        file_of(Namespace(file=path))
    return AddOptions(tuple(values.paths))


def run(options: AddOptions) -> int:
    """Write what is new to standard output. Returns DONE_WITH_WARNING where something gave no key."""
    from app.cli import key_list, output
    from app.storage.preferences import load, preferences_file
    from app.storage.registry.registry import user_registry
    from app.storage.writer.folder import resolve
    from app.usecases.key_list.adding import add as add_keys
    from app.usecases.key_list.remembering import Intent

    registry = user_registry()
    intent = Intent(key_list.today(), rotation=load(preferences_file()).rotation)
    report = add_keys([resolve(path) for path in options.paths], intent, registry)
    key_list.say_notice(registry)
    output.write("".join(f"{output.plain(each.name)} {each.fingerprint}\n" for each in report.new))
    return _show(report)


def _why(left: "LeftOut") -> "Text":
    """Return it with the path, which some reasons have in them."""
    from app.text import text

    if left.path in left.reason:
        return left.reason
    return text("{path}: {reason}", path=left.path, reason=left.reason)


def _show(report: "Added") -> int:
    from app.cli.output import Messages
    from app.cli.status import DONE, DONE_WITH_WARNING
    from app.text import plural, text

    messages = Messages()
    for left in report.left_out:
        messages.warning(_why(left))
    if report.known:
        messages.note(
            plural(
                "{number} key was in the list already.",
                "{number} keys were in the list already.",
                len(report.known),
            )
        )
    if report.new:
        messages.success(
            plural("{number} key is new in the list.", "{number} keys are new in the list.", len(report.new))
        )
    elif not report.known:
        messages.note(text("No key was found."))
    return DONE_WITH_WARNING if report.left_out else DONE
