"""The audit fails for a known vulnerability, and fails otherwise where it could not be done."""

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import audit

SCRIPT = Path(audit.__file__)
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

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
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
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1/query"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "run.txt"
    file.write_text(LOCK)
    monkeypatch.setattr(audit, "LOCKS", (file,))
    monkeypatch.setattr(audit.pins, "__defaults__", ((file,),))
    monkeypatch.setattr(audit, "IGNORED", tmp_path / "audit-ignored.toml")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    return file


def run(address: str) -> int:
    return audit.main(["--vulnerability-service", "osv", "--osv-url", address, "--timeout", "5"])


@pytest.mark.interop
def test_a_known_vulnerability_fails(lock: Path, service: str, capsys: pytest.CaptureFixture[str]) -> None:
    """GIVEN a lock with requests 2.19.0, on Windows only WHEN it is audited anywhere THEN it fails."""
    assert run(service) == audit.VULNERABLE
    told = capsys.readouterr().out
    assert "requests 2.19.0" in told
    assert "CVE-2018-18074" in told
    assert "2.20.0" in told
    assert "2 pins, 1 known vulnerabilities, 0 excused" in told


@pytest.mark.interop
def test_without_vulnerabilities_it_passes(
    lock: Path, service: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Service, "body", b"{}")
    assert run(service) == audit.CLEAN
    assert "2 pins, 0 known vulnerabilities" in capsys.readouterr().out


@pytest.mark.interop
@pytest.mark.parametrize(("status", "body"), [(404, b"{}"), (500, b""), (403, b"blocked"), (200, b"<html>")])
def test_a_service_that_does_not_answer_fails_otherwise(
    lock: Path,
    service: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    status: int,
    body: bytes,
) -> None:
    monkeypatch.setattr(Service, "status", status)
    monkeypatch.setattr(Service, "body", body)
    assert run(service) == audit.NOT_AUDITED
    assert capsys.readouterr().err.startswith("audit: could not be done: ")


@pytest.mark.interop
def test_a_dead_address_fails_otherwise(lock: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        assert run(f"http://127.0.0.1:{unused.getsockname()[1]}/") == audit.NOT_AUDITED
    assert "could not be done" in capsys.readouterr().err


@pytest.mark.interop
def test_the_real_audit_fails_where_no_network_is() -> None:
    """GIVEN a proxy that is not there WHEN our own locks are audited as in CI THEN the status is 2."""
    proxy = "http://127.0.0.1:9"
    environment = {**os.environ, "HTTPS_PROXY": proxy, "https_proxy": proxy, "NO_PROXY": "", "no_proxy": ""}
    command = [sys.executable, str(SCRIPT), "--timeout", "5"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == audit.NOT_AUDITED
    assert done.stderr.startswith("audit: could not be done: ")


def answers(monkeypatch: pytest.MonkeyPatch, dependencies: list[Any] | str) -> None:
    text = dependencies if isinstance(dependencies, str) else json.dumps({"dependencies": dependencies})

    def pip_audit(command: list[str], **_: object) -> "subprocess.CompletedProcess[str]":
        return subprocess.CompletedProcess(command, 0, text, "")

    monkeypatch.setattr(subprocess, "run", pip_audit)


GOOD: list[dict[str, Any]] = [
    {"name": "requests", "version": "2.19.0", "vulns": []},
    {"name": "idna", "version": "3.20", "vulns": []},
]


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "{}",
        "[]",
        "null",
        [],
        GOOD[:1],
        [GOOD[0], {"name": "idna", "skip_reason": "not found on PyPI"}],
        [GOOD[0], {**GOOD[1], "version": "3.19"}],
        [GOOD[0], {"name": "idna", "version": "3.20"}],
    ],
)
def test_a_pin_without_an_answer_is_no_pass(
    lock: Path, monkeypatch: pytest.MonkeyPatch, answer: list[Any] | str
) -> None:
    answers(monkeypatch, answer)
    assert audit.main([]) == audit.NOT_AUDITED


def test_an_answer_for_every_pin_is_a_pass(lock: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, GOOD)
    assert audit.main([]) == audit.CLEAN


@pytest.mark.parametrize(
    "text", ["", "# nothing\n", "requests\n", "requests>=2\n", f"{LOCK}x==1\n", "-e .\n"]
)
def test_a_lock_without_pins_is_no_pass(lock: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, GOOD)
    lock.write_text(text)
    assert audit.main([]) == audit.NOT_AUDITED


def test_every_pin_of_our_locks_is_asked_for() -> None:
    names = {name for name, _ in audit.pins()}
    assert {"cryptography", "pyside6-essentials", "pyinstaller", "pywin32-ctypes", "macholib"} <= names
    lines = [line for lock in audit.LOCKS for line in lock.read_text().splitlines()]
    assert names == {line.partition("==")[0].partition("[")[0] for line in lines if line[:1].isalnum()}


FOUND = [{**GOOD[0], "vulns": [{"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": []}]}, GOOD[1]]


@pytest.mark.parametrize(
    ("entry", "status"),
    [
        ('CVE-1 = {reason = "not used", until = 2999-01-01}', audit.CLEAN),
        ('PYSEC-1 = {reason = "not used", until = 2999-01-01}', audit.CLEAN),
        ('CVE-2 = {reason = "not used", until = 2999-01-01}', audit.VULNERABLE),
        ('CVE-1 = {reason = "not used", until = 2020-01-01}', audit.VULNERABLE),
        ('CVE-1 = {reason = "", until = 2999-01-01}', audit.NOT_AUDITED),
        ('CVE-1 = {reason = "not used"}', audit.NOT_AUDITED),
        ('CVE-1 = {reason = "not used", until = "soon"}', audit.NOT_AUDITED),
        ('CVE-1 = "not used"', audit.NOT_AUDITED),
    ],
)
def test_a_finding_is_excused_only_with_a_reason_and_for_a_time(
    lock: Path, monkeypatch: pytest.MonkeyPatch, entry: str, status: int
) -> None:
    answers(monkeypatch, FOUND)
    audit.IGNORED.write_text(entry + "\n")
    assert audit.main([]) == status


def test_the_last_day_still_counts(tmp_path: Path) -> None:
    file = tmp_path / "ignored.toml"
    file.write_text('X = {reason = "r", until = 2026-11-25}\n')
    assert audit.ignored(file, date(2026, 11, 25)) == {"X"}
    assert audit.ignored(file, date(2026, 11, 26)) == set()
