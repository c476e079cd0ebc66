"""Asks for known vulnerabilities of everything that runs, builds and packs: the locks run, build and package.

`.venv/bin/python packaging/audit.py [OPTION...]`: options go to pip-audit, such as "-s osv". Every pin is
asked for, also those of other systems. Needs the network, so it is no part of `make test`.

The exit status: 0 where every pin was asked for and none has a known vulnerability; 1 where one has; 2 where
the audit could not be done: no answer, an answer that says nothing of a pin, no pins. It never passes by
mistake. A finding that does not concern us is named in packaging/audit-ignored.toml, as
`ID = {reason = "...", until = 2027-01-31}`; after that day it counts again.

Not asked for: what those packages carry that is no Python package (Qt, ICU, OpenSSL). Their versions stand in
the bill of materials.
"""

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCKS = tuple(ROOT / "packaging" / "locks" / f"{name}.txt" for name in ("run", "build", "package"))
IGNORED = ROOT / "packaging" / "audit-ignored.toml"
CLEAN, VULNERABLE, NOT_AUDITED = 0, 1, 2
_PIN = re.compile(
    r"^([a-z0-9.-]+)(?:\[[^]]*\])?==([^\s;]+)[^#\n]*?\\?\n((?: +--hash=[^\n]*\n)+)", re.MULTILINE
)
_LINE = re.compile(r"^[A-Za-z0-9]", re.MULTILINE)


class NotAuditedError(Exception):
    """The audit could not be done, or not for everything."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A known vulnerability, by all of its names."""

    package: str
    names: tuple[str, ...]
    fixed_in: str


def pins(locks: tuple[Path, ...] = LOCKS) -> dict[tuple[str, str], str]:
    """Name and version of every pin, and its hashes as they stand in the lock. Raises NotAuditedError."""
    found: dict[tuple[str, str], str] = {}
    for lock in locks:
        text = lock.read_text(encoding="utf-8")
        here = {(name, version): hashes for name, version, hashes in _PIN.findall(text)}
        if not here or len(here) != len(_LINE.findall(text)):
            raise NotAuditedError(f"{lock.name} holds no pins, or some that this cannot read")
        found.update(here)
    return found


def ask(wanted: dict[tuple[str, str], str], options: list[str]) -> list[Finding]:
    """Every finding of pip-audit's. Raises NotAuditedError unless it answers for each of the pins."""
    with tempfile.TemporaryDirectory() as folder:
        lock = Path(folder) / "pins.txt"
        lines = (f"{name}=={version} \\\n{hashes}" for (name, version), hashes in sorted(wanted.items()))
        lock.write_text("".join(lines), encoding="utf-8")
        answer = _run(lock, options)
    return _findings(answer, set(wanted))


def _run(lock: Path, options: list[str]) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(lock), "--require-hashes"]
    command += ["--disable-pip", "--strict", "--format", "json", "--desc", "off", "--progress-spinner", "off"]
    command += ["--cache-dir", str(lock.parent / "cache")]  # no answer of yesterday's
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    try:
        answer: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError) as error:
        raise NotAuditedError(_last_line(done.stderr) or f"pip-audit ended with {done.returncode}") from error
    return answer


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1].removeprefix("ERROR:pip_audit._cli:") if lines else ""


def _findings(answer: list[dict[str, Any]], wanted: set[tuple[str, str]]) -> list[Finding]:
    audited = {
        (each["name"], each["version"]) for each in answer if "skip_reason" not in each and "vulns" in each
    }
    if left := sorted(name for name, version in wanted - audited):
        raise NotAuditedError(f"nothing was answered for {', '.join(left)}")
    return [
        Finding(
            f"{each['name']} {each['version']}",
            (vulnerability["id"], *vulnerability.get("aliases", ())),
            ", ".join(vulnerability.get("fix_versions", ())),
        )
        for each in answer
        for vulnerability in each["vulns"]
    ]


def ignored(file: Path, today: date) -> set[str]:
    """The names that are excused today. Raises NotAuditedError for an entry without a reason or a date."""
    if not file.exists():
        return set()
    names = set()
    for name, entry in tomllib.loads(file.read_text(encoding="utf-8")).items():
        if not isinstance(entry, dict) or not entry.get("reason") or type(entry.get("until")) is not date:
            raise NotAuditedError(f"{file.name}: {name} needs a reason, and a date in `until`")
        if entry["until"] >= today:
            names.add(name)
    return names


def main(options: list[str]) -> int:
    """Returns the exit status."""
    try:
        wanted = pins()
        excused = ignored(IGNORED, datetime.now(UTC).date())
        found = ask(wanted, options)
    except NotAuditedError as error:
        print(f"audit: could not be done: {error}", file=sys.stderr)
        return NOT_AUDITED
    left = [each for each in found if not excused.intersection(each.names)]
    for each in left:
        print(f"audit: {each.package}: {', '.join(each.names)} (fixed in: {each.fixed_in or 'nothing yet'})")
    print(f"audit: {len(wanted)} pins, {len(left)} known vulnerabilities, {len(found) - len(left)} excused")
    return VULNERABLE if left else CLEAN


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
