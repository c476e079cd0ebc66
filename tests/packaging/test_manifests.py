"""What winget, scoop and Homebrew are told of a release, read back by parsers of others."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import checksums
import manifests
import places
from macos import application
from tests.packaging.schemas import ADDRESS, FILES, compare, stand_ins


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    folder = tmp_path / "packages"
    folder.mkdir()
    stand_ins(folder)
    return folder


@pytest.fixture
def written(packages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Returns the folder with all of them."""
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://git.example")
    monkeypatch.setenv("GITHUB_REPOSITORY", "owner/repository")
    assert manifests.main([str(packages), str(tmp_path / "written")]) == 0
    return tmp_path / "written"


def downloads(packages: Path, ending: str) -> tuple[str, str]:
    """Returns where the file will be, and its hash."""
    (path,) = packages.glob(f"*-{ending}")
    return f"{ADDRESS}/releases/download/v{places.VERSION}/{path.name}", checksums.sha256(path)


def winget(written: Path) -> dict[str, dict[str, Any]]:
    """Returns the three by their type."""
    read = [YAML(typ="safe").load(path) for path in written.rglob("*.yaml")]
    return {each["ManifestType"]: each for each in read}


def test_winget_when_it_reads_its_three_files_then_each_has_what_its_schema_requires(written: Path) -> None:
    """The names are those of winget-cli's schemas 1.12.0, whose texts are not ours to keep here."""
    required = {
        "version": {"DefaultLocale"},
        "installer": {"Installers"},
        "defaultLocale": {"PackageLocale", "Publisher", "PackageName", "License", "ShortDescription"},
    }
    three = winget(written)
    assert three.keys() == required.keys()
    for kind, names in required.items():
        assert names <= three[kind].keys()
        assert three[kind]["ManifestVersion"] == "1.12.0"
        assert three[kind]["PackageVersion"] == places.VERSION
        assert re.fullmatch(r"[^.\s]{1,32}(\.[^.\s]{1,32}){1,7}", three[kind]["PackageIdentifier"])
    assert (three["version"]["DefaultLocale"], three["defaultLocale"]["PackageLocale"]) == ("en-US", "en-US")


def test_winget_when_it_looks_for_the_files_then_they_lie_where_its_repository_has_them(
    written: Path,
) -> None:
    name = "AsymmetricKeyGenerator.AsymmetricKeyGenerator"
    folder = written / "winget/manifests/a/AsymmetricKeyGenerator/AsymmetricKeyGenerator" / places.VERSION
    found = {path.name for path in folder.iterdir()}
    assert found == {f"{name}.yaml", f"{name}.installer.yaml", f"{name}.locale.en-US.yaml"}


def test_winget_when_it_installs_then_has_the_installer_and_its_entry_in_the_list_of_apps(
    written: Path, packages: Path
) -> None:
    """It finds what it installed by publisher, name and key of the entry, which the installer writes."""
    installer = winget(written)["installer"]
    (only,) = installer["Installers"]
    assert (only["InstallerUrl"], only["InstallerSha256"]) == downloads(packages, "windows-x86_64-setup.exe")
    assert (installer["InstallerType"], installer["Scope"], only["Architecture"]) == (
        "nullsoft",
        "user",
        "x64",
    )
    script = (places.ROOT / "packaging" / "windows" / "installer.nsi").read_text("utf-8")
    assert re.search(r'!define ENTRY ".*\\Uninstall\\(\w+)"', script)[1] == installer["ProductCode"]  # type: ignore[index]
    assert winget(written)["defaultLocale"]["Publisher"] == places.PUBLISHER


def test_scoop_when_it_installs_then_has_archive_folder_and_both_programs(
    written: Path, packages: Path
) -> None:
    manifest = json.loads((written / "scoop/bucket/asymmetric-key-generator.json").read_text())
    (only,) = manifest["architecture"].values()
    assert (only["url"], only["hash"]) == downloads(packages, "windows-x86_64.zip")
    assert only["url"].endswith(f"/{only['extract_dir']}.zip")
    assert (manifest["bin"], manifest["shortcuts"][0][0]) == ("akg.exe", "AsymmetricKeyGenerator.exe")
    following = manifest["autoupdate"]["architecture"]["64bit"]
    assert following["url"].replace("$version", places.VERSION) == only["url"]
    assert following["extract_dir"].replace("$version", places.VERSION) == only["extract_dir"]
    assert following["hash"]["url"] == "$url.CHECKSUM"


