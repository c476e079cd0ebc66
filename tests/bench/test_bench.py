"""The benchmark runs and fills its table. Nothing here depends on a time: that is for `make bench`."""

import math
import re
from pathlib import Path

import pytest

from tests.bench import __main__ as program
from tests.bench import bulk, bundle, command, document, floor, growth, guess, plot, window
from tests.bench.figures import Figure, mean, median, percentile, ratio
from tests.bench.store import Part, load, save
from tests.bench.table import Goal, Row, Sense, markdown
from tests.product import PROJECT

FAST, SLOW = mean([1.0, 1.1, 0.9]), mean([3.0, 3.1, 2.9])
ROWS = [
    Row("RSA, one core", FAST, "Node", SLOW, Sense.FASTER, Goal(ratio=2.0), "RSA, one core"),
    Row("RSA, two cores", FAST, "Node", SLOW, Sense.FASTER, Goal(ratio=5.0), "RSA, two cores"),
    Row("memory", SLOW, "a window", FAST, Sense.MORE, Goal(ratio=1.3), "memory"),
    Row("download", Figure(80e6, 0, "B", 1), "theirs", Figure(156e6, 0, "B", 1), goal=Goal(limit=1e8)),
    Row("a guess", FAST),
]


def is_plausible(rows: list[Row]) -> bool:
    ratios = [row.ratio.value for row in rows if row.ratio]
    return bool(ratios) and all(math.isfinite(value) and value > 0 for value in ratios)


def test_figures() -> None:
    assert mean([1.0, 2.0, 3.0]).value == 2.0
    assert mean([1.0, 2.0, 3.0]).error == pytest.approx(1 / math.sqrt(3))
    assert median([5.0, 1.0, 2.0]).value == 2.0
    assert percentile([float(number) for number in range(1, 1001)], 0.999).value == 999.0
    assert percentile([3.0, 1.0], 1.0).value == 3.0


def test_a_ratio_has_an_interval_around_it() -> None:
    found = ratio(mean([4.0, 4.2, 3.8]), mean([2.0, 2.1, 1.9]))
    assert found.value == pytest.approx(2.0)
    assert found.low < found.value < found.high


def test_goals_are_shown_as_met_or_missed() -> None:
    fast, slow = mean([1.0]), mean([3.0])
    assert "≥ 2: met" in markdown([Row("a", fast, "b", slow, Sense.FASTER, Goal(ratio=2.0))])
    assert "≤ 1.3: MISSED" in markdown([Row("a", slow, "b", fast, Sense.MORE, Goal(ratio=1.3))])
    assert "< 16 ms: MISSED" in markdown([Row("a", fast, goal=Goal(limit=0.016))])
    assert "< 100 MB: met" in markdown(ROWS)


def test_the_floor_is_what_the_model_in_its_docstring_says() -> None:
    counts = {bits: floor.exponentiations(bits) for bits in (2048, 3072, 4096)}

    assert {bits: round(count) for bits, count in counts.items()} == {2048: 80, 3072: 114, 4096: 150}
    assert floor.measure(2048, blocks=2).value > 0


def test_what_was_measured_is_the_same_after_it_was_saved(tmp_path: Path) -> None:
    parts = {"bulk": Part({"cores": "2"}, ROWS[:2]), "guess": Part({"cores": "2"}, ROWS[2:], quick=True)}

    save(parts, tmp_path / "bench.json")

    assert load(tmp_path / "bench.json") == parts


def test_a_part_that_cannot_be_measured_is_told_and_costs_no_other_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> list[Row]:
        raise FileNotFoundError("node")

    result = tmp_path / "bench.json"
    save({"sizes": Part({"cores": "2"}, ROWS[3:4])}, result)
    monkeypatch.setattr("tests.bench.machine.description", dict)
    monkeypatch.setitem(program.QUICK, "bulk", broken)
    monkeypatch.setitem(program.QUICK, "guess", lambda: ROWS[4:])

    measured = program.measure(["bulk", "guess"], result, quick=True)

    assert list(measured) == ["guess"]
    assert "could not measure: node" in capsys.readouterr().err
    assert list(load(result)) == ["sizes", "guess"], "the earlier part is kept"


