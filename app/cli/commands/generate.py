"""`akg generate`: its command line. `app.cli.generation` does it."""

from argparse import ArgumentParser, Namespace
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.cli.arguments import number, one_of
from app.cli.options import FleetOptions, GenerateOptions, Target, ToArchive, ToFolder, ToStandardOutput
from app.cli.parsing import Parser, add_copy, add_encryption
from app.cli.source_options import add_no_passphrase, add_sources, source_of
from app.cli.sources import NoPassphrase
from app.errors import UsageError
from app.keys.algorithm import BY_NAME, ED25519
from app.storage.names import ARCHIVE_SUFFIX
from app.text import text

if TYPE_CHECKING:
    from app.venues.purpose import Purpose
    from app.venues.venue import Venue

HELP = "generate key pairs and save them"

MANIFEST_FORMATS = ("csv", "json", "jwks", "binance")
_LEAVE_ONE_OUT = text("Leave one out.")

SUMMARY = """\
Generates key pairs and saves each as LABEL.private.pem (PKCS#8, encrypted, mode 0600) and
LABEL.public.pem (the text for the exchange's API Management, mode 0644). Both files are read
back, decrypted and compared. Existing files are never overwritten without --force.

Standard output gets the public key of one pair, or for several a line "LABEL FINGERPRINT" for
each. The report and all messages go to standard error. They warn of a folder that is in a git
work tree, synced to a cloud, on a network or open to others, unless you accepted it in the
window; it is used all the same."""

EXAMPLES = """\
  akg generate
      an Ed25519 pair in ~/api-keys; asks twice for a passphrase, or suggests one
  akg generate -k rsa-4096 -l spot-trading -d ./keys
  akg generate --keyring
      and the passphrase is remembered by the system keyring
  akg generate -n 20 -a pairs.tar.gz --passphrase-file ~/passphrase.txt
      twenty pairs, pairs-01 to pairs-20, in one archive
  akg generate --venue bybit --purpose spot
      a type that Bybit takes, named spot-trading-DATE
  akg generate --venue binance --each-purpose
      four pairs, one for each purpose
  akg generate --copy
      and the public key is on the clipboard, to be pasted at the exchange
  akg generate --json --passphrase-fd 3 3< ~/passphrase.txt
  pass show exchange | akg generate --quiet --passphrase-stdin > public.pem
  akg generate --from keys.csv --resume --passphrase-each passphrases.csv --manifest keys.jwks
      the keys of a list, each with a passphrase of its own; interrupted, the same line goes on
  akg generate -o - > both.pem
      no files: the private key, then its public key, to standard output

There is no option that takes the passphrase itself: it would show in ps and in the shell's
history."""

key_type = one_of(BY_NAME, text("There is no such key type."))


def add(parser: Parser) -> None:
    """Add what to generate, where it goes, and how it is protected."""
    parser.add_argument(
        "-k",
        "--key-type",
        choices=tuple(BY_NAME),
        type=key_type,
        help="the algorithm; default: ed25519, or what the venue takes first",
    )
    parser.add_argument(
        "-l", "--label", metavar="LABEL", help="becomes the file names; default: api-key-TYPE-DATE"
    )
    parser.add_argument(
        "-n", "--count", metavar="COUNT", type=count, default=1, help="how many pairs, 1 to 10,000"
    )
    _add_use(parser)
    _add_list(parser)
    _add_targets(parser)
    passphrase, sources = add_sources(parser)
    add_no_passphrase(sources)
    sources.add_argument(
        "--passphrase-each",
        metavar="FILE",
        nargs="?",
        const="",
        help="with --from: generate one for each key, written to this new file (0600) as CSV; FILE may be "
        "left out with --keyring",
    )
    passphrase.add_argument(
        "--keyring",
        action="store_true",
        help="when the files are saved, keep the passphrase in the system keyring as well: "
        "any program that runs as you can read it there",
    )
    _add_refinements(parser)


def _add_use(parser: ArgumentParser) -> None:
    use = parser.add_argument_group("use", "What the keys are for; akg register then says what to do there.")
    use.add_argument(
        "--venue",
        metavar="VENUE",
        help="the exchange, which chooses the type and refuses what it does not take: see akg venues",
    )
    purposes = use.add_mutually_exclusive_group()
    purposes.add_argument(
        "--purpose",
        metavar="PURPOSE",
        help="spot, futures, tax, read-only or other: begins the label, before the date",
    )
    purposes.add_argument(
        "--each-purpose",
        action="store_true",
        help="four pairs: one each for spot, futures, tax and read-only, before LABEL or the date",
    )


def _add_list(parser: ArgumentParser) -> None:
    many = parser.add_argument_group(
        "many keys",
        "From a list, CSV or JSON: name, and if wanted venue, purpose, key type, note, email, ip address.",
    )
    many.add_argument("--from", dest="list", metavar="FILE", help="make the keys of this list; - is stdin")
    many.add_argument(
        "--resume",
        action="store_true",
        help="make those that are not there yet, some at a time; without it, all or none",
    )
    many.add_argument(
        "--manifest",
        metavar="FILE",
        help="list the public keys in this file: .csv, .json (akg keys import), .jwks",
    )
    many.add_argument(
        "--manifest-format",
        choices=MANIFEST_FORMATS,
        help="whatever its ending is; binance: what its API wants to create keys of sub-accounts",
    )


def _add_targets(parser: ArgumentParser) -> None:
    targets = parser.add_mutually_exclusive_group()
    targets.add_argument(
        "-d", "--folder", metavar="FOLDER", help="where the files go; default: api-keys in your home"
    )
    targets.add_argument(
        "-a",
        "--archive",
        metavar="FILE.tar.gz",
        type=_archive_file,
        help="write all files into this one archive (0600); its name is also the label",
    )
    targets.add_argument(
        "-o",
        "--output",
        metavar="-",
        type=_standard_output,
        help="no files: each private key, then its public key, to standard output",
    )


