"""The venue, and keys as `akg` saves them: encrypted, at a path and with a passphrase that need quoting."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.keys.algorithm import BY_NAME, Algorithm
from app.keys.pair import KeyPair
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted
from app.usecases.save import SaveRequest, save
from tests.clients.venue import server
from tests.clients.venue.server import Venue

PASSPHRASE = " correct 'horse' \"battery\" $HOME \\n staple "
FOLDER = 'it\'s my "keys" $HOME \\ caf\u00e9'
ALGORITHMS = ("ed25519", "rsa-2048")
_API_KEYS = {"ed25519": "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A"}
_API_KEYS["rsa-2048"] = _API_KEYS["ed25519"][::-1]


@dataclass(frozen=True)
class Key:
    """A saved key that is registered at the venue."""

    algorithm: Algorithm
    private_file: Path
    passphrase_file: Path
    api_key: str


@pytest.fixture(scope="session")
def open_venue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Venue]:
    with server.opened(tmp_path_factory.mktemp("venue")) as venue:
        yield venue


@pytest.fixture
def venue(open_venue: Venue) -> Venue:
    """The one venue, as it is when it opens."""
    open_venue.take_judged()
    open_venue.strict, open_venue.ahead = True, 0
    return open_venue


@pytest.fixture
def keys(saved_keys: dict[str, Key]) -> Iterator[dict[str, Key]]:
    """One key for each algorithm that clients tell apart; a plain copy of it goes with the test."""
    yield saved_keys
    for copy in next(iter(saved_keys.values())).private_file.parent.glob("*.PLAIN.pem"):
        copy.unlink()


@pytest.fixture(scope="session")
def saved_keys(
    open_venue: Venue, pairs: dict[str, KeyPair], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Key]:
    folder = tmp_path_factory.mktemp("keys") / FOLDER
    folder.mkdir()
    passphrase_file = folder / "the passphrase.txt"
    passphrase_file.touch(0o600)
    passphrase_file.write_text(PASSPHRASE + "\n")
    made = {}
    for name in ALGORITHMS:
        pair = pairs[name]
        save(SaveRequest((pair,), f"my {name}", folder, Encrypted(Passphrase(PASSPHRASE))))
        open_venue.register(_API_KEYS[name], pair.public_key_pem)
        file = folder / f"my {name}.private.pem"
        made[name] = Key(BY_NAME[name], file, passphrase_file, _API_KEYS[name])
    return made
