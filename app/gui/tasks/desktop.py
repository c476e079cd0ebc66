"""What is left to the desktop: a page, a folder; and pictures for elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.text import text

if TYPE_CHECKING:
    from pathlib import Path

    from app.qr import QRCode
    from app.usecases.progress import OnProgress


def open_page(address: str, _: OnProgress) -> None:
    """Open a page in the browser of the desktop."""
    from app.usecases.open_page import open_in_browser

    open_in_browser(address)


def show_in_folder(paths: tuple[str, ...], _: OnProgress) -> None:
    """Ask the desktop's file manager to show these files."""
    from pathlib import Path

    from app.usecases.show_in_folder import show_in_file_manager

    show_in_file_manager(tuple(map(Path, paths)))


def save_code(code: QRCode, path: Path, agreed: bool, _: OnProgress) -> Path:
    """Save a QR code as a picture, where somebody has agreed over what is there: that is kept as a backup."""
    from app.usecases.save_file import NewFile, save_file

    content = code.svg().encode("utf-8") if path.suffix.lower() == ".svg" else code.png()
    save_file(NewFile(path, content, text("QR code"), replace=agreed and path.exists()))
    return path
