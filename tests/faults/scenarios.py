"""What is saved while the disk fails: one pair, three, an archive; new or over old files; without links."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.errors import KeygenError
from app.keys.algorithm import ED25519
from app.keys.pair import KeyPair, private_key_pem
from app.keys.protection import Unencrypted
from app.storage.writer import archive
from app.usecases.generate import GenerateRequest, generate_key_pairs
from app.usecases.save import SaveReport, SaveRequest, save
from tests.faults.contract import Expected
from tests.faults.faulty_disk import Fault, FaultyDisk
from tests.storage.writer import disk

Save = Callable[[SaveRequest, FaultyDisk], SaveReport]
LABEL = "k"


@dataclass(frozen=True)
class Scenario:
    name: str
    count: int = 1
    as_archive: bool = False
    replace: bool = False
    links: bool = True
    piece: int = 0
    stuck: str = ""
    new_folder: bool = False

    def __str__(self) -> str:
        return self.name

    def disk(self, fault: Fault | None) -> FaultyDisk:
        return FaultyDisk(fault, links=self.links, piece=self.piece, stuck=self.stuck)

    def request(self, folder: Path) -> SaveRequest:
        return SaveRequest(pairs(self.count), LABEL, folder, Unencrypted(), self.as_archive, self.replace)

    def prepare(self, folder: Path) -> Expected:
        """Fills the folder with what stands there before; returns what may stand there afterwards."""
        if not self.new_folder:
            folder.mkdir()
            (folder / "other.pem").write_bytes(b"of somebody else")
            (folder / "other.pem").chmod(0o604)
        if self.replace:
            for name in self.request(folder).names:
                (folder / name).write_bytes(b"old " + name.encode())
                (folder / name).chmod(0o640)
        secrets = tuple(pair.private_key_info[-32:] for pair in pairs(self.count))
        texts = tuple(
            private_key_pem(pair, Unencrypted()).splitlines()[1].encode() for pair in pairs(self.count)
        )
        return Expected(listing(folder), self._after(folder), secrets + texts)

    def _after(self, folder: Path) -> dict[str, tuple[int, bytes]]:
        names = self.request(folder).names
        if self.as_archive:
            return {names[0]: (0o600, b"")}
        contents = []
        for pair in pairs(self.count):
            contents.append((0o600, private_key_pem(pair, Unencrypted()).encode()))
            contents.append((0o644, pair.public_key_pem.encode()))
        return dict(zip(names, contents, strict=True))


SCENARIOS = (
    Scenario("one pair"),
    Scenario("one pair, short writes", piece=7),
    Scenario("one pair in a new folder", new_folder=True),
    Scenario("three pairs", count=3),
    Scenario("an archive of three", count=3, as_archive=True),
    Scenario("one pair replaced", replace=True),
    Scenario("three pairs replaced", count=3, replace=True),
    Scenario("an archive replaced", count=3, as_archive=True, replace=True),
    Scenario("one pair, no links", links=False),
    Scenario("three pairs, no links", count=3, links=False),
    Scenario("one pair replaced, no links", links=False, replace=True),
    Scenario("one pair, nothing can be removed", stuck="unlink"),
    Scenario("one pair replaced, nothing can be removed", stuck="unlink", replace=True),
    Scenario("one pair, no links, nothing can be removed", stuck="unlink", links=False),
    Scenario("one pair, a folder stays", stuck="rmdir", new_folder=True),
)


def listing(folder: Path) -> dict[str, tuple[int, bytes]]:
    """The folder itself counts as the entry `.`, so that one which is left is seen."""
    return {".": (0o700, b""), **disk.listing(folder)} if folder.exists() else {}


@cache
def pairs(count: int) -> tuple[KeyPair, ...]:
    return generate_key_pairs(GenerateRequest(ED25519, count))


def run(scenario: Scenario, folder: Path, faulty: FaultyDisk, how: Save) -> SaveReport | KeygenError:
    try:
        return how(scenario.request(folder), faulty)
    except KeygenError as error:
        return error


def look(scenario: Scenario, folder: Path) -> dict[str, tuple[int, bytes]]:
    """The folder; a sound archive of exactly our files counts as the empty content that is expected."""
    return {
        name: (mode, _known(scenario, folder, name, content))
        for name, (mode, content) in listing(folder).items()
    }


def _known(scenario: Scenario, folder: Path, name: str, content: bytes) -> bytes:
    if not (scenario.as_archive and name == f"{LABEL}.tar.gz" and content):
        return content
    single = Scenario("files", scenario.count).request(folder)
    try:
        members = archive.unpack(content)
    except KeygenError:
        return content
    wanted = [private_key_pem(pair, Unencrypted()).encode() for pair in single.pairs]
    found = [members.get(each, b"") for each in single.names]
    return b"" if found[0::2] == wanted and all(found) else content


def ours(request: SaveRequest, faulty: FaultyDisk) -> SaveReport:
    return save(request, disk=faulty)
