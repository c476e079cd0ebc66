"""A language that is nobody's: English that is longer, with accents, so that what is not in it can be seen.

A sentence is between U+27E6 and U+27E7, a value inside of it between U+00AB and U+00BB; what is a value by
its look is listed here.
"""

import re
from collections.abc import Iterator
from string import Formatter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableWidget,
    QWidget,
)

from app import NAME

_ACCENTS = str.maketrans(
    "aeiouybcdfghjklmnpqrstvwxzAEIOUYBCDFGHJKLMNPQRSTVWXZ",
    "\u00e0\u00e9\u00ee\u00f6\u00fc\u00fd\u0180\u00e7\u0111\u0192\u011f\u0125\u0135"
    "\u0137\u013a\u0271\u00f1\u00fe\u024b\u0155\u0161\u0163\u1e7d\u0175\u1e8b\u017e"
    "\u00c0\u00c9\u00ce\u00d6\u00dc\u00dd\u0181\u00c7\u0110\u0191\u011e\u0124\u0134"
    "\u0136\u0139\u1e40\u00d1\u00de\u024a\u0154\u0160\u0162\u1e7c\u0174\u1e8a\u017d",
)
_VOWEL = re.compile(r"(?<!&)[aeiou]")
_NONE = "[^\u00ab\u00bb\u27e6\u27e7]*"
_INNERMOST = re.compile(f"\u00ab{_NONE}\u00bb|\u27e6{_NONE}\u27e7")
_WORDS = re.compile(r"[A-Za-z]{2,}")
_VALUE = re.compile(
    "|".join(
        (
            r"[\d.,:;%()/ -]*",
            r"Ed25519|RSA \d+|PBKDF2|Secret Service|git|ICU",
            r"(SHA256:)?[\w+/=.-]{20,}",  # fingerprints, hashes
            r"[^ ]*[/.\d-]\w[^ ]*(, [^ ]+)*",  # names of files, paths, versions, dates
            r" ?\((Alt\+\w|Ctrl\+.|F1)\)",
            re.escape(NAME) + r"( [\d.]+\w*)?",
        )
    )
)


class Pseudo:
    """A catalogue of every sentence."""

    def gettext(self, template: str) -> str:
        """About 40 % longer; the same fields, the same letter behind an `&`."""
        parts = list(Formatter().parse(template))
        if not _WORDS.search("".join(literal for literal, *_ in parts)):
            return template
        return "\u27e6" + "".join(_part(*part) for part in parts) + "\u27e7"

    def ngettext(self, one: str, many: str, number: int) -> str:
        """As English has it."""
        return self.gettext(one if number == 1 else many)


def _part(literal: str, name: str | None, form: str | None, _: str | None) -> str:
    longer = _VOWEL.sub(lambda vowel: 2 * vowel[0], literal)
    strange = re.sub(r"&.|[^&]+", lambda piece: _strange(piece[0]), longer)
    if name is None:
        return strange
    return f"{strange}\u00ab{{{name}{':' + form if form else ''}}}\u00bb"


def _strange(piece: str) -> str:
    return piece if piece.startswith("&") else piece.translate(_ACCENTS)


def english_in(shown: str, values: frozenset[str]) -> list[str]:
    """What of it is in no other language: whole, or inside of a sentence."""
    found: list[str] = []

    def take(part: re.Match[str]) -> str:
        inner = part[0][1:-1]
        if part[0][0] == "\u00ab":
            found.extend([inner] if not is_value(inner, values) else [])
        else:
            found.extend(_WORDS.findall(inner))
        return ""

    rest, before = shown.replace("\n", " "), ""
    while rest != before:
        before, rest = (
            rest,
            re.sub(
                r"\u00ab[^\u00ab\u00bb\u27e6\u27e7]*\u00bb|\u27e6[^\u00ab\u00bb\u27e6\u27e7]*\u27e7",
                take,
                rest,
            ),
        )
    for value in sorted(values, key=len, reverse=True):
        rest = rest.replace(value, "") if len(value) > 1 else rest  # a figure is part of others
    return found if is_value(rest.strip(), values) else [*found, rest]


def is_value(inner: str, values: frozenset[str]) -> bool:
    """Whether it is the same in every language: by its look, or because it is one of these."""
    return inner in values or _VALUE.fullmatch(inner) is not None


def texts_of(window: QWidget) -> Iterator[tuple[str, str]]:
    """All that a person sees or hears of a window: of which widget, and the text."""
    for widget in (window, *window.findChildren(QWidget)):
        if not widget.isVisibleTo(window):
            continue
        kind = type(widget).__name__
        for shown in (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()):
            yield kind, shown
        for shown in _own_texts(widget):
            yield kind, shown.replace("&", "")


def _own_texts(widget: QWidget) -> Iterator[str]:
    if widget.isWindow():
        yield widget.windowTitle()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(index) for index in range(widget.count()))
    if isinstance(widget, QTableWidget):
        yield from _cells(widget)


def _cells(table: QTableWidget) -> Iterator[str]:
    model = table.model()
    for column in range(model.columnCount()):
        yield str(model.headerData(column, Qt.Orientation.Horizontal))
        yield from (str(model.index(line, column).data()).strip() for line in range(model.rowCount()))
