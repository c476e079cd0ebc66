"""What is made for Windows, as far as other systems can judge it; NSIS really compiles the installer."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pip
import pytest
from PyInstaller.utils.win32 import winmanifest

import app
import package
import places
from windows import installer, sign, version, zipped

ROOT = Path(__file__).parents[2]
WINDOWS = ROOT / "packaging" / "windows"
PROGRAMS = ("AsymmetricKeyGenerator.exe", "akg.exe")
SETTINGS = "{http://schemas.microsoft.com/SMI/2016/WindowsSettings}"
V3 = "{urn:schemas-microsoft-com:asm.v3}"


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """Returns a folder like a bundle for Windows."""
    folder = tmp_path / "bundle"
    for name in (*PROGRAMS, "_internal/Qt6Core.dll", "_internal/a folder/Z\xfcrich.txt", "licences/MIT.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"the content of {name}", "utf-8")
    return folder


@pytest.fixture
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds in the test's own folder, at one moment."""
    monkeypatch.setattr(places, "BUILD", tmp_path / "build")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763942400")


# --- the programs ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("0.1.0", (0, 1, 0, 0)), ("1.2.3rc1", (1, 2, 3, 0)), ("2", (2, 0, 0, 0)), ("1.2.3.4.5", (1, 2, 3, 4))],
)
def test_version_when_windows_counts_then_has_four_numbers(text: str, numbers: tuple[int, ...]) -> None:
    assert version.numbers(text) == numbers


def test_version_resource_when_pyinstaller_packs_and_reads_it_then_says_what_the_program_says(
    tmp_path: Path,
) -> None:
    resource = version.write(tmp_path / "akg.txt", "akg.exe", "Asymmetric Key Generator (terminal)")
    script = Path(__file__).with_name("version_resource.py")
    done = subprocess.run(
        [sys.executable, str(script), str(resource)], capture_output=True, text=True, timeout=60, check=True
    )
    rows = dict(re.findall(r"StringStruct\('(\w+)', '([^']*)'\)", done.stdout))
    assert rows == version.strings("akg.exe", "Asymmetric Key Generator (terminal)")
    assert (rows["ProductVersion"], rows["ProductName"]) == (app.__version__, app.NAME)
    assert f"filevers={version.numbers(app.__version__)}" in done.stdout
    assert "Translation', [1033, 1200]" in done.stdout


def test_manifest_when_pyinstaller_has_taken_it_over_then_asks_for_what_we_want_and_no_rights() -> None:
    ours = (WINDOWS / "application.manifest").read_bytes()
    whole = ElementTree.fromstring(winmanifest.create_application_manifest(ours))
    level = whole.find(f".//{V3}requestedExecutionLevel")
    assert level is not None
    assert (level.get("level"), level.get("uiAccess")) == ("asInvoker", "false")
    assert whole.findtext(f".//{SETTINGS}dpiAwareness") == "PerMonitorV2"
    assert whole.findtext(f".//{SETTINGS}longPathAware") == "true"


# --- the installer -----------------------------------------------------------------------------


def test_plan_when_made_then_takes_away_what_it_puts_down_and_nothing_else(bundle: Path) -> None:
    text = installer.plan(bundle)
    down, away = text.split("!macro REMOVE_FILES")
    folder, put = "", []
    for line in down.splitlines():
        if "SetOutPath" in line:
            folder = line.split('"')[1]
        elif "File " in line:
            put.append(f"{folder}\\{line.split('/oname=')[1].split(chr(34))[0]}")
    taken = re.findall(r'Delete "(.*)"', away)
    assert sorted(put) == sorted(taken)
    assert len(put) == len([path for path in bundle.rglob("*") if path.is_file()])
    assert "RMDir /r" not in text
    assert "*" not in away


def test_plan_when_folders_are_taken_away_then_the_innermost_comes_first(bundle: Path) -> None:
    folders = re.findall(r'RMDir "\$INSTDIR\\(.*)"', installer.plan(bundle))
    assert folders == ["program\\_internal\\a folder", "program\\_internal", "program\\licences", "program"]


