"""A frozen program finds every file that is not as it was built."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.about import bundle
from app.errors import StorageError
from tests.bundles import FILES

QT = "_internal/PySide6/Qt/lib/libQt6Core.so.6"
LINK = "_internal/libQt6Core.so.6"


def test_an_untouched_bundle_is_good(frozen: Path) -> None:
    check = bundle.check()
    assert check.is_good
    assert set(check.files) == set(FILES)


def relink(root: Path) -> None:
    (root / LINK).unlink()
    (root / LINK).symlink_to("/elsewhere/libQt6Core.so.6")


@pytest.mark.parametrize(
    ("harm", "changed", "missing", "added"),
    [
        (lambda root: (root / QT).write_bytes(b"qT"), (QT,), (), ()),
        (lambda root: (root / "akg").unlink(), (), ("akg",), ()),
        (lambda root: (root / "_internal/evil.so").write_bytes(b""), (), (), ("_internal/evil.so",)),
        (lambda root: (root / "_internal/new").symlink_to("/tmp"), (), (), ("_internal/new",)),
        (lambda root: (root / LINK).unlink(), (), (LINK,), ()),
        (relink, (), (LINK,), ()),
    ],
)
def test_what_differs_is_named(
    frozen: Path,
    harm: Callable[[Path], object],
    changed: tuple[str, ...],
    missing: tuple[str, ...],
    added: tuple[str, ...],
) -> None:
    harm(frozen)
    check = bundle.check()
    assert (check.changed, check.missing, check.added) == (changed, missing, added)
    assert not check.is_good


def test_an_unreadable_file_counts_as_changed(frozen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Path.open

    def fail(path: Path, *arguments: Any, **more: Any) -> object:
        if path.name == "akg":
            raise PermissionError
        return whole(path, *arguments, **more)

    monkeypatch.setattr(Path, "open", fail)
    assert bundle.check().changed == ("akg",)


@pytest.mark.parametrize("text", [None, "", "{", "[]", "\ud800".encode("utf-16-le", "surrogatepass")])
def test_a_lost_or_damaged_record_is_an_error(frozen: Path, text: str | bytes | None) -> None:
    record = frozen / "_internal/resources/contents.json"
    record.unlink()
    if text is not None:
        record.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(StorageError):
        bundle.contents()
