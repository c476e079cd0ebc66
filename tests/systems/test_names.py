"""Names that a system does not keep as they are: refused by us, and never found under that name there."""

from pathlib import Path

import pytest

from app.errors import NameTakenError, UsageError
from app.storage.names import check_label
from app.storage.writer.folder import check_free

DEVICES = ["CON", "nul", "Aux", "PRN", "COM1", "lpt9", "COM\xb9", "CONIN$"]
CHANGED = ["ends with a dot.", "ends with a space ", "stream:of another file"]
IMPOSSIBLE = ["a<b", "a>b", 'a"b', "a|b", "a?b", "a*b", "a\\b", "a/b", "a\x01b"]


@pytest.mark.parametrize("name", [*DEVICES, *CHANGED, *IMPOSSIBLE])
def test_label_when_windows_would_not_keep_it_then_is_refused_everywhere(name: str) -> None:
    with pytest.raises(UsageError):
        check_label(name)


@pytest.mark.system("win32")
@pytest.mark.parametrize("name", [*CHANGED, *IMPOSSIBLE])
def test_name_when_given_to_windows_then_no_file_has_it(tmp_path: Path, name: str) -> None:
    """Dots and spaces at the end are lost, the rest is an error. Of devices newer releases make files."""
    try:
        (tmp_path / name).write_bytes(b"swallowed")
    except OSError:
        pass
    else:
        assert name not in [entry.name for entry in tmp_path.iterdir()]


@pytest.mark.system("win32")
def test_name_when_but_its_case_differs_then_ntfs_and_we_take_it_for_the_same(tmp_path: Path) -> None:
    check_same(tmp_path, "Spot.private.pem", "spot.private.pem")


@pytest.mark.system("darwin")
@pytest.mark.parametrize(
    ("one", "other"), [("Spot.private.pem", "spot.private.pem"), ("Zu\u0308rich", "Z\u00fcrich")]
)
def test_name_when_but_case_or_composition_differs_then_apfs_and_we_take_it_for_the_same(
    tmp_path: Path, one: str, other: str
) -> None:
    check_same(tmp_path, one, other)


def check_same(folder: Path, one: str, other: str) -> None:
    (folder / one).write_bytes(b"")
    assert (folder / other).exists()
    with pytest.raises(NameTakenError):
        check_free(folder, (other,))
