"""Passphrases that are typed in tests, and what a file is that was encrypted with one."""

from pathlib import Path

from app.keys.foreign.document import identify
from app.keys.foreign.reader import open_private_key
from app.keys.pair import KeyPair
from app.keys.passphrase import Passphrase

STRONG = Passphrase("gallows-unwrapped-tiptop-blizzard-crayon-mousy")
OTHER = Passphrase("sprinkled-unfunded-renewal-jokester-flyable-oxidant")
WEAK = Passphrase("binance2024!")
NONE = Passphrase("")


def pair_in(private_key: bytes | Path, passphrase: Passphrase | None) -> KeyPair:
    """The pair of a private key's text or file, opened with this passphrase."""
    data = private_key.read_bytes() if isinstance(private_key, Path) else private_key
    return open_private_key(identify(data), passphrase)
