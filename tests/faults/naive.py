"""How not to do it: straight to the final names. Attacks that do not find this out prove nothing."""

import os
import sys
from pathlib import Path

from app.errors import StorageError
from app.keys.algorithm import ED25519
from app.keys.pair import private_key_pem
from app.keys.protection import Unencrypted
from app.storage.names import pair_names
from app.storage.writer.pair_writer import Published
from app.text import text
from app.usecases.generate import GenerateRequest, generate_key_pairs
from app.usecases.save import SavedPair, SaveReport, SaveRequest
from app.usecases.save_report import file_rows
from tests.faults.akg import FOLDER, Command
from tests.faults.faulty_disk import FaultyDisk


def naive_save(request: SaveRequest, disk: FaultyDisk) -> SaveReport:
    """`open(name, "w")`, file by file, as most tools do; an error says that nothing was written."""
    paths: list[Path] = []
    saved = []
    try:
        for names, pair in zip(pair_names(request.label, len(request.pairs)), request.pairs, strict=True):
            for name, pem in (
                (names.private, private_key_pem(pair, request.protection)),
                (names.public, pair.public_key_pem),
            ):
                paths.append(request.folder / name)
                descriptor = disk.open(paths[-1], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
                disk.write(descriptor, memoryview(pem.encode()))
                disk.fchmod(descriptor, 0o644 if name.endswith("public.pem") else 0o600)
                disk.close(descriptor)
            saved.append(SavedPair(names.label, pair, names.private, names.public))
    except OSError as error:
        raise StorageError(text("The files could not be written. Nothing was written.")) from error
    written = tuple(path.name for path in paths)
    published = Published(request.folder, written, (), True, modes=(0o600, 0o644) * len(saved))
    rows = file_rows(published, False, len(saved))
    return SaveReport(tuple(rows), tuple(paths), tuple(saved))


NAIVE = Command("the naive writer", (), verb=(), module="tests.faults.naive")


def main() -> None:
    """Writes a pair as `akg generate` does: the public key to standard output, an error to standard error."""
    try:
        (saved,) = naive_save(request(Path(FOLDER)), FaultyDisk()).saved
    except StorageError as error:
        sys.exit(f"akg: error: {error.message}")
    sys.stdout.write(saved.pair.public_key_pem)


def request(folder: Path) -> SaveRequest:
    """One fresh pair, for a folder that is made if it is missing."""
    folder.mkdir(mode=0o700, exist_ok=True)
    return SaveRequest(generate_key_pairs(GenerateRequest(ED25519)), "k", folder, Unencrypted())


if __name__ == "__main__":
    main()
