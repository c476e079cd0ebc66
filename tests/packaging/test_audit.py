"""The audit fails for a known vulnerability of any system, and where it could not be done."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

pytestmark = [
    pytest.mark.interop,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no bash; the locks are audited on Linux"),
]
ROOT = Path(__file__).parents[2]
HASHES = f"    --hash=sha256:{'0' * 64}\n"
LOCK = f"requests==2.19.0 ; sys_platform == 'win32' \\\n{HASHES}    # via nobody\nidna[x]==3.20 \\\n{HASHES}"
VULNERABLE = {
    "vulns": [
        {
            "id": "GHSA-x84v-xcm2-53pg",
            "aliases": ["CVE-2018-18074"],
            "summary": "Insufficiently protected credentials",
            "affected": [
                {
                    "package": {"name": "requests", "ecosystem": "PyPI"},
                    "ranges": [
                        {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.20.0"}]},
                    ],
                }
            ],
        }
    ]
}


class Service(BaseHTTPRequestHandler):
    """Knows of one vulnerability, unless it is told to answer otherwise."""

    status = 200
    body: bytes | None = None
    asked: list[str] = []  # noqa: RUF012 - one service at a time

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append(asked["package"]["name"])
        known = VULNERABLE if asked["package"]["name"] == "requests" else {}
        answer = self.body if self.body is not None else json.dumps(known).encode()
        self.send_response(self.status)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Its address."""
    monkeypatch.setattr(Service, "status", 200)
    monkeypatch.setattr(Service, "body", None)
    monkeypatch.setattr(Service, "asked", [])
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1/query"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Returns a project with two pins in its locks, one of them for Windows only."""
    (tmp_path / "packaging/locks").mkdir(parents=True)
    shutil.copy(ROOT / "packaging/audit.sh", tmp_path / "packaging")
    (tmp_path / ".venv").symlink_to(sys.prefix)
    for name, text in {"run": LOCK, "build": "", "package": LOCK, "publish": ""}.items():
        (tmp_path / f"packaging/locks/{name}.txt").write_text(text)
    return tmp_path


def audit(project: Path, address: str) -> "subprocess.CompletedProcess[str]":
    options = ("--vulnerability-service", "osv", "--osv-url", address, "--timeout", "5")
    return subprocess.run(
        ["bash", str(project / "packaging/audit.sh"), *options],
        env={**os.environ, "NO_PROXY": "127.0.0.1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_known_vulnerability_fails(project: Path, service: str) -> None:
    """GIVEN a lock with requests 2.19.0, on Windows only WHEN it is audited anywhere THEN it fails."""
    done = audit(project, service)
    assert done.returncode == 1
    assert re.search(r"requests +2\.19\.0 +CVE-2018-18074 +2\.20\.0", done.stdout)


def test_without_vulnerabilities_it_passes(
    project: Path, service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Service, "body", b"{}")
    done = audit(project, service)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert sorted(Service.asked) == ["idna", "requests"]


@pytest.mark.parametrize(("status", "body"), [(404, b"{}"), (500, b""), (403, b"blocked"), (200, b"<html>")])
def test_a_service_that_does_not_answer_fails(
    project: Path, service: str, monkeypatch: pytest.MonkeyPatch, status: int, body: bytes
) -> None:
    monkeypatch.setattr(Service, "status", status)
    monkeypatch.setattr(Service, "body", body)
    assert audit(project, service).returncode != 0


def test_a_dead_address_fails(project: Path) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        assert audit(project, f"http://127.0.0.1:{unused.getsockname()[1]}/").returncode != 0


def test_a_lock_that_is_missing_fails(project: Path, service: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Service, "body", b"{}")
    (project / "packaging/locks/build.txt").unlink()
    assert audit(project, service).returncode != 0


def test_every_pin_of_our_locks_is_asked_for(
    project: Path, service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Service, "body", b"{}")
    pinned = set()
    for name in ("run", "build", "package", "publish"):
        text = (ROOT / f"packaging/locks/{name}.txt").read_text()
        (project / f"packaging/locks/{name}.txt").write_text(text)
        pinned |= set(re.findall(r"^([a-z0-9.-]+)", text, re.MULTILINE))
    assert audit(project, service).returncode == 0
    assert (
        set(Service.asked) == pinned >= {"cryptography", "pyside6-essentials", "pywin32-ctypes", "macholib"}
    )
