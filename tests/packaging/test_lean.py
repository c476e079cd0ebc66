"""What bundles keep and leave out, by the places that each system's PyInstaller gives the files."""

import pytest

import lean


@pytest.mark.parametrize(
    "place",
    [
        "PySide6\\Qt6Core.dll",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6\\plugins\\imageformats\\qsvg.dll",
        "PySide6\\QtWidgets.pyd",
        "python313.dll",
        "python3.dll",
        "VCRUNTIME140.dll",
        "VCRUNTIME140_1.dll",
        "libffi-8.dll",
        "sqlite3.dll",
        "PySide6\\MSVCP140_2.dll",
        "PySide6\\pyside6.abi3.dll",
        "shiboken6\\shiboken6.abi3.dll",
        "PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore",
        "PySide6/Qt/lib/QtCore.framework/Versions/A/Resources/Info.plist",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "Python.framework/Versions/3.13/Python",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "resources/icons/app.svg",
    ],
)
def test_file_when_the_window_needs_it_then_is_kept(place: str) -> None:
    assert lean.keeps(place, system=False)


@pytest.mark.parametrize(
    "place",
    [
        "PySide6\\Qt6Network.dll",
        "PySide6\\plugins\\tls\\qschannelbackend.dll",
        "PySide6\\opengl32sw.dll",
        "api-ms-win-crt-runtime-l1-1-0.dll",
        "ucrtbase.dll",
        "icuuc.dll",
        "libcrypto-3.dll",
        "PySide6\\translations\\qtbase_de.qm",
        "PySide6/Qt/lib/QtNetwork.framework/Versions/A/QtNetwork",
        "PySide6/Qt/lib/QtNetwork.framework/Versions/A/Resources/Info.plist",
        "PySide6/Qt/lib/QtNetwork.framework/QtNetwork",
        "PySide6/Qt/plugins/imageformats/libqjpeg.dylib",
        "PySide6/Qt/lib/libQt6Qml.so.6",
    ],
)
def test_file_when_nothing_needs_it_then_goes_with_all_that_belongs_to_it(place: str) -> None:
    """A framework of macOS with a part missing would break the seal of the app."""
    assert not lean.keeps(place, system=False)


def test_script_when_it_is_ours_then_stays_and_the_hook_that_loads_qt_goes_on_every_system() -> None:
    """`akg` asks for a passphrase: nothing of Qt is loaded before its first line, or after it."""
    found = ("pyi_rth_inspect", "pyi_rth_pyside6", "start", "__main__")
    assert [script for script in found if lean.starts_with(script)] == ["start", "__main__"]


def test_script_when_it_is_a_hook_that_nobody_decided_about_then_nothing_is_built() -> None:
    with pytest.raises(SystemExit, match="pyi_rth_gtk would run at every start"):
        lean.starts_with("pyi_rth_gtk")