def test_cask_when_homebrew_reads_it_then_has_image_floor_and_both_programs(
    written: Path, packages: Path
) -> None:
    cask = (written / "homebrew/Casks/asymmetric-key-generator.rb").read_text()
    url, digest = downloads(packages, "macos-arm64.dmg")
    stanzas = dict(re.findall(r'^  (\w+) "(.*)"$', cask, re.MULTILINE))
    assert (stanzas["url"].replace("#{version}", places.VERSION), stanzas["sha256"]) == (url, digest)
    assert stanzas["app"] == places.APP.name
    assert stanzas["binary"] == f"#{{appdir}}/{places.APP.name}/Contents/MacOS/akg"
    assert len(stanzas["desc"]) <= 80
    assert {"sequoia": "15.0"}[manifests.OLDEST_MACOS] == application.OLDEST
    assert "depends_on macos: :sequoia\n" in cask


@pytest.mark.parametrize("ending", FILES)
def test_manifests_when_a_file_is_not_what_its_checksum_says_then_are_not_written(
    ending: str, packages: Path
) -> None:
    next(packages.glob(f"*-{ending}")).write_text("another")
    with pytest.raises(SystemExit, match=f"{re.escape(ending)} is missing, or is not"):
        manifests.manifests(packages, ADDRESS)


def test_manifests_when_the_address_is_not_known_then_are_not_written(
    packages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_REPOSITORY", raising=False)
    with pytest.raises(SystemExit, match="address is not known"):
        manifests.main([str(packages), str(tmp_path / "written")])
    assert not (tmp_path / "written").exists()


def test_manifests_when_called_wrongly_then_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert manifests.main([]) == 2
    assert "manifests.py PACKAGES FOLDER" in capsys.readouterr().err


@pytest.fixture
def schemas(tmp_path: Path) -> Path:
    """Returns a folder with a small schema wherever the two repositories have theirs."""
    folder = tmp_path / "schemas"
    of_winget = folder / "winget-cli/schemas/JSON/manifests/v1.12.0"
    version = {"const": places.VERSION}
    for kind in ("version", "installer", "defaultLocale"):
        properties = {"ManifestType": {"const": kind}, "PackageVersion": version}
        write_schema(of_winget / f"manifest.{kind}.1.12.0.json", properties)
    write_schema(folder / "Scoop/schema.json", {"version": version})
    return folder


def write_schema(path: Path, properties: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    schema = {"properties": properties, "patternProperties": {"^[A-Z]": True}, "required": list(properties)}
    path.write_text(json.dumps(schema), "utf-8")


@pytest.mark.thorough
def test_manifests_when_compared_with_the_schemas_of_clones_then_each_with_its_own(
    written: Path, schemas: Path
) -> None:
    assert compare(schemas, written) == []


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("ending", "kind"),
    [("json", "scoop"), ("installer.yaml", "installer"), ("locale.en-US.yaml", "defaultLocale")],
)
def test_manifest_when_it_is_broken_or_missing_then_is_named(
    ending: str, kind: str, written: Path, schemas: Path
) -> None:
    (manifest,) = written.rglob(f"*.{ending}")
    manifest.write_text(manifest.read_text("utf-8").replace(places.VERSION, "none"), "utf-8")
    assert [each.partition(":")[0] for each in compare(schemas, written)] == [manifest.name]
    manifest.unlink()
    assert [each.partition(":")[0] for each in compare(schemas, written)] == [kind]


def test_winget_when_a_name_is_none_of_its_schema_then_is_a_mistake(written: Path, schemas: Path) -> None:
    """Its schemas let any name pass, so that a misspelled one would have no effect."""
    (manifest,) = written.rglob("*.installer.yaml")
    manifest.write_text(manifest.read_text("utf-8") + "installModes: []\n", "utf-8")
    (wrong,) = compare(schemas, written)
    assert "installModes" in wrong


def test_schema_when_it_is_not_there_then_is_an_error(written: Path, schemas: Path) -> None:
    (schemas / "Scoop/schema.json").unlink()
    with pytest.raises(FileNotFoundError):
        compare(schemas, written)
