"""The window in another, longer language: nothing is left in English, and nothing is cut off."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.about.facts import facts
from app.about.licences import licence_texts
from app.clients.table import CLIENTS
from app.gui.check.models.marked import marked
from app.gui.main_window import DEFAULT_SIZE
from app.gui.saving.options_card import shortened
from app.gui.session.aim import client_of, venue_of
from app.gui.words import said, speak, without_middle
from app.handover.manager import PASSPHRASE_FILE
from app.handover.table import MANAGERS
from app.keys.algorithm import ALGORITHMS
from app.signing.table import RECIPES
from app.text import text
from app.usecases.judge_destination import Finding
from app.venues.table import VENUES
from tests.gui.conftest import Window
from tests.gui.pseudo import Pseudo, english_in, texts_of
from tests.gui.states import DIALOGS, STATES, Prepare, all_windows, settle
from tests.gui.test_clipping import look
from tests.gui.test_primary_button import out_of_sight
from tests.screenshots.clipping import overlapping, problems

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)]
SIZES = (DEFAULT_SIZE, (480, 640))


@pytest.fixture(autouse=True)
def _another_language() -> Iterator[None]:
    speak(Pseudo())
    yield
    speak(None)


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is said to assistive technology."""
    heard: list[str] = []

    def announcement(widget: QWidget, message: str) -> QAccessibleAnnouncementEvent:
        heard.append(message)
        return QAccessibleAnnouncementEvent(widget, message)

    monkeypatch.setattr("PySide6.QtGui.QAccessibleAnnouncementEvent", announcement)
    return heard


def values_in(window: Window) -> frozenset[str]:
    """Names that are on screen as they are."""
    hand, places = window.session.hand.state, window.places
    drafts = (places.new_key.draft, places.key.draft)
    suggestions = (*(draft.suggestions for draft in drafts), places.key.changing.suggestions)
    phrases = [each.suggestion.passphrase.reveal() for each in suggestions if each.suggestion]
    fields = [each for draft in drafts for each in (draft.state.label, draft.state.folder)]
    files = [each for saved in hand.files for each in (saved.private_file, saved.public_file)]
    shown = [shortened(each) for each in (*fields, hand.place, places.key.files.place)]
    names = [*fields, *shown, *files, *phrases, *hand.labels, hand.place, places.opening.state.file]
    ends = [pair.fingerprint[-8:] for pair in hand.pairs]
    on_buttons = [without_middle(each, most) for each in (*hand.labels, *files) for most in range(16, 24)]
    known = [each.record for each in window.session.key_list.state.standings]
    names += [part for each in known for part in (each.name, each.note, each.due, each.fingerprint)]
    names += [file.path for each in known for file in each.files]
    names += [hand.file, shortened(str(Path(hand.file).parent)) if hand.file else ""]
    aim = hand.aim
    venue, client = venue_of(aim), client_of(aim)
    words = [each for allowed in venue.permissions for each in (*allowed.words, ", ".join(allowed.words))]
    paths = [separator.join(venue.path) for separator in (", ", " > ")]
    addresses = [venue.page, venue.permissions_behind, ", ".join(venue.never), *paths, *words]
    restricted = [venue.ip_restriction.words] if venue.ip_restriction else []
    tables = [each.title for each in VENUES]
    tables += [part for each in CLIENTS for part in (each.title, each.language.value)]
    tables += [each.label for each in ALGORITHMS]
    form = [venue.api_key.title] if venue.api_key else []
    form += [", ".join(each.pairs) for each in VENUES]
    steps = places.key.register.steps if venue.pairs else ()
    form += [value.replace("&", "") for each in steps for value in map(str, each.sentence.values.values())]
    titles = [venue.name, *form, *tables, *addresses, *restricted]
    names += [*titles, *(each.replace("&", "") for each in titles), places.key.use.code]
    if client:
        names += [client.title, client.package]
    use = places.key.use
    handover = use.handover
    lines = handover.lines.splitlines() if handover else []
    names += [line for line in lines if not line.startswith("#")]
    names += [each for row in MANAGERS for each in (row.title, row.tried, row.source, *dict(row.own))]
    names += [PASSPHRASE_FILE, "ENTRY", *_marked_in(window)]
    names += [*(each.title for each in RECIPES), "curl", "HTTP", "JSON"]
    ignored = [line for draft in drafts for each in draft.destination.findings for line in _lines(each)]
    return (frozenset([*names, *ends, *on_buttons, *ignored]) | components()) - {""}


def _marked_in(window: Window) -> list[str]:
    """What differs between the two texts on the page Check."""
    answer = window.places.check.refusal.state.answer
    if answer is None:
        return []
    found = answer.diagnosis
    both = (marked(found.signed, found.difference.before), marked(found.expected, found.difference.after))
    return [each.marked for each in both]


def _lines(finding: Finding) -> list[str]:
    if finding.ignore is None:
        return []
    line = finding.ignore.line
    return [line, without_middle(line, 20), finding.ignore.file.name, str(finding.ignore.file)]


def components() -> frozenset[str]:
    """What About has of others, and their files."""
    known = facts()
    parts = [part.split(" ")[0] for each in known.components for part in each.parts]
    named = [name for each in known.components for name in (each.name, each.licence)]
    files = [each.path.name for each in licence_texts()]
    return frozenset([*named, *parts, *files, known.main_versions["openssl"]])


def in_english(window: Window, announced: list[str]) -> list[str]:
    values = values_in(window)
    seen = [text for each in all_windows(window) for text in texts_of(each)]
    seen += [("announced", each) for each in announced]
    return [f"{kind} {shown!r}: {found}" for kind, shown in seen if (found := english_in(shown, values))]


@STATES
def test_the_window_is_in_the_other_language(
    window: Window, qtbot: QtBot, announced: list[str], prepare: Prepare
) -> None:
    prepare(window, qtbot)
    found = in_english(window, announced)
    for size in SIZES:
        found += [*look(window, qtbot, size), *out_of_sight(window.main)]
    assert found == []


@DIALOGS
def test_so_is_each_dialog(
    window: Window,
    qtbot: QtBot,
    announced: list[str],
    prepare: Prepare,
) -> None:
    prepare(window, qtbot)
    settle(window, qtbot)
    cut = [each for own in all_windows(window) for each in (*problems(own), *overlapping(own))]
    assert in_english(window, announced) + cut == []


# The check itself sees what it should


@pytest.mark.parametrize(
    "shown",
    [
        "Save",
        "Wait until the work is done.",
        "\u27e6\u0160\u00e0v\u00e9\u0111.\u27e7 Wait.",
        "\u27e6\u0160\u00e0ved.\u27e7",
    ],
)
def test_english_is_seen(shown: str) -> None:
    assert english_in(shown, frozenset())


def test_english_in_a_value_is_seen() -> None:
    whole = text("It is not saved. {why}", why="The folder is full.")
    assert english_in(said(whole), frozenset())


def test_names_in_a_sentence_are_not_english() -> None:
    whole = text("{name}: in {folder}.", name=text("Saved"), folder="/home/anna/api-keys")
    assert english_in(said(whole), frozenset()) == []
    assert len(said(text("Protects the private key: a stolen file is useless."))) > 1.3 * 51
