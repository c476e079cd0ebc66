"""What packaging/contents says of a small bundle, made of real files with PyInstaller's kind of tables."""

import hashlib
import json
import platform
import shutil
import sys
import sysconfig
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from PyInstaller.building.osx import BUNDLE

from app import NAME, __version__
from app.about import bundle as reader
from contents import inside, licence_folder, origins, record

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
EPOCH = 1_795_000_000
QT = "PySide6/Qt/lib/libQt6Core.so.6"


def of(distribution: str, name: str) -> Path:
    """Returns the installed file of a distribution that ends so."""
    found = metadata.distribution(distribution)
    return next(Path(str(found.locate_file(file))) for file in found.files or () if str(file).endswith(name))


RUST = of("bcrypt", ".so" if sys.platform != "win32" else ".pyd")
STDLIB = Path(sysconfig.get_path("stdlib"))
FILES = {
    f"bcrypt/{RUST.name}": RUST,
    QT: of("PySide6_Essentials", "glue/qtcore.cpp"),  # small, and from the same wheel
    "resources/wordlists/eff_large_wordlist.txt": ROOT / "resources/wordlists/eff_large_wordlist.txt",
    "resources/icons/app.svg": ROOT / "resources/icons/app.svg",
    "base_library.zip": STDLIB / "os.py",
}
MODULES = {
    "app": ROOT / "app/__init__.py",
    "keyring": of("keyring", "keyring/__init__.py"),
    "segno": of("segno", "segno/__init__.py"),
    "zxcvbn": of("zxcvbn", "zxcvbn/__init__.py"),
    "json": STDLIB / "json/__init__.py",
}


class Built:
    """A bundle and PyInstaller's work folder."""

    def __init__(self, folder: Path) -> None:
        self.bundle, self.work = folder / "bundle", folder / "work"
        self.work.mkdir(parents=True)
        self.files, self.modules = dict(FILES), dict(MODULES)
        for name, source in FILES.items():
            self.add(f"_internal/{name}", source)
        self.add("akg", ROOT / "LICENSE")
        (self.bundle / "_internal/libQt6Core.so.6").symlink_to(QT)

    def add(self, name: str, source: Path) -> None:
        (self.bundle / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, self.bundle / name)

    def write(self, beside: Path | None = None) -> None:
        collected = [(name, str(source), "BINARY") for name, source in self.files.items()]
        collected.append(("akg", str(self.work / "akg"), "EXECUTABLE"))
        frozen = [(name, str(source), "PYMODULE-1") for name, source in self.modules.items()]
        frozen.append(("struct", str(self.work / "localpycs/struct.pyc"), "PYMODULE"))
        (self.work / "COLLECT-00.toc").write_text(repr((collected,)))
        (self.work / "PYZ-00.toc").write_text(repr(("PYZ-00.pyz", frozen)))
        record.write(self.bundle, self.work, beside)

    def written(self) -> dict[str, Any]:
        written: dict[str, Any] = json.loads(record.record_of(self.bundle).read_text())
        return written

    def bill(self) -> dict[str, Any]:
        bill: dict[str, Any] = json.loads((self.bundle / record.BILL).read_text())
        return bill


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Built:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(EPOCH))
    return Built(tmp_path)


