"""`akg clients`: the programs that sign with a key, and what each opens."""

from argparse import Namespace
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.cli.parsing import Parser
from app.text import text, verbatim

if TYPE_CHECKING:
    from app.clients.client import Client

HELP = "list the programs that sign with a key, and what each opens"

SUMMARY = """\
Lists trading programs and libraries, and how each gets a private key: whether it opens the
encrypted file itself, whether your program decrypts it, or whether it takes no key pair at all.
Look here before you generate. With CLIENT: what is known of this one.

What our tests run is marked with a version; of the others, the source was read."""

EXAMPLES = """\
  akg clients
  akg clients ccxt
  akg clients --json | jq '.clients[] | select(.ed25519[0] == "opens") | .client'
  akg use ccxt ~/api-keys/spot-trading.private.pem
      then: the lines to copy"""


@dataclass(frozen=True, slots=True)
class ClientsOptions:
    """`client` None: all of them."""

    client: "Client | None"
    json: bool = False


def add(parser: Parser) -> None:
    """Add the client, and the form of the answer."""
    parser.add_argument("client", metavar="CLIENT", nargs="?", help="one of them, by its name")
    parser.add_argument("--json", action="store_true", help="as JSON")


def options(values: Namespace) -> ClientsOptions:
    """Return what the line asks for. Raises UsageError for a name that is not in the table."""
    from app.cli.client_names import client_of

    return ClientsOptions(None if values.client is None else client_of(values.client), values.json)


def run(options: ClientsOptions) -> int:
    """Write the table, or what is known of one client."""
    from app.cli.output import write
    from app.cli.status import DONE
    from app.clients.table import CLIENTS

    if options.json:
        from app.cli.tables import as_json

        shown = CLIENTS if options.client is None else (options.client,)
        write(as_json({"clients": [_members(client) for client in shown]}))
    elif options.client is None:
        write(_table(CLIENTS))
    else:
        write(_description(options.client))
    return DONE


def _members(client: "Client") -> dict[str, Any]:
    return {
        "client": client.identifier,
        "title": client.title,
        "language": client.language.value,
        "package": client.package,
        "versions": list(client.versions),
        "venues": list(client.venues),
        "ed25519": [opening.value for opening in client.ed25519],
        "rsa": [opening.value for opening in client.rsa],
        "quirks": list(client.quirks),
        "deprecated": client.deprecated,
        "tried": client.tried,
    }


def _table(clients: "tuple[Client, ...]") -> str:
    from app.cli.tables import columns
    from app.clients.verdict import in_short

    rows = [("CLIENT", "LANGUAGE", "Ed25519", "RSA")]
    rows += [
        (
            client.identifier,
            client.language.value,
            in_short(client.ed25519[0]),
            in_short(client.rsa[0]),
        )
        for client in clients
    ]
    return columns(*rows)


def _description(client: "Client") -> str:
    from app.clients.verdict import verdict
    from app.keys.algorithm import ED25519, rsa

    tried = ", ".join(client.versions) if client.versions else text("no release in particular")
    rows = [
        (text("Package"), verbatim(f"{client.package} ({client.language.value})")),
        (text("Tried with") if client.tried else text("Source read"), verbatim(tried)),
        (text("For"), verbatim(", ".join(client.venues))),
        (verbatim("Ed25519"), verdict(client, ED25519)),
        (verbatim("RSA"), verdict(client, rsa(2048))),
        *((text("Note"), quirk) for quirk in client.quirks),
    ]
    width = max(len(title) for title, _ in rows)
    return f"{client.title}\n" + "".join(f"  {title.ljust(width)}  {detail}\n" for title, detail in rows)
