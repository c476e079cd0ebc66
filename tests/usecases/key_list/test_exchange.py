"""The list as CSV and JSON: the same octets there and back, safe in a spreadsheet, and hostile files."""

import base64
import csv
import gc
import io
import json
import re
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import KeygenError, RefusedError, UsageError
from app.keys.algorithm import ED25519
from app.keys.pair import KeyPair, generate_key_pair
from app.storage.registry.record import KeyFile, KeyRecord, checked
from app.storage.registry.registry import Registry
from app.usecases.key_list.exchange import LARGEST, json_document, read_records, to_csv, to_json
from app.venues.table import VENUES
from tests.conftest import examples
from tests.usecases.key_list.conftest import record

Write = Callable[[tuple[KeyRecord, ...]], bytes]
BOTH = pytest.mark.parametrize("write", [to_csv, to_json])
_PAIRS = [generate_key_pair(ED25519) for _ in range(3)]
_HOSTILE = "=+-@;,'\"\\\t\uff1d\u00e9\u4e2d\U0001f511 |%&<>{}[]#!"


def _is_sound(made: KeyRecord) -> bool:
    try:
        checked(made)
    except KeygenError:
        return False
    return True


_letters = st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp", "Zs"]) | st.sampled_from(
    _HOSTILE
)
_words = st.text(_letters, max_size=20)
_paths = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\udc80\udcff\n"), min_size=1)
_days = st.dates().map(str) | st.just("")
_records = st.builds(
    record,
    st.sampled_from(_PAIRS),
    name=st.text(_letters, min_size=1, max_size=20),
    venue=st.sampled_from(["", "moon", *(venue.identifier for venue in VENUES)]),
    purpose=st.sampled_from(["", "spot", "tax"]),
    api_key=_words,
    note=_words,
    created=_days,
    registered=_days,
    due=_days,
    retired=_days,
    whitelisted=st.booleans(),
    leaked=st.booleans(),
    replaced_by=st.sampled_from(["", _PAIRS[0].fingerprint]),
    steps=st.lists(st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True), max_size=4).map(tuple),
    files=st.lists(st.builds(KeyFile, _paths, st.sampled_from(["", "2026-11-29T12:00:00Z"])), max_size=3).map(
        tuple
    ),
).filter(_is_sound)
_lists = st.lists(_records, max_size=3, unique_by=lambda each: each.fingerprint).map(tuple)


@pytest.mark.thorough
@BOTH
@settings(max_examples=examples(40))
@given(records=_lists)
def test_there_and_back_gives_the_same(write: Write, records: tuple[KeyRecord, ...]) -> None:
    written = write(records)
    assert set(read_records(written)) == set(records)
    assert write(read_records(written)) == written
    assert write(tuple(reversed(records))) == written


@pytest.mark.thorough
@settings(max_examples=examples(40))
@given(records=_lists)
def test_a_spreadsheet_runs_nothing(records: tuple[KeyRecord, ...]) -> None:
    """Nor where it takes semicolons for commas."""
    written = to_csv(records).decode()
    for cell in (cell for row in csv.reader(io.StringIO(written)) for cell in row):
        assert not re.search("(^|;)[=+@\uff1d-]", cell)


@BOTH
def test_the_list_itself_comes_back(
    write: Write, pairs: dict[str, KeyPair], registry: Registry, tmp_path: Path
) -> None:
    """GIVEN a list WHEN it is exported, and imported elsewhere THEN that list exports the same octets."""
    changes = {"files": (KeyFile("/keys/a.private.pem", "2026-11-29T12:00:00Z"), KeyFile("/b"))}
    registry.enrol(
        [record(pair, f"=key {name}", steps=("b", "a"), **changes) for name, pair in pairs.items()]
    )
    elsewhere = Registry(tmp_path / "other" / "keys.sqlite3")
    elsewhere.enrol(read_records(write(registry.all())))
    assert write(elsewhere.all()) == write(registry.all())
    elsewhere.enrol(read_records(write(registry.all())))
    assert write(elsewhere.all()) == write(registry.all())


def test_the_form(pairs: dict[str, KeyPair]) -> None:
    kept = record(pairs["ed25519"], "@b", venue="binance-testnet", whitelisted=True)
    first, second, end = to_csv((kept, record(pairs["rsa-2048"], "a"))).decode().split("\n")[:3]
    assert first.startswith("name,fingerprint,public_key,algorithm,venue,environment,purpose,")
    key = base64.b64encode(kept.public_key).decode()
    assert f"'@b,{kept.fingerprint},{key},ed25519,binance-testnet,testnet,," in (second, end[:500]) or (
        end.startswith(f"a,{pairs['rsa-2048'].fingerprint}")
    )
    document = json.loads(to_json((kept,)))
    assert document["keys"][0]["environment"] == "testnet"
    assert document["keys"][0]["whitelisted"] is True


