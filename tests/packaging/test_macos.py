"""What is made for macOS, as far as it can be judged on other systems."""

import os
import plistlib
import shutil
import subprocess
import time
from pathlib import Path

import pytest

import app
import places
from macos import application, dmg, sign

MACOS = Path(__file__).parents[2] / "packaging" / "macos"
IDENTITY = {"MACOS_IDENTITY": "Developer ID Application: Somebody (TEAM)"}
NOTARY = {"NOTARY_KEY_FILE": "key.p8", "NOTARY_KEY_ID": "id", "NOTARY_ISSUER": "issuer"}


def test_entitlements_when_read_then_are_the_one_that_python_needs() -> None:
    """Each further one would make the app weaker: it needs a reason in the file, and a change here."""
    entitlements = plistlib.loads((MACOS / "entitlements.plist").read_bytes())
    assert entitlements == {"com.apple.security.cs.allow-unsigned-executable-memory": True}


@pytest.mark.parametrize(
    ("text", "number"), [("0.1.0", "0.1.0"), ("1.2.3rc1", "1.2.3"), ("2", "2"), ("1.2.3.4", "1.2.3")]
)
def test_version_when_apple_counts_then_has_three_numbers_at_most(text: str, number: str) -> None:
    assert application.number(text) == number


def test_info_when_written_as_a_property_list_then_says_what_the_program_says() -> None:
    info = plistlib.loads(plistlib.dumps(application.info()))
    assert (info["CFBundleName"], info["CFBundleShortVersionString"]) == (app.NAME, app.__version__)
    assert info["NSHighResolutionCapable"] is True
    assert not [key for key in info if key.endswith("UsageDescription")], "nothing is asked of the person"


def test_app_when_an_identity_is_given_then_is_sealed_with_the_hardened_runtime() -> None:
    seal, check = sign.app_commands(Path("A.app"), IDENTITY)
    assert seal[seal.index("--sign") + 1] == IDENTITY["MACOS_IDENTITY"]
    assert seal[seal.index("--options") + 1] == "runtime"
    assert seal[seal.index("--entitlements") + 1] == str(MACOS / "entitlements.plist")
    assert "--timestamp" in seal
    assert check == ["codesign", "--verify", "--deep", "--strict", "A.app"]


def test_app_when_no_identity_is_given_then_is_sealed_ad_hoc() -> None:
    seal, _ = sign.app_commands(Path("A.app"), {})
    assert seal == ["codesign", "--force", "--sign", "-", "A.app"]


@pytest.mark.parametrize(
    ("environment", "verbs", "said"),
    [
        ({}, [], "not signed: no certificate"),
        (NOTARY, [], "not signed: no certificate"),
        (IDENTITY, ["codesign"], "signed; not notarised: no credentials"),
        (IDENTITY | {"NOTARY_KEY_ID": "id"}, ["codesign"], "NOTARY_KEY_FILE, NOTARY_ISSUER not set"),
        (IDENTITY | NOTARY, ["codesign", "notarytool", "stapler", "spctl"], "signed and notarised"),
    ],
)
def test_image_when_credentials_are_there_or_not_then_that_is_done_and_said(
    environment: dict[str, str], verbs: list[str], said: str
) -> None:
    commands = sign.dmg_commands(Path("A.dmg"), environment)
    assert verbs_of(commands) == verbs
    assert said in sign.said(environment)
    both = ["codesign", "codesign", *(["ditto", *verbs[1:]] if "spctl" in verbs else [])]
    assert verbs_of(sign.app_commands(Path("A.app"), environment)) == both


def verbs_of(commands: list[list[str]]) -> list[str]:
    return [command[1] if command[0] == "xcrun" else command[0] for command in commands]


def test_app_when_it_is_notarised_then_its_archive_is_submitted_and_itself_is_stapled() -> None:
    commands = sign.app_commands(Path("build/A.app"), IDENTITY | NOTARY)
    pack, submit, staple, assess = commands[2:]
    assert pack == ["ditto", "-c", "-k", "--keepParent", "build/A.app", "build/A.zip"]
    assert submit[:4] == ["xcrun", "notarytool", "submit", "build/A.zip"]
    assert staple[-2:] == ["staple", "build/A.app"]
    assert assess[-2:] == ["execute", "build/A.app"]


class Tools:
    """Stands in for the programs of macOS: keeps what is called, and fails as often as it is told."""

    def __init__(self, failures: int) -> None:
        self.calls: list[list[str]] = []
        self._failures = failures

    def run(self, command: list[str], *, check: bool) -> None:
        self.calls.append(command)
        if command[0] == "ditto":
            shutil.copytree(command[1], command[2], symlinks=True)
        elif self._failures:
            self._failures -= 1
            raise subprocess.CalledProcessError(1, command)


def packed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, failures: int = 0
) -> tuple[Path, Tools, list[float]]:
    """Returns the image, the tools that made it, and the pauses between tries."""
    monkeypatch.setattr(places, "BUILD", folder / "build")
    monkeypatch.delenv("MACOS_IDENTITY", raising=False)
    tools, pauses = Tools(failures), list[float]()
    monkeypatch.setattr(subprocess, "run", tools.run)
    monkeypatch.setattr(time, "sleep", pauses.append)
    made = folder / "A.app"
    (made / "Contents").mkdir(parents=True)
    (made / "Contents" / "link").symlink_to("nowhere")
    return dmg.pack(made, folder), tools, pauses


def test_image_when_packed_then_holds_the_app_and_the_way_to_applications(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    image, tools, _ = packed(tmp_path, monkeypatch)
    staged = tmp_path / "build" / "dmg"
    assert (staged / "A.app" / "Contents" / "link").is_symlink()
    assert (staged / "Applications").readlink() == Path("/Applications")
    assert [command[0] for command in tools.calls] == ["ditto", "hdiutil"]
    assert tools.calls[1][-3:] == ["-srcfolder", str(staged), str(image)]
    assert image.name == f"asymmetric-key-generator-{app.__version__}-macos-{places.machine()}.dmg"


def test_image_when_hdiutil_is_busy_then_is_tried_again_after_a_while(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, tools, pauses = packed(tmp_path, monkeypatch, failures=dmg.TRIES - 1)
    assert [command[0] for command in tools.calls] == ["ditto", *["hdiutil"] * dmg.TRIES]
    assert pauses == [dmg.SECONDS_BETWEEN] * (dmg.TRIES - 1)


def test_image_when_hdiutil_fails_each_time_then_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        packed(tmp_path, monkeypatch, failures=dmg.TRIES)


def test_signing_when_called_wrongly_then_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert sign.main(["app"], {}) == 2
    assert "sign.py dmg DMG" in capsys.readouterr().err


def test_keychain_when_no_certificate_is_given_then_says_so_and_touches_nothing(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "RUNNER_TEMP": str(tmp_path)}
    done = subprocess.run(
        ["bash", str(MACOS / "keychain.sh")],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.startswith("not signed: no certificate")
    assert list(tmp_path.iterdir()) == []
