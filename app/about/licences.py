"""The licences of what is inside, each as a title and a text to open."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app import NAME
from app.about import bundle, installed
from app.errors import StorageError
from app.resources import resources
from app.text import Text, text

NOTICES = text("Notices: Qt, word list")
_INDEX = "README.txt"
_SHARED = {
    "LGPL-3.0.txt": text("Qt, PySide6: LGPL 3.0"),
    "GPL-3.0.txt": text("GPL 3.0, which the LGPL builds on"),
    "qt-third-party.txt": text("Qt: code by others"),
    "icu.txt": "ICU",
    "python-incorporated.txt": text("Python: code by others"),
    "Apache-2.0.txt": text("OpenSSL and others: Apache 2.0"),
    "rust-crates.txt": text("cryptography, bcrypt: code by others"),
    "microsoft-runtime.txt": text("Microsoft's runtime (Windows)"),
}


@dataclass(frozen=True, slots=True)
class LicenceText:
    """One text, not read yet. `title`: a Text, or the name of a component."""

    title: str
    path: Path

    def read(self) -> str:
        """Raise StorageError where it is gone."""
        try:
            return self.path.read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            raise StorageError(
                text("This licence cannot be read."), text("Install this program again.")
            ) from error


@cache
def licence_texts() -> tuple[LicenceText, ...]:
    """Return the notices first, then this program's own, then the others by title."""
    texts = _of_bundle() if bundle.is_frozen() else _of_installed()
    return tuple(sorted(texts, key=_order))


def _order(text: LicenceText) -> tuple[bool, bool, str]:
    return text.title != NOTICES, text.title != NAME, text.title.lower()


def _of_several(title: str, path: Path) -> Text:
    return text("{title} ({file})", title=title, file=path.name)


def _of_bundle() -> list[LicenceText]:
    folder = bundle.licence_folder()
    texts = {_INDEX: LicenceText(NOTICES, folder / _INDEX)}
    for component in bundle.contents()["components"]:
        for name in component["texts"]:
            title = _SHARED.get(name, component["name"])
            if "/" in name and len(component["texts"]) > 1:
                title = _of_several(title, Path(name))
            texts[name] = LicenceText(title, folder / name)
    return list(texts.values())


def _of_installed() -> list[LicenceText]:
    folder = resources() / "licences"
    texts = [LicenceText(NOTICES, folder / "notice.txt")]
    texts += [LicenceText(title, folder / name) for name, title in _SHARED.items()]
    for name, distribution in installed.distributions().items():
        files = installed.licence_texts(distribution)
        if name == installed.OURS and (installed.CHECKOUT / "LICENSE").is_file():
            files = (installed.CHECKOUT / "LICENSE",)
        title = NAME if name == installed.OURS else str(distribution.metadata["Name"])
        texts += [LicenceText(title if len(files) == 1 else _of_several(title, each), each) for each in files]
    return texts