def test_what_a_spreadsheet_saves(pairs: dict[str, KeyPair]) -> None:
    """With a mark of its byte order, and CR LF; and a table with the two columns that are needed."""
    kept = record(pairs["ed25519"])
    data = b"\xef\xbb\xbf" + to_csv((kept,)).replace(b"\n", b"\r\n")
    assert read_records(data) == (kept,)
    short = f"public_key,name,extra\n{base64.b64encode(kept.public_key).decode()},a,=1\n\n"
    assert read_records(short.encode()) == (replace(kept, name="a", created="", due=""),)


def _row(pair: KeyPair, **changes: object) -> dict[str, object]:
    row: dict[str, object] = json.loads(to_json((record(pair),)))["keys"][0]
    return {**row, **changes}


PRIVATE = "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g"


@pytest.mark.parametrize(
    "changes",
    [
        {"note": PRIVATE},
        {"name": f"-----BEGIN PRIVATE KEY-----{PRIVATE}"},
        {"public_key": PRIVATE},
        {"api_key": "a\nb"},
        {"note": "x" * 501},
        {"name": ""},
        {"name": None},
        {"name": ["a"]},
        {"public_key": "%%%"},
        {"public_key": "\u00e9"},
        {"public_key": {}},
        {"fingerprint": "SHA256:" + "A" * 43},
        {"algorithm": "rsa-2048"},
        {"venue": "../x"},
        {"created": "2026-02-30"},
        {"due": 20260230},
        {"whitelisted": "perhaps"},
        {"whitelisted": 1},
        {"steps": {"a": 1}},
        {"steps": ["A B"]},
        {"files": [{"path": 1}]},
        {"files": "[" * 100_000},
        {"files": ["/a"]},
        {"files": [{"path": "/a", "seen": "today"}]},
        {"files": [{"path": "/a"}] * 17},
        {"files": [{"path": ""}]},
    ],
)
def test_a_bad_row_is_named_by_its_number_and_not_repeated(
    pairs: dict[str, KeyPair], changes: dict[str, object]
) -> None:
    good = _row(pairs["rsa-2048"])
    data = json.dumps({"keys": [good, _row(pairs["ed25519"], **changes)]}).encode()
    with pytest.raises(UsageError) as caught:
        read_records(data)
    said = caught.value.message + caught.value.hint
    assert said.startswith("Row 2 ")
    assert PRIVATE not in said


def test_several_bad_rows_are_one_error(pairs: dict[str, KeyPair]) -> None:
    row = _row(pairs["ed25519"])
    with pytest.raises(UsageError, match=r"^Rows 2, 3, 4, 5, 6 and 4 more cannot be used\."):
        read_records(json.dumps([row] * 10).encode())


def test_ec_keys_are_none_of_ours(pairs: dict[str, KeyPair]) -> None:
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    with pytest.raises(UsageError, match="Row 1 "):
        read_records(f"name,public_key\na,{base64.b64encode(der).decode()}\n".encode())


_HEADER = b"name,public_key\n"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        b"\0" * 1000,
        b"name,public_key\na,\0\n",
        b"\xff\xfe" + "name,public_key".encode("utf-16-le"),
        b"name;public_key\n",
        b"name,name,public_key\n",
        b'name,public_key\n"a',
        b'name,public_key\n"a"b,c\n',
        b"name,public_key\na\n",
        b"[" * LARGEST,
        b'{"keys":' * 100_000,
        b"[" + b"{}," * (LARGEST // 4) + b"{}]",
        b'{"keys": {"a": 1}}',
        b'{"keys": [], "keys": []}',
        b"[" + b"9" * 100_000 + b"]",
        _HEADER + b"a,b\n" * 9_999,
        _HEADER + b"a,b\n" * 10_001,
        _HEADER + b'"' + b"x" * (LARGEST - 100),
        _HEADER + b"," * (LARGEST - 100),
        _HEADER + b"\n" * (LARGEST - 100),
        b"x" * (LARGEST + 1),
        b"-----BEGIN PRIVATE KEY-----\n" + PRIVATE.encode() + b"\n-----END PRIVATE KEY-----\n",
    ],
    ids=range(23),
)
def test_hostile_files_end_in_one_error(data: bytes) -> None:
    with pytest.raises((UsageError, RefusedError)) as caught:
        read_records(data)
    assert PRIVATE not in caught.value.message + caught.value.hint
    assert len(caught.value.message) < 500


@pytest.mark.parametrize("count", [0, 1, 3])
def test_json_document_when_written_bit_by_bit_then_is_that_of_json_dumps(count: int) -> None:
    values = [{"a": "line\nend", "b": [1, {"c": []}], "d": {}}] * count

    assert json_document(values) == (json.dumps(values, indent=2) + "\n").encode()
    assert json_document(values, "keys") == (json.dumps({"keys": values}, indent=2) + "\n").encode()


def test_json_document_when_long_then_takes_little_more_memory_than_its_octets() -> None:
    """As in a command, where nobody looks for the circles that an encoder leaves."""
    gc.disable()
    tracemalloc.start()
    try:
        written = json_document(
            {"name": str(number), "files": [{"path": "p" * 500}]} for number in range(3000)
        )
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
        gc.enable()

    assert peak < 1.5 * len(written)
