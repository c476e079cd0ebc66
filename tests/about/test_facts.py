"""What the program says of itself, frozen and installed; nothing about who uses it."""

import getpass
import hashlib
import json
import platform
from importlib import metadata
from pathlib import Path

import pytest

from app import NAME, __version__
from app.about.facts import Facts, Installation, as_json, as_text, check_files, facts


def reported() -> dict[str, object]:
    value: dict[str, object] = json.loads(as_json(facts(), check_files()))
    return value


def test_a_bundle_tells_its_record(frozen: Path) -> None:
    value = reported()
    assert (value["kind"], value["commit"], value["built"]) == ("bundle", "0" * 40, "2026-11-18T11:06:40Z")
    assert value["qt"] == "6.11.3"
    assert value["components"][1]["parts"] == ["zlib 1.3"]  # type: ignore[index]
    assert value["files"]["akg"] == {"sha256": hashlib.sha256(b"the terminal").hexdigest()}  # type: ignore[index]
    assert value["changed"] == value["missing"] == value["added"] == []


def test_a_checkout_tells_what_is_installed() -> None:
    value = reported()
    assert (value["name"], value["version"], value["kind"]) == (NAME, __version__, "source")
    assert value["python"] == platform.python_version()
    assert value["cryptography"] == metadata.version("cryptography")
    assert value["qt"] == metadata.version("PySide6_Essentials")
    assert str(value["openssl"]).startswith("OpenSSL ")
    names = {each["name"] for each in value["components"]}  # type: ignore[attr-defined]
    assert {"cryptography", "cffi", "keyring", "PySide6_Essentials", "segno", "shiboken6", "zxcvbn"} <= names
    assert not names & {"pytest", "pyinstaller", "setuptools"}


def test_a_checkout_has_no_record_of_its_files_and_says_so() -> None:
    value = reported()
    assert value["files"] == {}
    assert (value["changed"], value["missing"], value["added"]) == ([], [], [])
    assert "Files: not checked" in as_text(facts(), check_files())


def test_the_text_for_reports_names_no_person_and_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    text = as_text(facts())
    assert f"{NAME} {__version__} (source)" in text
    assert "cryptography" in text
    assert str(Path.home()) not in text
    assert platform.node() not in text
    assert getpass.getuser() not in text.split()


def test_what_is_not_known_is_said() -> None:
    text = as_text(Facts(Installation.WHEEL, "", "", ()))
    assert "Commit: not known" in text
    assert "Built: not built" in text