def _add_refinements(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--force-plaintext",
        action="store_true",
        help="with --no-passphrase: write the private key to a file unencrypted",
    )
    add_encryption(parser)
    parser.add_argument(
        "--force", action="store_true", help="replace existing files; what was there is kept as a backup"
    )
    parser.add_argument(
        "--json", action="store_true", help="describe the pairs as JSON on standard output; no private key"
    )
    add_copy(parser)
    parser.add_argument("-q", "--quiet", action="store_true", help="print errors and warnings only")


def count(word: str) -> int:
    """Parse a whole number; the generator checks its range."""
    return number(word, text("--count takes a whole number."), text("Choose a number from 1 to 10,000."))


def _archive_file(word: str) -> str:
    """Return the path if it is one that ends in .tar.gz."""
    if not word.endswith(ARCHIVE_SUFFIX) or "\x00" in word:
        raise UsageError(
            text("The name of an archive ends in .tar.gz."), text("For example: -a pairs.tar.gz")
        )
    return word


def _standard_output(word: str) -> str:
    """Return the word if it is `-`."""
    if word != "-":
        raise UsageError(
            text("--output takes only -, for standard output."),
            text("Files have their own options: -d FOLDER, -l LABEL."),
        )
    return word


def options(values: Namespace) -> GenerateOptions | FleetOptions:
    """Return what the line asks for. Raises UsageError for options that contradict each other."""
    if values.list is not None:
        from app.cli.fleet_options import options as of_list

        return of_list(values)
    for name in ("resume", "manifest", "manifest_format", "passphrase_each"):
        if getattr(values, name) not in (None, False):
            raise UsageError(
                text("{option} belongs to --from.", option="--" + name.replace("_", "-")),
                text("Add it, or leave both out."),
            )
    source, target = source_of(values), _target(values)
    use = _use(values)
    if isinstance(target, ToStandardOutput) and values.json:
        raise UsageError(
            text("--json describes files, and a private key is never put into JSON."), _LEAVE_ONE_OUT
        )
    if values.force_plaintext and not isinstance(source, NoPassphrase):
        raise UsageError(
            text("--force-plaintext belongs to --no-passphrase."), text("Add it, or leave both out.")
        )
    if values.iterations is not None and isinstance(source, NoPassphrase):
        raise UsageError(text("--iterations makes no sense without a passphrase."), _LEAVE_ONE_OUT)
    if values.compatible_iterations and isinstance(source, NoPassphrase):
        raise UsageError(text("--compatible-iterations makes no sense without a passphrase."), _LEAVE_ONE_OUT)
    if values.weak_passphrase_ok and isinstance(source, NoPassphrase):
        raise UsageError(text("--weak-passphrase-ok makes no sense without a passphrase."), _LEAVE_ONE_OUT)
    if values.keyring and isinstance(source, NoPassphrase):
        raise UsageError(text("--keyring makes no sense without a passphrase."), _LEAVE_ONE_OUT)
    if values.keyring and isinstance(target, ToStandardOutput):
        raise UsageError(
            text("--keyring remembers the passphrase of files, and --output - makes none."),
            _LEAVE_ONE_OUT,
        )
    if values.copy and use.count > 1:
        raise UsageError(text("--copy takes one public key, and there are several."), _LEAVE_ONE_OUT)
    return GenerateOptions(
        algorithm=BY_NAME[values.key_type or use.preferred],
        label=values.label,
        count=use.count,
        target=target,
        source=source,
        force_plaintext=values.force_plaintext,
        iterations=values.iterations,
        force=values.force,
        json=values.json,
        quiet=values.quiet,
        keyring=values.keyring,
        weak_passphrase_ok=values.weak_passphrase_ok,
        compatible_iterations=values.compatible_iterations,
        copy=values.copy,
        venue=use.venue,
        purpose=use.purpose,
        each_purpose=values.each_purpose,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Use:
    """What the keys are for. `preferred`: the name of the algorithm where none is given."""

    count: int
    venue: "Venue | None" = None
    purpose: "Purpose | None" = None
    preferred: str = ED25519.name


def _use(values: Namespace) -> _Use:
    if values.venue is None and values.purpose is None and not values.each_purpose:
        return _Use(values.count)
    from app.cli import venue_words
    from app.usecases.pair_sets import why_not_each
    from app.venues.purpose import FOUR

    venue = None if values.venue is None else venue_words.venue(values.venue)
    purpose = None if values.purpose is None else venue_words.purpose(values.purpose)
    wanted = venue.pairs if venue else ()
    if venue and values.each_purpose and (reason := why_not_each(venue)):
        raise UsageError(reason, _LEAVE_ONE_OUT)
    fixed = len(FOUR) if values.each_purpose else len(wanted)
    if fixed and values.count != 1:
        raise UsageError(
            text("The number of pairs is fixed here: {number}.", number=fixed), text("Leave --count out.")
        )
    return _Use(fixed or values.count, venue, purpose, venue.algorithms[0] if venue else ED25519.name)


def _target(values: Namespace) -> Target:
    if values.archive is not None:
        return ToArchive(values.archive)
    if values.output is not None:
        return ToStandardOutput()
    return ToFolder(values.folder)


def run(options: GenerateOptions | FleetOptions) -> int:
    """Generate the pairs and save them. Returns the exit status; raises a KeygenError."""
    if isinstance(options, FleetOptions):
        from app.cli.fleet import generate_fleet

        return generate_fleet(options)
    from app.cli.generation import generate

    return generate(options)
