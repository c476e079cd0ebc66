"""What the environment may say: the settled one, by its values; and `akg` in a hostile one, under strace."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from app import environment
from tests.process.hostile_environment import hostile, traps
from tests.process.trace import Trace, families, started
from tests.product import BOTH, Product

BUS = "unix:path=/run/user/1000/bus"


def settled(**given: str) -> dict[str, str]:
    environ = dict(given)
    environment.settle(environ)
    return environ


@pytest.mark.parametrize(
    "name",
    [
        *("OPENSSL_MODULES", "OPENSSL_ENGINES", "OPENSSL_CONF_INCLUDE", "SSLKEYLOGFILE", "GCONV_PATH"),
        *("QT_PLUGIN_PATH", "QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_PLATFORMTHEME", "QT_STYLE_OVERRIDE"),
        *("QT_QPA_GENERIC_PLUGINS", "QT_LOGGING_RULES", "QT_DEBUG_PLUGINS", "QT_OF_THE_FUTURE"),
        *("QML2_IMPORT_PATH", "GTK_MODULES", "GTK_PATH", "GIO_EXTRA_MODULES", "LIBGL_DRIVERS_PATH"),
        *("__EGL_VENDOR_LIBRARY_FILENAMES", "GBM_BACKENDS_PATH", "VK_ICD_FILENAMES", "IBUS_ADDRESS_FILE"),
        *("DBUS_STARTER_ADDRESS", "QDBUS_DEBUG", "AT_SPI_BUS_ADDRESS"),
    ],
)
def test_what_leads_to_foreign_code_is_removed(name: str) -> None:
    assert name not in settled(**{name: "/tmp/x"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("QT_SCALE_FACTOR", "1.5"), ("QT_SCREEN_SCALE_FACTORS", "2;1"), ("QT_FONT_DPI", "120")),
        *(("QT_IM_MODULE", "ibus"), ("QT_LINUX_ACCESSIBILITY_ALWAYS_ON", "1"), ("XMODIFIERS", "@im=ibus")),
        *(
            ("QT_QPA_PLATFORMTHEME", "xdgdesktopportal"),
            ("QT_QPA_PLATFORM", "wayland;xcb"),
            ("WAYLAND_DISPLAY", "wayland-0"),
            ("DISPLAY", "localhost:10.0"),
        ),
        *(("DBUS_SESSION_BUS_ADDRESS", BUS), ("DBUS_SESSION_BUS_ADDRESS", f"{BUS},guid=0123")),
        *(("DBUS_SESSION_BUS_ADDRESS", "unix:abstract=/tmp/dbus-x"), ("AT_SPI_BUS_ADDRESS", BUS)),
        *(("PATH", "/usr/bin"), ("HOME", "/home/x"), ("XDG_CONFIG_HOME", "/home/x/c"), ("SUDO_USER", "x")),
    ],
)
def test_what_people_need_stays(name: str, value: str) -> None:
    assert settled(**{name: value})[name] == value


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("unixexec:path=/bin/sh,argv1=-c,argv2=id", "disabled:"),
        ("tcp:host=127.0.0.1,port=9", "disabled:"),
        ("nonce-tcp:host=127.0.0.1,port=9,noncefile=/x", "disabled:"),
        ("autolaunch:", "disabled:"),
        ("autolaunch:scope=user", "disabled:"),
        ("unix:dir=/tmp", "disabled:"),
        ("unix:path=/a,abstract=b", "disabled:"),
        ("UNIXEXEC:path=/bin/sh", "disabled:"),
        (" unixexec:path=/bin/sh", "disabled:"),
        ("", "disabled:"),
        (";;", "disabled:"),
        (f"unixexec:path=/bin/sh;{BUS}", BUS),
        (f"{BUS};tcp:host=127.0.0.1,port=9;unix:abstract=b", f"{BUS};unix:abstract=b"),
    ],
)
def test_addresses_of_other_kinds_are_dropped(address: str, expected: str) -> None:
    assert settled(DBUS_SESSION_BUS_ADDRESS=address)["DBUS_SESSION_BUS_ADDRESS"] == expected
    system = settled(DBUS_SYSTEM_BUS_ADDRESS=address).get("DBUS_SYSTEM_BUS_ADDRESS", "disabled:")
    assert system == expected


def test_the_usual_bus_is_found_without_an_address(tmp_path: Path) -> None:
    folder = tmp_path / "a b"
    folder.mkdir()
    assert settled(XDG_RUNTIME_DIR=str(folder))["DBUS_SESSION_BUS_ADDRESS"] == "disabled:"
    (folder / "bus").touch()
    expected = f"unix:path={tmp_path}/a%20b/bus"
    assert settled(XDG_RUNTIME_DIR=str(folder))["DBUS_SESSION_BUS_ADDRESS"] == expected
    runtime = settled(XDG_RUNTIME_DIR=str(folder), DBUS_SESSION_BUS_ADDRESS="unix:runtime=yes")
    assert runtime["DBUS_SESSION_BUS_ADDRESS"] == expected


def test_a_bus_in_the_working_folder_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bus").touch()
    monkeypatch.chdir(tmp_path)
    for given in ({}, {"XDG_RUNTIME_DIR": ""}, {"XDG_RUNTIME_DIR": "."}):
        assert settled(**given)["DBUS_SESSION_BUS_ADDRESS"] == "disabled:"


@pytest.mark.parametrize(
    ("given", "expected"),
    [("vnc", None), ("vnc:size=1x1;xcb", "xcb"), ("xcb:nograb", "xcb"), ("/tmp/evil", None)],
)
def test_no_platform_serves_the_screen_to_others(given: str, expected: str | None) -> None:
    assert settled(QT_QPA_PLATFORM=given).get("QT_QPA_PLATFORM") == expected


@pytest.mark.parametrize("display", ["", ":0", ":1.0", "unix:0", "unix/host:0", "localhost:10.0", "[::1]:0"])
def test_displays_of_this_computer(display: str) -> None:
    assert not environment.is_remote_display(display)


@pytest.mark.parametrize(
    "display", ["host:0", "tcp/host:0", "unixhost:0", "10.0.0.1:0", "host.example.org:0"]
)
def test_displays_of_other_computers(display: str) -> None:
    assert environment.is_remote_display(display)


def test_openssl_is_given_an_empty_configuration() -> None:
    assert settled(OPENSSL_CONF="/tmp/evil.cnf")["OPENSSL_CONF"] == os.devnull
    assert settled()["OPENSSL_CONF"] == os.devnull


@BOTH
@pytest.mark.interop
def test_akg_in_a_hostile_environment(tmp_path: Path, product: Product) -> None:
    """GIVEN traps in every variable WHEN akg makes a key and asks for the keyring THEN none is sprung."""
    planted = traps(tmp_path / "traps")
    for arguments in (["generate", "-q", "-o", "-", "--no-passphrase"], ["keyring", "forget", "none.pem"]):
        trace = Trace(tmp_path / "trace")
        process = subprocess.Popen(
            [*trace.before, *product.akg(*arguments)],
            cwd=tmp_path,
            env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), **hostile(planted, "")},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        process.wait(60)
        lines = trace.lines(process.pid, product.terminal[0])
        assert [line for line in lines if str(planted) in line and "execve" not in line] == []
        assert len(started(lines)) == product.starts
        assert families(lines) <= {"AF_UNIX"}
        assert not (planted / "mark").exists()
        trace.file.unlink()


@BOTH
def test_a_display_of_another_computer_is_not_used(tmp_path: Path, product: Product) -> None:
    done = product.open_in(tmp_path, DISPLAY="192.0.2.1:0")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"The display is on another computer" in done.stderr