@pytest.mark.parametrize("name", ["$INSTDIR.txt", 'a"b', "a`b"])
def test_name_when_nsis_would_read_something_into_it_then_is_refused(bundle: Path, name: str) -> None:
    (bundle / name).write_bytes(b"")
    with pytest.raises(ValueError, match="No file"):
        installer.plan(bundle)


def test_script_when_read_then_never_removes_a_folder_with_its_contents_and_runs_no_script() -> None:
    text = "".join((WINDOWS / name).read_text("utf-8") for name in ("installer.nsi", "path.nsh"))
    code = "\n".join(line.partition(";")[0] for line in text.splitlines())
    assert not re.search(r"RMDir\s+(/\w+\s+)*/r", code)
    assert not re.search(r"Delete[^\n]*\*", code)
    assert "RequestExecutionLevel user" in code
    assert "HKLM" not in code
    assert "powershell" not in code.lower(), "an installer that runs it is taken for malware"


@pytest.mark.interop
@pytest.mark.usefixtures("_elsewhere")
def test_installer_when_compiled_twice_then_has_no_warning_and_is_the_same(
    bundle: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """GIVEN two folders with the same files WHEN NSIS compiles THEN two equal programs for Windows."""
    made = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        made.append(installer.pack(bundle, tmp_path / name, *PROGRAMS))
    assert [path.read_bytes()[:2] for path in made] == [b"MZ", b"MZ"]
    assert made[0].read_bytes() == made[1].read_bytes()
    shown = capfd.readouterr().out
    assert shown.count("not signed: no command") == 4  # two uninstallers, two installers
    assert "arning" not in shown


@pytest.mark.interop
@pytest.mark.usefixtures("_elsewhere")
def test_installer_when_its_compiler_warns_then_is_not_made(
    bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = installer.plan(bundle)
    monkeypatch.setattr(installer, "plan", lambda *_: f'{right}!warning "something is odd"\n')
    with pytest.raises(subprocess.CalledProcessError):
        installer.pack(bundle, tmp_path, *PROGRAMS)
    assert not list(tmp_path.glob("*.exe"))


def test_installer_when_its_compiler_is_missing_then_says_so(
    bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "BUILD", tmp_path / "build")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(installer, "USUAL", tmp_path / "makensis.exe")
    with pytest.raises(SystemExit, match="makensis is missing"):
        installer.pack(bundle, tmp_path, *PROGRAMS)


# --- the archive -------------------------------------------------------------------------------


@pytest.mark.usefixtures("_elsewhere")
def test_zip_when_made_twice_then_is_the_same_and_holds_the_folder(bundle: Path, tmp_path: Path) -> None:
    made = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        made.append(zipped.pack(bundle, tmp_path / name))
    assert made[0].read_bytes() == made[1].read_bytes()
    with zipfile.ZipFile(made[0]) as archive:
        assert archive.testzip() is None
        inside = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
        assert {name.partition("/")[0] for name in archive.namelist()} == {made[0].stem}
    files = [path for path in bundle.rglob("*") if path.is_file()]
    assert inside == {path.relative_to(bundle).as_posix(): path.read_bytes() for path in files}


# --- signing -----------------------------------------------------------------------------------


PROGRAM = Path(pip.__file__).parent / "_vendor" / "distlib" / "w64.exe"  # for Windows, whatever runs here


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Returns a real program for Windows that nobody signed."""
    return Path(shutil.copy(PROGRAM, tmp_path / "a program.exe"))


@pytest.fixture
def signer(tmp_path: Path) -> dict[str, str]:
    """Returns an environment whose command really signs, with a certificate of its own."""
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key"
    subject = [
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=a test",
        "-addext",
        "extendedKeyUsage=codeSigning",
    ]
    made = ["openssl", "req", "-x509", *subject, "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(made, check=True, capture_output=True)
    script = tmp_path / "sign.sh"
    script.write_text(
        'osslsigncode sign -certs "$CERTIFICATE" -key "$KEY" -h sha256 -in "$1" -out "$1.signed" >"$1.log" '
        '&& mv "$1.signed" "$1"\n'
    )
    own = {"CERTIFICATE": str(certificate), "KEY": str(key)}
    return {**os.environ, **own, sign.COMMAND: f"sh '{script}' {{file}}"}


def test_signing_when_no_command_is_given_then_says_so_and_goes_on(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sign.main([str(program)], {}) == 0
    assert capsys.readouterr().out == "not signed: no command (WINDOWS_SIGN_COMMAND not set)\n"
    assert program.read_bytes() == PROGRAM.read_bytes()


def test_signing_when_no_file_is_named_then_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert sign.main([], {}) == 2
    assert "packaging/windows/sign.py FILE" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["true {file}", "touch {file}"])
def test_signing_when_the_command_succeeds_without_a_signature_then_is_refused(
    command: str, program: Path
) -> None:
    with pytest.raises(SystemExit, match=r"a program\.exe bears no signature"):
        sign.sign([program], {**os.environ, sign.COMMAND: command})


def test_signing_when_the_command_fails_then_is_an_error(program: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        sign.sign([program], {**os.environ, sign.COMMAND: "false {file}"})


def test_signing_when_the_command_has_no_place_for_the_file_then_is_refused(program: Path) -> None:
    with pytest.raises(SystemExit, match=r"\{file\} is missing"):
        sign.sign([program], {sign.COMMAND: "true"})


@pytest.mark.parametrize("script", ["sign.cmd", '"C:/our tools/sign.bat"', "sign.ps1"])
def test_signing_when_the_command_is_a_script_then_is_refused(program: Path, script: str) -> None:
    """cmd.exe would read the path of the file in the first two; Windows does not start the last."""
    with pytest.raises(SystemExit, match="names a script"):
        sign.sign([program], {sign.COMMAND: f"{script} {{file}}"})


def test_secrets_of_signing_when_packing_then_are_for_signing_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WINDOWS_SIGN_TOKEN", "secret")
    environment = package._take_signing()
    assert environment["WINDOWS_SIGN_TOKEN"] == "secret"
    assert "WINDOWS_SIGN_TOKEN" not in os.environ


def test_command_when_windows_starts_it_then_is_one_line_with_the_path_in_quotes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    line = sign._command(r'"C:\the tools\signtool.exe" sign /fd sha256 {file}', r"C:\a folder\akg.exe")
    assert line == r'"C:\the tools\signtool.exe" sign /fd sha256 "C:\a folder\akg.exe"'


@pytest.mark.interop
def test_signing_when_a_real_signer_is_the_command_then_each_file_of_ours_bears_a_signature(
    program: Path, signer: dict[str, str], tmp_path: Path
) -> None:
    """GIVEN a bundle with a library that its maker signed WHEN it is signed THEN that one stays as it is."""
    bundle = tmp_path / "bundle"
    (bundle / "_internal").mkdir(parents=True)
    theirs = Path(shutil.copy(program, bundle / "_internal" / "theirs.DLL"))
    sign.sign([theirs], signer)
    signed_by_them = theirs.read_bytes()
    for name in ("akg.exe", "_internal/ours.pyd", "_internal/ours.dll"):
        shutil.copy(program, bundle / name)
    (bundle / "_internal" / "text.txt").write_text("MZ")
    files = sign.unsigned(bundle)
    assert {path.name for path in files} == {"akg.exe", "ours.pyd", "ours.dll"}
    sign.sign(files, signer)
    assert sign.unsigned(bundle) == []
    assert theirs.read_bytes() == signed_by_them
    assert is_intact(bundle / "akg.exe", signer)


@pytest.mark.interop
@pytest.mark.usefixtures("_elsewhere")
def test_installer_when_there_is_a_command_then_installer_and_uninstaller_are_signed(
    bundle: Path,
    tmp_path: Path,
    signer: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    for name in ("CERTIFICATE", "KEY", sign.COMMAND):
        monkeypatch.setenv(name, signer[name])
    made = installer.pack(bundle, tmp_path, *PROGRAMS)
    assert is_intact(made, signer)
    assert re.findall("^(?:not )?signed", capfd.readouterr().out, re.MULTILINE) == ["signed"] * 2


def is_intact(file: Path, signer: dict[str, str]) -> bool:
    """Returns whether osslsigncode finds that the signature covers what the file is."""
    command = ["osslsigncode", "verify", "-CAfile", signer["CERTIFICATE"], "-in", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode == 0 and "Signature verification: ok" in done.stdout
