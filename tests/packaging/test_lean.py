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
        "VCRUNTIME140.dll",
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
