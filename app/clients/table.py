"""The one table of clients: it drives window, terminal, snippets, tests and README.

Sources: each row was read at the client's own code, and run where `tried` says so. A row without a version
is about no release in particular.
"""

from app.clients.client import Client, Language, Opening
from app.text import text

_OPENS = (Opening.OPENS,)
_IN_PROGRAM = (Opening.DECRYPT_IN_PROGRAM, Opening.PLAIN_COPY)
_ANYWHERE = (Opening.DECRYPT_IN_PROGRAM, Opening.ENVIRONMENT, Opening.PLAIN_COPY)
_FROM_OUTSIDE = (Opening.ENVIRONMENT, Opening.PLAIN_COPY)
_SYSTEM_KEYS_ONLY = (Opening.SYSTEM_KEYS_ONLY,)
_OTHER_TYPE_ONLY = (Opening.OTHER_TYPE_ONLY,)

_SLOW_PYCRYPTODOME = text(
    "With pycryptodome 3.20 to 3.24 it needs about 8 seconds to open a file of 600,000 iterations: "
    "use pycryptodome 4 or newer."
)
_EVERY_REQUEST = text("It opens the file again for every signed request, which takes 60 to 290 ms each time.")
_DEPRECATED = text("Its makers have replaced it by another package and fix it no more.")
_BARE_BASE64 = text("It puts the signature into the address without percent-encoding it.")
_LENGTH_120 = text(
    "It mistakes a text of more than 120 characters for an RSA key: add no line to an Ed25519 key in clear."
)
_HMAC_IF_ENCRYPTED = text("Given an encrypted key it signs with HMAC, and the exchange answers -1022.")

