"""What the bundles leave out and keep, as packaging/lean.py decides it."""

import pytest

import lean

QT = "PySide6/Qt"


@pytest.mark.parametrize(
    "name",
    [
        f"{QT}/lib/libQt6Core.so.6",
        f"{QT}/lib/libQt6XcbQpa.so.6",
        f"{QT}/plugins/platforms/libqxcb.so",
        f"{QT}/plugins/imageformats/libqsvg.so",
        "PySide6\\Qt6Widgets.dll",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/Qt/lib/QtGui.framework/Versions/A/QtGui",
        "PySide6/QtGui.abi3.so",
        "cryptography/hazmat/bindings/_rust.abi3.so",
        "resources/icons/app.svg",
    ],
)
def test_what_the_program_needs_stays(name: str) -> None:
    assert lean.keeps(name, system=False)


@pytest.mark.parametrize(
    "name",
    [
        f"{QT}/lib/libQt6Network.so.6",
        f"{QT}/lib/libQt6OpenGL.so.6",
        f"{QT}/lib/libQt6SomethingNew.so.6",
        f"{QT}/plugins/tls/libqopensslbackend.so",
        f"{QT}/plugins/platforms/libqvnc.so",
        f"{QT}/plugins/platformthemes/libqgtk3.so",
        f"{QT}/translations/qtbase_de.qm",
        "PySide6\\Qt6Network.dll",
        "PySide6/Qt/lib/QtNetwork.framework/Versions/A/QtNetwork",
        "keyring-25.7.0.dist-info/METADATA",
    ],
)
def test_what_nobody_named_goes(name: str) -> None:
    assert not lean.keeps(name, system=False)


@pytest.mark.parametrize(
    ("name", "stays"),
    [
        ("libxcb-cursor.so.0", True),
        ("libffi.so.8", True),
        ("libxcb.so.1", False),
        ("libX11.so.6", False),
        ("libstdc++.so.6", False),
        ("libgcc_s.so.1", False),
        ("libssl.so.3", False),
        ("libgtk-3.so.0", False),
    ],
)
def test_of_the_systems_libraries_only_those_that_desktops_lack(name: str, stays: bool) -> None:
    assert lean.keeps(name, system=True) is stays


def test_each_has_its_reason() -> None:
    for table in (
        lean.WITHOUT_MODULES,
        lean.WITHOUT_HOOKS,
        lean.QT_PLUGINS,
        lean.QT_LIBRARIES,
        lean.CARRIED_LIBRARIES,
    ):
        assert all(table.values())