@pytest.mark.thorough
def test_the_picture_shows_every_row_and_goal_and_is_the_same_every_time(tmp_path: Path) -> None:
    first, again = (
        [file.read_bytes() for file in plot.draw(ROWS, tmp_path / name)] for name in ("first", "again")
    )

    assert first == again
    assert first[0] != first[1]
    text = first[0].decode()
    for words in (
        "RSA, one core",
        "RSA, two cores",
        "goal ≥ 2, met",
        "goal ≥ 5, missed",
        "goal ≤ 1.3, missed",
    ):
        assert f">{words}</text>" in text
    assert "download" not in text, "it has no short name"


@pytest.mark.thorough
def test_no_name_in_readmes_picture_is_cut_in_the_widest_of_its_fonts() -> None:
    """Names end where the bars begin, and are drawn with the fonts of whoever reads."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextPath

    picture = (PROJECT / "resources" / "benchmark" / "light.svg").read_text("utf-8")
    ends = r"<text style=\"font-size: ([\d.]+)px[^>]*anchor: end[^>]* x=\"([\d.]+)\"[^>]*>(.*?)<"
    found = re.findall(ends, picture)
    assert len(found) > 20
    for size, end, name in found:
        drawn = TextPath((0, 0), name, size=float(size), prop=FontProperties(family="DejaVu Sans"))
        assert drawn.get_extents().width < float(end), name


def test_the_documents_hold_the_whole_table_and_readme_the_rows_with_a_short_name() -> None:
    machine = {"processor": "A processor", "cores": "2", "Node": "v20"}
    parts = {"bulk": Part(machine, ROWS[:2]), "sizes": Part(machine, ROWS[2:])}

    whole, block = document.full(parts), document.short(parts)

    assert "## Key pairs in bulk" in whole
    assert all(row.title in whole for row in ROWS)
    assert block.count("\n| ") == 1 + 3
    assert "Measured on one A processor with 2 cores (Node v20); 3 to 3 samples" in block
    assert "MISSED" in block
    assert document.with_block(document.README.read_text("utf-8"), block).count(block) == 1
    for picture in re.findall(r'(?:src|srcset)="([^"]+)"', block):
        assert (document.README.parent / picture).is_file()


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Returns the folder that has README and all that a run writes; measuring takes no time."""
    readme = tmp_path / "README.md"
    readme.write_bytes(document.README.read_bytes())
    monkeypatch.setattr(document, "README", readme)
    monkeypatch.setattr(document, "FOLDER", tmp_path / "benchmark")
    monkeypatch.setattr(program, "RESULT", tmp_path / "build" / "bench.json")
    monkeypatch.setattr(program, "QUICK_RESULT", tmp_path / "build" / "bench-quick.json")
    machine = {"processor": "A processor", "cores": "2"}
    monkeypatch.setattr("tests.bench.machine.description", lambda: machine)
    for table in (program.FULL, program.QUICK):
        for name in table:
            monkeypatch.setitem(table, name, lambda: ROWS)
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, *options: str) -> int:
    monkeypatch.setattr("sys.argv", ["tests.bench", *options])
    return program.main()