CLIENTS: tuple[Client, ...] = (
    Client(
        "binance-sdk-spot",
        "binance-sdk-spot",
        Language.PYTHON,
        "binance-sdk-spot",
        ("13.3.0",),
        ed25519=_OPENS,
        rsa=_OPENS,
        quirks=(
            _SLOW_PYCRYPTODOME,
            text("An api_secret that is set as well wins over the private key: leave it out."),
        ),
    ),
    Client(
        "binance-sdk-derivatives-trading-usds-futures",
        "binance-sdk-derivatives-trading-usds-futures",
        Language.PYTHON,
        "binance-sdk-derivatives-trading-usds-futures",
        ("18.1.0",),
        ed25519=_OPENS,
        rsa=_OPENS,
        quirks=(
            _SLOW_PYCRYPTODOME,
            text("An api_secret that is set as well wins over the private key: leave it out."),
        ),
    ),
    Client(
        "ccxt",
        "ccxt (Python)",
        Language.PYTHON,
        "ccxt",
        ("4.5.90",),
        ed25519=_ANYWHERE,
        rsa=_ANYWHERE,
        venues=("binance", "revolut-x", "backpack"),
        quirks=(
            text(
                "It reads the key again for every request: 50 ms with RSA 2048, 420 ms with RSA 4096, next "
                "to nothing with Ed25519."
            ),
            _LENGTH_120,
        ),
    ),
    Client(
        "ccxt-js",
        "ccxt (JavaScript)",
        Language.JAVASCRIPT,
        "ccxt",
        ("4.5.84",),
        ed25519=_ANYWHERE,
        rsa=_ANYWHERE,
        quirks=(_LENGTH_120,),
    ),
    Client(
        "freqtrade",
        "freqtrade",
        Language.PYTHON,
        "freqtrade",
        ("2026.9",),
        ed25519=_FROM_OUTSIDE,
        rsa=_FROM_OUTSIDE,
        quirks=(
            text(
                "In the environment the key has real line breaks; the form with \\n belongs into JSON only."
            ),
        ),
    ),
    Client(
        "python-binance",
        "python-binance",
        Language.PYTHON,
        "python-binance",
        ("1.0.37",),
        ed25519=_IN_PROGRAM,
        rsa=_OPENS,
        quirks=(
            text(
                "It signs before it percent-encodes: a value with a colon, a slash or an accent fails "
                "with -1022."
            ),
            _LENGTH_120,
        ),
    ),
    Client(
        "binance-connector",
        "binance-connector (Python)",
        Language.PYTHON,
        "binance-connector",
        ("3.13.0",),
        ed25519=_OPENS,
        rsa=_OPENS,
        quirks=(_EVERY_REQUEST, _SLOW_PYCRYPTODOME, _DEPRECATED),
        deprecated=True,
    ),
    Client(
        "binance-futures-connector",
        "binance-futures-connector (Python)",
        Language.PYTHON,
        "binance-futures-connector",
        ("4.2.0",),
        ed25519=_OTHER_TYPE_ONLY,
        rsa=_OPENS,
        quirks=(_EVERY_REQUEST, _SLOW_PYCRYPTODOME, _DEPRECATED),
        deprecated=True,
    ),
    Client(
        "binance-fix-connector",
        "binance-fix-connector",
        Language.PYTHON,
        "binance-fix-connector",
        ("1.2.0",),
        ed25519=(Opening.KEY_OBJECT,),
        rsa=_OTHER_TYPE_ONLY,
        quirks=(text("Its own helper get_private_key opens no encrypted file: load the key as shown."),),
    ),
    Client(
        "nautilus_trader",
        "nautilus_trader (Python 3.12 and newer)",
        Language.PYTHON,
        "nautilus_trader",
        ("1.231.0",),
        ed25519=_ANYWHERE,
        rsa=_OTHER_TYPE_ONLY,
        quirks=(
            _HMAC_IF_ENCRYPTED,
            text("It places no orders with an RSA key."),
        ),
    ),
    Client(
        "nautilus_trader-1.221",
        "nautilus_trader 1.221 (Python 3.11)",
        Language.PYTHON,
        "nautilus_trader",
        ("1.221.0",),
        ed25519=(Opening.DECRYPT_IN_PROGRAM,),
        rsa=(Opening.DECRYPT_IN_PROGRAM,),
        quirks=(
            text("It takes an Ed25519 key as the base64 between the BEGIN and END lines, without these."),
            text("It signs with HMAC where key_type does not name the type of the key."),
        ),
    ),
    Client(
        "@binance/spot",
        "@binance/spot",
        Language.JAVASCRIPT,
        "@binance/spot",
        ("32.0.4",),
        ed25519=_OPENS,
        rsa=_OPENS,
    ),
    Client(
        "@binance/derivatives-trading-usds-futures",
        "@binance/derivatives-trading-usds-futures",
        Language.JAVASCRIPT,
        "@binance/derivatives-trading-usds-futures",
        ("38.1.1",),
        ed25519=_OPENS,
        rsa=_OPENS,
    ),
    Client(
        "binance",
        "binance (npm)",
        Language.JAVASCRIPT,
        "binance",
        ("3.6.5",),
        ed25519=(Opening.SIGNING_FUNCTION, *_IN_PROGRAM),
        rsa=(Opening.SIGNING_FUNCTION, *_IN_PROGRAM),
        quirks=(
            text("Its signing function must percent-encode what it returns: the package sends it as it is."),
        ),
    ),
    Client(
        "node-binance-api",
        "node-binance-api",
        Language.JAVASCRIPT,
        "node-binance-api",
        ("1.0.33",),
        ed25519=_IN_PROGRAM,
        rsa=_OPENS,
        quirks=(
            text("It sends the signatures of Ed25519 keys without percent-encoding them."),
            text("It opens an RSA file again for every signed request."),
            _LENGTH_120,
        ),
    ),
    Client(
        "binance-api-node",
        "binance-api-node",
        Language.JAVASCRIPT,
        "binance-api-node",
        ("0.13.10",),
        ed25519=_ANYWHERE,
        rsa=_ANYWHERE,
    ),
    Client(
        "@binance/connector",
        "@binance/connector",
        Language.JAVASCRIPT,
        "@binance/connector",
        ("3.6.1",),
        ed25519=(Opening.KEY_OBJECT,),
        rsa=_OPENS,
        quirks=(_DEPRECATED,),
        deprecated=True,
    ),
    Client(
        "@binance/connector-typescript",
        "@binance/connector-typescript",
        Language.JAVASCRIPT,
        "@binance/connector-typescript",
        ("0.3.16",),
        ed25519=(Opening.KEY_OBJECT,),
        rsa=_OPENS,
        quirks=(_BARE_BASE64, _DEPRECATED),
        deprecated=True,
    ),
    Client(
        "binance-connector-go",
        "binance-connector-go",
        Language.GO,
        "github.com/binance/binance-connector-go",
        (),
        ed25519=_OPENS,
        rsa=_OPENS,
        quirks=(_BARE_BASE64,),
        tried=False,
    ),
    Client(
        "go-binance",
        "go-binance",
        Language.GO,
        "github.com/adshao/go-binance",
        (),
        ed25519=_FROM_OUTSIDE,
        rsa=_FROM_OUTSIDE,
        tried=False,
    ),
    Client(
        "binance-connector-java",
        "binance-connector-java",
        Language.JAVA,
        "io.github.binance",
        (),
        ed25519=_OPENS,
        rsa=_OPENS,
        quirks=(
            text(
                "It removes only the line breaks of the system that it runs on: on Windows the text of the "
                "key needs CRLF, which this snippet gives it."
            ),
        ),
        tried=False,
    ),
    Client(
        "binance-connector-rust",
        "binance-connector-rust",
        Language.RUST,
        "binance-sdk",
        (),
        ed25519=_OPENS,
        rsa=_OPENS,
        quirks=(text("It opens encrypted files only with its feature openssl-tls, which is the default."),),
        tried=False,
    ),
    Client(
        "pybit",
        "pybit",
        Language.PYTHON,
        "pybit",
        ("5.17.0",),
        ed25519=_OTHER_TYPE_ONLY,
        rsa=_IN_PROGRAM,
        venues=("bybit",),
        quirks=(text("Without rsa_authentication=True it takes the key for the text of an HMAC secret."),),
    ),
    Client(
        "hummingbot",
        "hummingbot",
        Language.PYTHON,
        "hummingbot",
        ("20260922",),
        ed25519=_SYSTEM_KEYS_ONLY,
        rsa=_SYSTEM_KEYS_ONLY,
        tried=False,
    ),
    Client(
        "lean",
        "QuantConnect Lean",
        Language.CSHARP,
        "QuantConnect.Brokerages.Binance",
        (),
        ed25519=_SYSTEM_KEYS_ONLY,
        rsa=_SYSTEM_KEYS_ONLY,
        tried=False,
    ),
    Client(
        "unicorn-binance-rest-api",
        "unicorn-binance-rest-api",
        Language.PYTHON,
        "unicorn-binance-rest-api",
        ("2.12",),
        ed25519=_SYSTEM_KEYS_ONLY,
        rsa=_SYSTEM_KEYS_ONLY,
        tried=False,
    ),
    Client(
        "unicorn-binance-websocket-api",
        "unicorn-binance-websocket-api",
        Language.PYTHON,
        "unicorn-binance-websocket-api",
        ("2.16",),
        ed25519=_SYSTEM_KEYS_ONLY,
        rsa=_SYSTEM_KEYS_ONLY,
        tried=False,
    ),
    Client(
        "cryptofeed",
        "cryptofeed",
        Language.PYTHON,
        "cryptofeed",
        ("2.4.1",),
        ed25519=_SYSTEM_KEYS_ONLY,
        rsa=_SYSTEM_KEYS_ONLY,
        tried=False,
    ),
)

BY_IDENTIFIER: dict[str, Client] = {client.identifier: client for client in CLIENTS}

_SHORTEST_PART = 3
_LONGEST_WORD = 60


def find(word: str) -> Client | None:
    """Return the client that is named: by its identifier, its title or its package, in any case."""
    wanted = word.strip().casefold()
    for client in CLIENTS:
        if wanted in (client.identifier.casefold(), client.title.casefold()):
            return client
    return next((client for client in CLIENTS if wanted == client.package.casefold()), None)


def nearest(word: str) -> Client | None:
    """Return the client whose name is closest to the word; None where none is close."""
    if (found := find(word)) or len(word) > _LONGEST_WORD:
        return found
    from difflib import get_close_matches

    wanted = word.strip().casefold().replace("_", "-")
    names = {client.identifier.replace("_", "-"): client for client in CLIENTS}
    close = get_close_matches(wanted, names, n=1)
    if not close and len(wanted) >= _SHORTEST_PART:
        close = [name for name in names if wanted in name]
    return names[close[0]] if close else None


def for_venue(venue: str) -> tuple[Client, ...]:
    """Return the clients for a venue, by its identifier."""
    return tuple(client for client in CLIENTS if venue in client.venues)
