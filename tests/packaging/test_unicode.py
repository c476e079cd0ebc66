"""The ban on characters that deceive: Trojan sources, look-alikes, the invisible; our sources are clean."""

import subprocess
from pathlib import Path

import pytest

import unicode_check


def found_in(folder: Path, text: str | bytes, name: str = "app/source.py") -> list[str]:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    return list(unicode_check.problems([name], folder))


def test_our_own_sources_are_clean() -> None:
    names = unicode_check.tracked()
    assert {"app/__main__.py", "Makefile", "README.md", "packaging/locks/run.txt"} <= set(names)
    assert list(unicode_check.problems(names)) == []


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\u202e", "RIGHT-TO-LEFT OVERRIDE"),
        ("\u202a", "LEFT-TO-RIGHT EMBEDDING"),
        ("\u2066", "LEFT-TO-RIGHT ISOLATE"),
        ("\u2069", "POP DIRECTIONAL ISOLATE"),
        ("\u200f", "RIGHT-TO-LEFT MARK"),
        ("\u200b", "ZERO WIDTH SPACE"),
        ("\u200d", "ZERO WIDTH JOINER"),
        ("\ufeff", "ZERO WIDTH NO-BREAK SPACE"),
        ("\u00ad", "SOFT HYPHEN"),
        ("\u00a0", "NO-BREAK SPACE"),
        ("\u3164", "HANGUL FILLER"),
        ("\u2028", "LINE SEPARATOR"),
        ("\U000e0041", "TAG LATIN CAPITAL LETTER A"),
        ("\ufe0f", "VARIATION SELECTOR-16"),
        ("\u0430", "CYRILLIC SMALL LETTER A"),
        ("\u03bf", "GREEK SMALL LETTER OMICRON"),
        ("\uff41", "FULLWIDTH LATIN SMALL LETTER A"),
        ("\u0301", "COMBINING ACUTE ACCENT"),
        ("\u00e9", "LATIN SMALL LETTER E WITH ACUTE"),
        ("\u037e", "GREEK QUESTION MARK"),
        ("\x1b", "a control character"),
        ("\r", "a control character"),
        ("\x0c", "a control character"),
        ("\x00", "a control character"),
    ],
)
def test_a_deceiving_character_is_named_with_its_place(tmp_path: Path, character: str, name: str) -> None:
    lines = found_in(tmp_path, f"import os\nx = 1{character}\n")
    assert lines == [f"app/source.py:2:6: U+{ord(character):04X} {name}"]


def test_trojan_source_is_found(tmp_path: Path) -> None:
    """GIVEN the example of the paper (CVE-2021-42574) THEN every control in it is found."""
    source = (
        'if access != "user\u202e \u2066// Check if admin\u2069 \u2066":\n    print("you are an admin")\n'
    )
    assert [line.split(": ")[0] for line in found_in(tmp_path, source)] == [
        "app/source.py:1:19",
        "app/source.py:1:21",
        "app/source.py:1:39",
        "app/source.py:1:41",
    ]


def test_a_function_of_another_alphabet_is_found(tmp_path: Path) -> None:
    """GIVEN a function whose name looks like another's (CVE-2021-42694)."""
    assert found_in(tmp_path, "def verify_p\u0430ssphrase() -> bool:\n    return True\n")


def test_quotation_marks_of_texts_may_stand(tmp_path: Path) -> None:
    assert (
        found_in(tmp_path, 'hint = "\u201cakg\u201d \u2013 it\u2019s \u2265 1 \u00d7 \u00b11 \u2026"\n\tx\n')
        == []
    )


@pytest.mark.parametrize("name", ["app/\u0430ssets.py", "app/new\nline.py", "app/\u202egnp.py"])
def test_names_of_files_are_ascii(tmp_path: Path, name: str) -> None:
    assert found_in(tmp_path, "", name) == [f"{name!a}: a file name must be printable ASCII"]


def test_what_is_no_utf_8_is_told(tmp_path: Path) -> None:
    assert found_in(tmp_path, b"caf\xe9") == ["'app/source.py': not UTF-8"]


def test_names_of_people_may_stand_in_licences_and_nothing_worse(tmp_path: Path) -> None:
    assert found_in(tmp_path, "\u00a9 Klar\u00e4lvdalens", "resources/licences/x.txt") == []
    assert found_in(tmp_path, "\u0430\u202e", "resources/licences/x.txt") != []


def test_pictures_and_recorded_attacks_are_not_looked_at(tmp_path: Path) -> None:
    assert found_in(tmp_path, b"\x89PNG\xff", "resources/pictures/x.png") == []
    assert found_in(tmp_path, "\u202e", "tests/hostile/seeds/x.seed") == []
    assert found_in(tmp_path, "\u202e", "tests/hostile/x.py") != []


def run(monkeypatch: pytest.MonkeyPatch, root: Path) -> int:
    monkeypatch.setattr(unicode_check, "ROOT", root)
    monkeypatch.setattr(unicode_check.problems, "__defaults__", (root,))
    return unicode_check.main()


def test_new_files_count_before_they_are_committed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    (tmp_path / "new.py").write_text("x = '\u202e'\n", encoding="utf-8")
    assert run(monkeypatch, tmp_path) == 1


def test_without_git_the_files_themselves_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv/x.py").write_text("\u202e", encoding="utf-8")
    assert run(monkeypatch, tmp_path) == 2
    assert "no file was found" in capsys.readouterr().err
    (tmp_path / "good.py").write_text("x = 1\n")
    assert run(monkeypatch, tmp_path) == 0
    (tmp_path / "bad.py").write_text("x = '\u200b'\n", encoding="utf-8")
    assert run(monkeypatch, tmp_path) == 1
    assert capsys.readouterr().out == "bad.py:1:6: U+200B ZERO WIDTH SPACE\n"