@pytest.mark.parametrize("options", [["--only", "first-frame"], ["--only", "guess", "bulk"], ["--quick"]])
def test_a_partial_run_leaves_readme_as_it_is_and_says_so(
    documents: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    before = document.README.read_bytes()
    assert run(monkeypatch, *options) == 0
    assert document.README.read_bytes() == before
    assert not document.FOLDER.exists()
    assert "README is left as it is" in capsys.readouterr().err


@pytest.mark.thorough
def test_a_partial_run_leaves_readme_even_beside_saved_parts(
    documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GIVEN all parts saved by an earlier run WHEN one is measured again THEN only its figures are saved."""
    assert run(monkeypatch) == 0
    document.README.write_bytes(b"")
    assert run(monkeypatch, "--only", "first-frame") == 0
    assert document.README.read_bytes() == b""
    assert list(load(program.RESULT)) == list(program.FULL)


@pytest.mark.thorough
def test_a_full_run_and_a_full_file_write_the_documents(
    documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = document.README.read_text("utf-8")
    assert run(monkeypatch) == 0
    assert (written := document.README.read_text("utf-8")) != before
    document.README.write_text(before, "utf-8")
    assert run(monkeypatch, "--plot", str(program.RESULT)) == 0
    assert document.README.read_text("utf-8") == written
    assert "A processor" in (document.FOLDER / "benchmark.md").read_text("utf-8")


def test_a_file_that_lacks_a_part_writes_no_document(
    documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(monkeypatch, "--only", "first-frame") == 0
    assert run(monkeypatch, "--plot", str(program.RESULT)) == 1
    assert not document.FOLDER.exists()


@pytest.mark.interop
def test_the_command_is_measured() -> None:
    rows = command.measure(1)
    assert len(rows) == 12
    assert is_plausible(rows)


@pytest.mark.interop
def test_bulk_is_measured_beside_node_openssl_and_ssh_keygen() -> None:
    rows = bulk.measure(bulk.QUICK[:2])
    peers = {"Node", "openssl genpkey", "ssh-keygen", "calculated floor", "ours, one core"}
    assert {row.peer for row in rows} >= peers
    assert is_plausible(rows)


@pytest.mark.interop
def test_growth_is_measured() -> None:
    rows = growth.measure(1, (1, 10), 2)
    assert [row.short for row in rows if row.goal] == ["memory for 10 pairs"]
    assert is_plausible(rows)


@pytest.mark.interop
def test_the_cost_of_a_guess_is_read_from_files_that_each_tool_makes() -> None:
    rows = guess.measure(1)
    found = " ".join(f"{row.title} {row.peer}" for row in rows)
    assert "our file (PBKDF2, 600,000 iterations)" in found
    for tool in (
        "Node: PBKDF2",
        "openssl pkcs8: PBKDF2",
        "ssh-keygen: bcrypt",
        "cryptography's best: PBKDF2",
    ):
        assert tool in found
    assert is_plausible(rows)


@pytest.mark.desktop
def test_the_window_is_measured() -> None:
    rows = window.measure_first_frame(1)
    assert is_plausible(rows)
    assert rows[-1].ours.kind == "none", "nothing of the cryptography is loaded before the first frame"


@pytest.mark.desktop
def test_the_first_frame_is_seen_from_outside() -> None:
    rows = bundle.measure_frames(1)
    assert [row.peer for row in rows[:2]] == ["a bare PySide6 window"] * 2
    assert is_plausible(rows)


def test_sizes_are_of_all_that_is_in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "library").write_bytes(bytes(2_000_000))
    (tmp_path / "link").symlink_to("inside/library")
    monkeypatch.setattr(bundle, "FOLDER", tmp_path)
    monkeypatch.setattr(bundle, "DIST", tmp_path / "none")

    (row,) = bundle.measure_sizes()

    assert row.ours.value == 2_000_000 + len("inside/library")
    assert row.met


@pytest.mark.desktop
def test_every_place_is_measured_when_it_is_first_shown() -> None:
    rows = window.measure_pages(1)
    assert all(0 < row.ours.value < 60 for row in rows)
    assert {row.goal_wanted for row in rows} == {"< 100 ms"}


@pytest.mark.desktop
def test_the_gaps_are_measured() -> None:
    rows = window.measure_gaps(0.2, 0.1, 2)
    assert [row.ours.kind for row in rows] == ["percentile 50", "percentile 99", "percentile 99.9", "largest"]
    assert is_plausible(rows)
