"""Binance: the exchange, its spot testnet, and demo trading; each has registrations of its own.

Its documents name Ed25519 and RSA of 2048 and 4096 bits in production, and any length from 2048 to 4096 on
the testnet. Not verified, and so not said: how many keys an account may have, and when exactly a key without
trusted IPs loses a permission.
"""

from app.text import text
from app.venues.purpose import FUTURES, READING, SPOT
from app.venues.taken import ASKS_SECOND_FACTOR, ED25519, each
from app.venues.venue import APIKeyForm, Environment, IPRestriction, Permissions, Venue

_KEY_TYPES = "https://developers.binance.com/docs/binance-spot-api-docs/faqs/api_key_types"
_READING = "Enable Reading"
_API_KEY = APIKeyForm(
    pattern="[A-Za-z0-9]{64}", length=64, looks_like=text("64 letters and digits, without spaces")
)
_SEPARATE = text("A key that is registered here is not registered at Binance, and the other way round.")
_ONLY_ED25519_FOR = text(
    "FIX, SBE market data and the session.logon of the WebSocket API take Ed25519 keys alone."
)

BINANCE = Venue(
    identifier="binance",
    title="Binance",
    aliases=("binance.com",),
    algorithms=(ED25519, "rsa-4096", "rsa-2048"),
    may_refuse=("rsa-3072",),
    page="https://www.binance.com/en/my/settings/api-management",
    path=("Profile", "API Management", "Create API", "Self-generated"),
    permissions=(
        Permissions(SPOT.identifier, (_READING, "Enable Spot & Margin Trading")),
        Permissions(FUTURES.identifier, (_READING, "Enable Futures")),
        *each(READING, _READING),
    ),
    permissions_behind="Edit restrictions",
    never=("Enable Withdrawals",),
    ip_restriction=IPRestriction(
        "Restrict access to trusted IPs only (Recommended)",
        text("Binance may take trading away from a key without trusted IPs, or delete a key that is unused."),
    ),
    second_factor=text("Confirm with your second factor or a passkey."),
    api_key=_API_KEY,
    notes=(
        _ONLY_ED25519_FOR,
        text("Do it on the website; the App may offer it too."),
    ),
    sources=(
        _KEY_TYPES,
        "https://developers.binance.com/en/docs/products/derivatives-trading-options/quick-start",
        "https://developers.binance.com/docs/margin_trading/trade/Create-Special-Key-of-Low-Latency-Trading",
        "https://www.ibm.com/docs/en/daw/1.2.x?topic=integration-binance",
    ),
    checked="2026-11-29",
)

TESTNET = Venue(
    identifier="binance-testnet",
    title="Binance Spot Testnet",
    environment=Environment.TESTNET,
    practice_for="binance",
    aliases=("testnet", "testnet.binance.vision"),
    algorithms=(ED25519, "rsa-4096", "rsa-3072", "rsa-2048"),
    page="https://testnet.binance.vision",
    ip_restriction=None,
    api_key=_API_KEY,
    notes=(
        _SEPARATE,
        _ONLY_ED25519_FOR,
        text("API keys survive the monthly reset of the testnet; balances and orders do not."),
        text("There is only /api there: requests to /sapi fail."),
    ),
    sources=(
        "https://developers.binance.com/docs/binance-spot-api-docs/faqs/testnet",
        "https://developers.binance.com/docs/binance-spot-api-docs/testnet/general-info",
    ),
    checked="2026-11-29",
)

DEMO = Venue(
    identifier="binance-demo",
    title="Binance Demo Trading",
    environment=Environment.DEMO,
    practice_for="binance",
    aliases=("demo", "demo.binance.com"),
    algorithms=(ED25519, "rsa-4096", "rsa-2048"),
    may_refuse=("rsa-3072",),
    page="https://demo.binance.com/en/my/settings/api-management",
    ip_restriction=None,
    second_factor=ASKS_SECOND_FACTOR,
    api_key=_API_KEY,
    notes=(_SEPARATE, _ONLY_ED25519_FOR),
    sources=(
        _KEY_TYPES,
        "https://developers.binance.com/docs/binance-spot-api-docs/demo-mode/general-info",
    ),
    checked="2026-11-29",
)
