"""The very commands that `akg handover` prints, run with real secrets managers: they give the file back."""

import json
import os
import platform
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.handover.table import BY_NAME
from app.keys.pair import KeyPair, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted, Protection, Unencrypted
from tests.cli.conftest import PASSPHRASE, Akg
from tests.interop.programs import run

pytestmark = [pytest.mark.interop, pytest.mark.process, pytest.mark.slow]

LABEL = 'it\'s "$HOME" `id` \xfc'
MASTER = "the password of the manager"


@dataclass
class Ready:
    """A manager that is set up: what it is asked, where, and what the words in capitals are."""

    home: Path
    environment: dict[str, str] = field(default_factory=dict)
    own: dict[str, str] = field(default_factory=dict)
    stdin: dict[str, str] = field(default_factory=dict)
    passphrase: tuple[str, ...] = ()

    def shell(self, line: str, purpose: str = "") -> subprocess.CompletedProcess[str]:
        for word, meaning in self.own.items():
            line = line.replace(word, meaning)
        return subprocess.run(
            ["sh", "-c", line],
            input=self.stdin.get(purpose, ""),
            capture_output=True,
            text=True,
            cwd=self.home,
            env={"PATH": os.environ["PATH"], "HOME": str(self.home), "LANG": "C.UTF-8", **self.environment},
            timeout=120,
            start_new_session=True,
            check=False,
        )


@pytest.fixture
def home() -> Iterator[Path]:
    """A short path, as the socket of GnuPG's agent is in it."""
    with tempfile.TemporaryDirectory(prefix="akg-") as folder:
        yield Path(folder)


def store_of_pass(home: Path) -> Ready:
    gnupg = home / "gnupg"
    gnupg.mkdir(mode=0o700)
    made = Ready(home, {"GNUPGHOME": str(gnupg), "PASSWORD_STORE_DIR": str(home / "store")})
    key = "gpg --batch --quiet --passphrase '' --quick-gen-key akg@example.org default default never"
    for line in (key, "pass init akg@example.org"):
        done = made.shell(line)
        assert done.returncode == 0, done.stderr
    made.passphrase = ("pass", "show", f"exchange/{LABEL}.passphrase")
    return made


def database_of_keepassxc(home: Path) -> Ready:
    database = home / "mine.kdbx"
    twice = f"{MASTER}\n{MASTER}\n".encode()
    run("keepassxc-cli", "db-create", "--set-password", "--decryption-time", "100", database, stdin=twice)
    typed = {
        "store-passphrase": f"{MASTER}\n{PASSPHRASE}\n{PASSPHRASE}\n",
        "make-entry": f"{MASTER}\n",
        "store-private-key": f"{MASTER}\n",
        "read-back": f"{MASTER}\n",
        "passphrase": f"{MASTER}\n",
    }
    show = ("keepassxc-cli", "show", "-q", "-s", "-a", "Password", str(database), LABEL)
    return Ready(home, {}, {"DATABASE.kdbx": str(database)}, typed, show)


def identity_of_age(home: Path) -> Ready:
    identity = home / "identity"
    run("age-keygen", "-o", identity)
    recipient = run("age-keygen", "-y", identity).decode().strip()
    show = ("age", "-d", "-i", str(identity), str(home / f"{LABEL}.passphrase.age"))
    return Ready(home, {}, {"RECIPIENT": recipient, "IDENTITY": str(identity)}, {}, show)


def vault_of_ansible(home: Path) -> Ready:
    (home / "password").write_text(MASTER)
    show = ("ansible-vault", "decrypt", "--output", "-", str(home / f"{LABEL}.passphrase.vault"))
    return Ready(home, {"ANSIBLE_VAULT_PASSWORD_FILE": str(home / "password")}, {}, {}, show)


def key_of_systemd(home: Path) -> Ready:
    show = ("systemd-creds", "decrypt", "--name=it-s-home-id-u.passphrase")
    secret = {"SYSTEMD_CREDENTIAL_SECRET": str(home / "host.secret")}
    return Ready(home, secret, {}, {}, (*show, str(home / f"{LABEL}.passphrase.cred"), "-"))


READY: dict[str, Callable[[Path], Ready]] = {
    "pass": store_of_pass,
    "age": identity_of_age,
    "ansible": vault_of_ansible,
}
if platform.freedesktop_os_release().get("VERSION_ID") != "22.04":  # Ubuntu's, which has older ones
    READY |= {"keepassxc": database_of_keepassxc, "systemd": key_of_systemd}
EACH = pytest.mark.parametrize("name", READY)


@pytest.fixture
def manager(name: str, home: Path) -> Iterator[Ready]:
    yield READY[name](home)
    if name == "pass":
        subprocess.run(["gpgconf", "--homedir", str(home / "gnupg"), "--kill", "gpg-agent"], check=False)


def printed(ready: Ready, name: str, file: Path) -> list[dict[str, str]]:
    phrase = ready.home / "phrase of mine"
    phrase.write_text(PASSPHRASE + "\n")
    done = Akg(ready.home)("handover", str(file), "--to", name, "--passphrase-file", str(phrase), "--json")
    assert done.status == 0, done.err
    commands: list[dict[str, str]] = json.loads(done.out)["commands"]
    return commands


@EACH
@pytest.mark.parametrize(
    "protection", [Encrypted(Passphrase(PASSPHRASE)), Unencrypted()], ids=["encrypted", "plain"]
)
@pytest.mark.parametrize("algorithm", ["ed25519", "rsa-4096"])
def test_the_file_comes_back_byte_for_byte(
    manager: Ready, name: str, protection: Protection, algorithm: str, pairs: dict[str, KeyPair]
) -> None:
    file = manager.home / f"{LABEL}.private.pem"
    before = private_key_pem(pairs[algorithm], protection).encode()
    file.write_bytes(before)
    commands = printed(manager, name, file)
    assert commands[-1]["purpose"] == "read-back"
    for command in commands:
        done = manager.shell(command["command"], command["purpose"])
        assert done.returncode == 0, done
    assert done.stdout == "", "cmp says nothing"
    assert file.read_bytes() == before
    if isinstance(protection, Encrypted):
        (manager.home / "phrase of mine").unlink()
        told = subprocess.run(
            manager.passphrase,
            input=manager.stdin.get("passphrase", ""),
            capture_output=True,
            text=True,
            env={"PATH": os.environ["PATH"], "HOME": str(manager.home), "LANG": "C.UTF-8"}
            | manager.environment,
            check=True,
        )
        assert told.stdout.rstrip("\n") == PASSPHRASE
    file.write_bytes(before.replace(b"M", b"N", 1))
    assert manager.shell(commands[-1]["command"], "read-back").returncode != 0


def test_what_is_run_here_is_what_is_said_to_be_tried() -> None:
    assert all(BY_NAME[name].tried for name in READY)
