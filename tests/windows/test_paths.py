"""Paths that are longer than Windows' older rule allows."""

import pytest

from app.windows.paths import extended

LONG = "a" * 250


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (f"C:\\{LONG}\\k.pem", f"\\\\?\\C:\\{LONG}\\k.pem"),
        (f"C:/{LONG}/../{LONG}/./k.pem", f"\\\\?\\C:\\{LONG}\\k.pem"),
        (f"\\\\nas\\keys\\{LONG}", f"\\\\?\\UNC\\nas\\keys\\{LONG}"),
        (f"//nas/keys/{LONG}", f"\\\\?\\UNC\\nas\\keys\\{LONG}"),
    ],
)
def test_long_path_when_absolute_then_gets_the_prefix(path: str, expected: str) -> None:
    assert extended(path) == expected


@pytest.mark.parametrize(
    "path",
    [
        "C:\\Users\\me\\api-keys\\k.pem",
        "C:\\" + "a" * 244,  # 247: a folder of this length can still be made without
        f"\\\\?\\C:\\{LONG}",
        f"\\\\?\\UNC\\nas\\keys\\{LONG}",
        f"\\\\.\\{LONG}",
        f"C:{LONG}",
        f"\\{LONG}",
        LONG,
    ],
)
def test_path_when_short_or_prefixed_or_not_absolute_then_stays(path: str) -> None:
    assert extended(path) == path


def test_folder_when_too_long_for_its_short_name_then_gets_the_prefix() -> None:
    assert extended("C:\\" + "a" * 245).startswith("\\\\?\\")