def named(parts: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {part["name"]: part for part in parts}


def test_the_bill_names_what_is_inside_and_nothing_else(built: Built) -> None:
    built.write()
    bill = built.bill()
    assert bill["metadata"]["component"]["name"] == NAME
    assert bill["metadata"]["component"]["version"] == __version__
    assert bill["metadata"]["timestamp"] == "2026-11-18T11:06:40Z"
    inner = named(bill["components"])
    assert set(inner) == {
        "bcrypt",
        "EFF large wordlist",
        "keyring",
        "pyinstaller",
        "Python",
        "Qt",
        "segno",
        "zxcvbn",
    }
    assert inner["keyring"]["purl"] == f"pkg:pypi/keyring@{metadata.version('keyring')}"
    assert inner["Python"]["version"] == platform.python_version()
    assert inner["Qt"]["licenses"] == [{"expression": "LGPL-3.0-only"}]
    assert inner["segno"]["licenses"] == [{"expression": "BSD-3-Clause"}]
    assert inner["zxcvbn"]["properties"] == [{"name": "akg:modules-inside-of-the-executables", "value": "1"}]


def test_the_bill_is_cyclonedx(built: Built) -> None:
    import cyclonedx.schema
    import cyclonedx.validation.json

    built.write()
    validator = cyclonedx.validation.json.JsonStrictValidator(cyclonedx.schema.SchemaVersion.V1_6)
    assert validator.validate_str((built.bundle / record.BILL).read_text()) is None


def test_what_is_no_cyclonedx_is_not_written(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contents.bill._reference", lambda origin: "the same for all")
    with pytest.raises(ValueError, match="not CycloneDX"):
        built.write()


def test_every_file_has_its_hash_in_both_records(built: Built) -> None:
    built.write()
    inner = named([built.bill()["metadata"]["component"], *built.bill()["components"]])
    files = named(
        [part for each in inner.values() for part in each.get("components", ()) if part["type"] == "file"]
    )
    written = built.written()["files"]
    for path in {*(f"_internal/{name}" for name in FILES), "akg"}:
        digest = hashlib.sha256((built.bundle / path).read_bytes()).hexdigest()
        assert files[path]["hashes"] == [{"alg": "SHA-256", "content": digest}]
        assert written[path] == digest
    assert written[record.BILL] == hashlib.sha256((built.bundle / record.BILL).read_bytes()).hexdigest()


def test_what_is_linked_into_a_file_is_named(built: Built) -> None:
    built.write()
    inner = named(named(built.bill()["components"])["bcrypt"]["components"])
    assert inner["bcrypt-pbkdf"]["purl"].startswith("pkg:cargo/bcrypt-pbkdf@0.")


def test_the_maker_of_cryptography_says_which_openssl_is_inside() -> None:
    from app.keys.engine import openssl_version

    origin = origins.of_source(of("cryptography", "hazmat/bindings/__init__.py"))
    version = next(version for _, version, purl, _ in origin.parts if purl.startswith("pkg:generic/openssl@"))
    assert openssl_version().startswith(f"OpenSSL {version} ")


def test_the_same_bundle_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(EPOCH))
    written = []
    for name in ("one", "another-folder"):
        built = Built(tmp_path / name)
        built.write()
        built.write()
        written.append([(each.path, each.sha256) for each in inside.files_of(built.bundle)])
    assert written[0] == written[1]


def test_another_file_gives_another_serial_number(built: Built) -> None:
    built.write()
    before = built.bill()["serialNumber"]
    (built.bundle / "akg").write_bytes(b"another")
    built.write()
    assert built.bill()["serialNumber"] != before


def test_a_library_that_nobody_answers_for_is_refused(built: Built) -> None:
    built.add("_internal/libstrange.so.1", ROOT / "LICENSE")
    with pytest.raises(SystemExit, match=r"nobody answers for libstrange\.so\.1"):
        built.write()


def test_a_library_from_nowhere_is_refused(built: Built, tmp_path: Path) -> None:
    (tmp_path / "libstrange.so").write_bytes(b"")
    built.files["libstrange.so"] = tmp_path / "libstrange.so"
    built.add("_internal/libstrange.so", tmp_path / "libstrange.so")
    with pytest.raises(SystemExit, match="no distribution and no package owns it"):
        built.write()


def test_tables_that_are_missing_are_an_error(built: Built) -> None:
    with pytest.raises(SystemExit, match="no tables"):
        record.write(built.bundle, built.work)


def test_every_component_has_its_licence_texts(built: Built) -> None:
    built.write()
    folder = built.bundle / record.LICENCES
    index = (folder / licence_folder.INDEX).read_text()
    for component in built.written()["components"]:
        assert component["texts"]
        assert f"{component['name']} {component['version']}\n" in index
        for name in component["texts"]:
            assert len((folder / name).read_text()) > 400, name
    assert "You may replace Qt by a version of your own" in index
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in (folder / "LGPL-3.0.txt").read_text()


@pytest.fixture
def no_texts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Distributions without licence files; nothing of that is remembered."""
    caches = (origins._of_distribution, origins.bootloader)
    for each in caches:
        each.cache_clear()
    monkeypatch.setattr("contents.origins.licence_texts", lambda distribution: ())
    yield
    for each in caches:
        each.cache_clear()


def test_a_component_without_a_licence_text_is_refused(built: Built, no_texts: None) -> None:
    with pytest.raises(SystemExit, match="has no licence text"):
        built.write()


def test_the_program_finds_its_files_as_they_were_built(
    built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    built.write()
    monkeypatch.setattr(sys, "_MEIPASS", str(built.bundle / "_internal"), raising=False)
    reader.contents.cache_clear()
    try:
        assert reader.check().is_good
        (built.bundle / "_internal" / QT).write_bytes(b"replaced")
        assert reader.check().changed == (f"_internal/{QT}",)
    finally:
        reader.contents.cache_clear()


def test_the_commit_is_recorded_and_whether_files_differ_from_it(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"rev-parse": "0" * 40, "status": ""}
    monkeypatch.setattr(record, "_git", lambda verb, *rest: answers[verb])
    assert record.commit() == "0" * 40
    answers["status"] = " M app/__init__.py"
    assert record.commit() == "0" * 40 + "+"
    answers["rev-parse"] = ""
    assert record.commit() == ""


class App(Built):
    """The same files in an app of macOS, laid out by PyInstaller itself."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.files |= {
            "Python": STDLIB / "os.py",
            "python3.13/lib-dynload/_csv.cpython-313-darwin.so": STDLIB / "csv.py",
            "PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore": FILES[QT],
            "PySide6/QtCore.abi3.so": FILES[QT],
        }
        self.bundle = folder / "A.app" / "Contents" / "Frameworks"
        self.resources = self.bundle.with_name("Resources")
        table = [
            (name, str(source), "DATA" if name.startswith(("resources/", "base_library")) else "BINARY")
            for name, source in self.files.items()
        ]
        for name, source, kind in BUNDLE._process_bundle_toc(BUNDLE.__new__(BUNDLE), table):
            place = folder / "A.app" / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(source) if kind == "SYMLINK" else shutil.copyfile(source, place)


