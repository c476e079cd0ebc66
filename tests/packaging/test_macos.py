"""What is made for macOS, as far as it can be judged on other systems."""

import os
import plistlib
import subprocess
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
    assert [command[1] if command[0] == "xcrun" else command[0] for command in commands] == verbs
    assert said in sign.said(environment)


def test_image_when_packed_then_holds_the_app_and_the_way_to_applications(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "BUILD", tmp_path / "build")
    monkeypatch.delenv("MACOS_IDENTITY", raising=False)
    commands: list[list[str]] = []
    monkeypatch.setattr(subprocess, "run", lambda command, check: commands.append(command) if check else 0)
    made = tmp_path / "A.app"
    (made / "Contents").mkdir(parents=True)
    (made / "Contents" / "link").symlink_to("nowhere")
    image = dmg.pack(made, tmp_path)
    staged = tmp_path / "build" / "dmg"
    assert (staged / "A.app" / "Contents" / "link").is_symlink()
    assert (staged / "Applications").readlink() == Path("/Applications")
    assert [command[:2] for command in commands] == [["hdiutil", "create"]]
    assert commands[0][-3:] == ["-srcfolder", str(staged), str(image)]
    assert image.name == f"asymmetric-key-generator-{app.__version__}-macos-{places.machine()}.dmg"


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
