"""ICU with less data sorts as the whole one does, and is little."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

from linux import icu

pytestmark = pytest.mark.interop
LIBRARIES = Path(PySide6.__path__[0]) / "Qt" / "lib"
SORT = """
from functools import cmp_to_key
from PySide6.QtCore import QCollator, QLocale

# Latin with and without marks, Chinese, Japanese, Korean, Cyrillic, Thai and Hebrew
WORDS = (
    "zebra \xc4hre \xe4pfel apfel \xd6l oel ol z\xfcrich zug chico cosa llama luz \xf1and\xfa nube "
    "\xe5 \xe4 \xf6 aa \u5f20 \u738b \u674e \u5317\u4eac \u6771\u4eac \u304b\u306a \u30ab\u30ca "
    "\uae40 \ubc15 \u017baba \u017ale \u0107ma cma \u010daj chata hora h file10 file2 File1 \xdf ss "
    "ivan \u0418\u0432\u0430\u043d \u0451\u043b\u043a\u0430 \u0435\u043b\u044c \u0e01\u0e32 "
    "\u0e02\u0e32 \u05d0\u05d1 \u05d1\u05d0"
).split()
for name in "C en de de@collation=phonebook sv es zh zh_TW ja ko pl cs ru da tr lt hu et ar he th vi".split():
    locale = QLocale(name)
    collator = QCollator(locale)
    collator.setNumericMode(True)
    print(name, *sorted(sorted(WORDS), key=cmp_to_key(collator.compare)))
    print(name, *sorted(sorted(WORDS), key=collator.sortKey))
    print(name, locale.toString(1234567.5, "f", 1), locale.toUpper("istanbul"), locale.toLower("ISTANBUL"))
"""


@pytest.fixture(scope="module")
def trimmed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("icu")
    source = next(LIBRARIES.glob("libicudata.so.*"))
    (folder / "lib").mkdir()
    library = Path(shutil.copy(source, folder / "lib"))
    icu.trim(library, folder / "work")
    return library


def sorted_with(folder: Path | None) -> str:
    environment = {**os.environ, "LD_LIBRARY_PATH": str(folder or "")}
    done = subprocess.run(
        [sys.executable, "-c", SORT], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_it_sorts_in_every_language_as_before(trimmed: Path) -> None:
    whole = sorted_with(None)
    orders = {line.partition(" ")[2] for line in whole.splitlines()[1::3]}
    assert len(orders) > 10, "the languages are to differ, or nothing is compared"
    assert sorted_with(trimmed.parent) == whole


def test_most_of_it_is_gone(trimmed: Path) -> None:
    assert trimmed.stat().st_size < 5_000_000


def test_the_comparison_sees_what_is_missing(
    trimmed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_english = dict.fromkeys(("coll/root.res", "coll/res_index.res", "coll/ucadata.icu"), "")
    rest = {name: reason for name, reason in icu.KEPT_DATA.items() if name != "coll/*"}
    monkeypatch.setattr(icu, "KEPT_DATA", of_english | rest)
    library = Path(shutil.copy(next(LIBRARIES.glob("libicudata.so.*")), tmp_path))
    icu.trim(library, tmp_path / "work")
    assert sorted_with(tmp_path) != sorted_with(trimmed.parent)
