"""Save a private key in OpenSSH's format, for what takes no PKCS#8: KeePassXC, ssh-agent, old agents."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from app.errors import KeygenError
from app.keys.foreign.document import identify
from app.keys.foreign.reader import private_key_info
from app.keys.pair import KeyPair
from app.keys.private_formats import openssh_private_key
from app.keys.protection import Encrypted
from app.storage.names import label_in
from app.storage.writer.file_system import SYSTEM, FileSystem
from app.text import text
from app.usecases.recovered import Check
from app.usecases.save_file import PRIVATE_MODE, FileReport, NewFile, check_file_free, save_file
from app.usecases.save_report import CHECKED, PRIVATE_KEY_TITLE

OPENSSH_SUFFIX = ".openssh"


def openssh_path(file: Path) -> Path:
    """Return the path beside a private key: NAME.openssh for NAME.private.pem."""
    return file.with_name(label_in(file.name) + OPENSSH_SUFFIX)


def save_as_openssh(
    pair: KeyPair,
    protection: Encrypted,
    path: Path,
    before_naming: Callable[[], None] = lambda: None,
    *,
    replace: bool = False,
    disk: FileSystem = SYSTEM,
) -> FileReport:
    """Write the key to this path (0600), encrypted, read it back, decrypt it and compare it.

    Costs the KDF twice, a second. Raises what `save_file` raises; the folder was judged by the caller.
    """
    check_file_free(path, replace=replace, disk=disk)
    content = openssh_private_key(pair, protection).encode("ascii")

    def is_same_key(data: bytes) -> bool:
        with suppress(KeygenError):
            return private_key_info(identify(data), protection.passphrase) == pair.private_key_info
        return False

    new = NewFile(path, content, PRIVATE_KEY_TITLE, PRIVATE_MODE, replace, is_same_key)
    report = save_file(new, before_naming, disk=disk)
    checked = Check(CHECKED, text("the file opens with your passphrase, and it is the same key"))
    return FileReport((*report.rows, checked), path, report.has_warnings)
