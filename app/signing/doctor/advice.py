"""What a client does by itself, said where its user meets it: read at the client's own code, with
its version.
"""

from app.clients.client import Client
from app.text import NOTHING, Text, text

_BARE = text(
    "This package sends the signature without percent-encoding it. Encode it in what signs, or change the "
    "package."
)
_SCIENTIFIC = text("It writes small numbers with an exponent: give it text (str) in place of float.")
_WS_ENCODED = text("It percent-encodes the values of WebSocket requests for signing.")
_HMAC_SECRET = text("An api_secret that is set beside the private key wins: leave it out.")
_NAUTILUS = text(
    "It signs with HMAC where it cannot open the key: give it the key in clear, and key_type for RSA."
)

_SDKS = ("binance-sdk-spot", "binance-sdk-derivatives-trading-usds-futures")
_NODE_SDKS = ("@binance/spot", "@binance/derivatives-trading-usds-futures")
_CONNECTORS = ("binance-connector-go", "binance-connector-java", "binance-connector-rust")

_BY_CLIENT: dict[tuple[str, str], Text] = {
    ("python-binance", "encode-after-signing"): text(
        "python-binance 1.0.37 does this by itself: it signs before it percent-encodes. Use values "
        "that need no "
        "encoding, such as identifiers of letters, digits, - and _."
    ),
    ("node-binance-api", "sig-unencoded"): _BARE,
    ("binance-connector-go", "sig-unencoded"): _BARE,
    ("@binance/connector-typescript", "sig-unencoded"): _BARE,
    ("binance", "sig-unencoded"): text(
        "customSignMessageFn has to return the signature percent-encoded: encodeURIComponent(...)."
    ),
    ("ccxt", "sent-raw-signed-encoded"): text(
        "ccxt signs and sends raw values for sub-accounts, withdrawals and staking: a + or @ in a "
        "value fails there."
    ),
    ("nautilus_trader", "sig-hmac"): _NAUTILUS,
    ("nautilus_trader-1.221", "sig-hmac"): _NAUTILUS,
    ("pybit", "sig-hmac"): text("Set rsa_authentication=True."),
    **{(name, "scientific-notation"): _SCIENTIFIC for name in _SDKS},
    **{(name, "sig-hmac"): _HMAC_SECRET for name in _SDKS},
    **{
        (name, "ws-percent-encoded"): _WS_ENCODED
        for name in (*_SDKS, *_NODE_SDKS, *_CONNECTORS)
    },
}  # fmt: skip


def advice(client: Client, cause: str) -> Text:
    """Return what is known of this client and this cause, or NOTHING."""
    return _BY_CLIENT.get((client.identifier, cause), NOTHING)
