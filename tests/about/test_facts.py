"""What the program says of itself, frozen and installed; nothing about who uses it."""

import getpass
import hashlib
import json
import platform
from importlib import metadata
from pathlib import Path

import pytest

from app import NAME, __version__
from app.about import installed
from app.about.facts import Facts, Kind, as_json, as_text, check_files, facts


def told() -> dict[str, object]:
    value: dict[str, object] = json.loads(as_json(facts(), check_files()))
    return value


def test_a_bundle_tells_its_record(frozen: Path) -> None:
    value = told()
    assert (value["kind"], value["commit"], value["built"]) == ("bundle", "0" * 40, "2026-11-18T11:06:40Z")
    assert value["qt"] == "6.11.3"
    assert value["components"][1]["parts"] == ["zlib 1.3"]  # type: ignore[index]
    assert value["files"]["akg"] == {"sha256": hashlib.sha256(b"the terminal").hexdigest()}  # type: ignore[index]
    assert value["changed"] == value["missing"] == value["added"] == []


def test_a_checkout_tells_what_is_installed() -> None:
    value = told()
    assert (value["name"], value["version"], value["kind"]) == (NAME, __version__, "source")
    assert value["python"] == platform.python_version()
    assert value["cryptography"] == metadata.version("cryptography")
    assert value["qt"] == metadata.version("PySide6_Essentials")
    assert str(value["openssl"]).startswith("OpenSSL ")
    names = {each["name"] for each in value["components"]}  # type: ignore[attr-defined]
    assert {"cryptography", "cffi", "keyring", "PySide6_Essentials", "shiboken6", "zxcvbn"} <= names
    assert not names & {"pytest", "pyinstaller", "setuptools"}


def test_installed_code_is_compared_with_what_the_installer_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    check = installed.check()
    assert check.is_good, check
    names = set(check.files)
    assert "PySide6/Qt/lib/libQt6Core.so.6" in names
    assert any(name.startswith("cryptography/hazmat/bindings/_rust") for name in names)
    monkeypatch.setattr(installed, "sha256", lambda path: "00" * 32)
    assert set(installed.check().changed) == names


def test_missing_code_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_file", lambda path: not path.name.startswith("_rust"))
    assert all("_rust" in name for name in installed.check().missing)
    assert installed.check().missing


def test_the_text_for_reports_names_no_person_and_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    text = as_text(facts())
    assert f"{NAME} {__version__} (source)" in text
    assert "cryptography" in text
    assert str(Path.home()) not in text
    assert platform.node() not in text
    assert getpass.getuser() not in text.split()


def test_what_is_not_known_is_said() -> None:
    text = as_text(Facts(Kind.WHEEL, "", "", ()))
    assert "Commit: not known" in text
    assert "Built: not built" in text