def test_in_an_app_of_macos_what_is_no_code_lies_beside_the_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GIVEN PyInstaller's layout WHEN it is recorded THEN the seal's rules are kept, and all is found."""
    made = App(tmp_path)
    code = {path.name for path in made.bundle.iterdir()}
    beside = {path.name for path in made.resources.iterdir()}
    made.write(beside=made.resources)
    assert {path.name for path in made.bundle.iterdir()} == code
    assert {path.name for path in made.resources.iterdir()} == beside | {record.LICENCES, record.BILL}
    monkeypatch.setattr(sys, "_MEIPASS", str(made.bundle), raising=False)
    reader.contents.cache_clear()
    assert reader.check().is_good
    assert reader.licence_folder() == made.resources / record.LICENCES
    reader.contents.cache_clear()


def test_in_an_app_of_macos_every_file_has_its_owner_where_dots_of_folders_are_renamed(
    tmp_path: Path,
) -> None:
    """Both halves count: code, and data such as the word list, whose licence must be shown there too."""
    made = App(tmp_path)
    made.write(beside=made.resources)
    bill = json.loads((made.resources / record.BILL).read_text())
    owners = {
        file["name"]: each["name"]
        for each in (bill["metadata"]["component"], *bill["components"])
        for file in each.get("components", ())
    }
    assert owners["python3__dot__13/lib-dynload/_csv.cpython-313-darwin.so"] == "Python"
    assert owners["PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore"] == "Qt"
    assert owners["../Resources/resources/wordlists/eff_large_wordlist.txt"] == "EFF large wordlist"
    assert owners["../Resources/base_library.zip"] == "Python"
