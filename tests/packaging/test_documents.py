"""The documents: links lead somewhere, files and verbs that they name exist, a decision says all of it."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS = [
    *ROOT.glob("*.md"),
    *(path for room in ("app", "packaging", "tests") for path in (ROOT / room).rglob("*.md")),
]
PAGES = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in sorted(OURS)}
DECISIONS = sorted(name for name in PAGES if name.endswith("DECISIONS.md"))
PARTS = ("**Context.**", "**Choice.**", "**Consequence.**")


def paths_named(text: str) -> set[str]:
    """Returns such as `app/keys/cost.py`, and plain `cost.py`, which is beside the page."""
    return set(re.findall(r"`([\w./-]+\.(?:py|sh|txt|spec|toml|yml|nsi))(?:::\w+)?`", text))


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)|src(?:set)?=\"([^\":]+)\"", PAGES[name])
    folder = (ROOT / name).parent
    assert [link for pair in links for link in pair if link and not (folder / link).exists()] == []


@pytest.mark.parametrize("name", PAGES)
def test_sections_that_are_linked_exist(name: str) -> None:
    headings = re.findall(r"^#+ (.*)$", PAGES[name], re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", PAGES[name])) <= anchors


@pytest.mark.parametrize("name", PAGES)
def test_files_that_are_named_exist(name: str) -> None:
    places = ((ROOT / name).parent, ROOT)
    named = paths_named(PAGES[name]) - {"passphrase.txt"}
    assert [each for each in sorted(named) if not any((place / each).exists() for place in places)] == []


@pytest.mark.parametrize("name", PAGES)
def test_verbs_that_are_named_exist(name: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    verbs = re.findall(r"(?:`|^)make ([a-z-]+)", PAGES[name], re.MULTILINE)
    assert set(verbs) <= targets


def test_there_are_links_files_and_verbs_to_look_at() -> None:
    assert len(re.findall(r"\]\(", PAGES["README.md"])) > 8
    assert len(paths_named(PAGES["SECURITY.md"])) > 20
    assert "make run" in PAGES["CONTRIBUTING.md"]


@pytest.mark.parametrize("name", DECISIONS)
def test_every_decision_says_all_of_it(name: str) -> None:
    _, *records = re.split(r"^## ", PAGES[name], flags=re.MULTILINE)
    assert records
    for record in records:
        assert [record.count(part) for part in PARTS] == [1, 1, 1], record.partition("\n")[0]


def test_every_page_of_decisions_can_be_found() -> None:
    linked = {
        str(Path("app", link).as_posix()) for link in re.findall(r"\]\(([^)]+)\)", PAGES["app/DECISIONS.md"])
    }
    found = {str((ROOT / each).resolve().relative_to(ROOT)) for each in linked}
    assert found == set(DECISIONS) - {"app/DECISIONS.md"}
