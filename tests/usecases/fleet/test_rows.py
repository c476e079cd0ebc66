"""The list: what it may look like, and what is said of one that cannot be used, before anything is made."""

import json

import pytest

from app.errors import UsageError
from app.keys.algorithm import BY_NAME
from app.usecases.fleet.rows import Row, read_rows
from app.usecases.fleet.table import LARGEST_LIST, MOST_ROWS

SECRET = "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v"


def facts(row: Row) -> tuple[str, ...]:
    venue, purpose = row.venue, row.purpose
    return (
        row.name,
        venue.identifier if venue else "",
        purpose.identifier if purpose else "",
        row.algorithm.name,
        row.note,
    )


@pytest.mark.parametrize(
    "data",
    [
        b"name,venue,purpose,key type,note\none,binance,spot,rsa-4096,mine\n",
        b"\xef\xbb\xbfName;Venue;Purpose;Key Type;Note\r\none;Binance;Spot trading;RSA 4096;mine\r\n",
        b"\nLABEL\tExchange\tuse\tALGORITHM\tcomment\n\n one \tbinance.com\tspot-trading\trsa4096\t mine \n",
        b'note,"key_type",purpose,venue,name\n"mine",RSA-4096,SPOT,BINANCE,"one"\n',
        b'[{"name": "one", "venue": "binance", "purpose": "spot", "key type": "rsa-4096", "note": "mine"}]',
        b'{"keys": [{"Name": "one", "exchange": "binance", "use": "spot","type":"RSA4096", "note": "mine"}]}',
    ],
    ids=["csv", "excel", "tabs", "quoted", "json", "json-object"],
)
def test_a_list_is_read_as_spreadsheets_and_programs_write_it(data: bytes) -> None:
    assert [facts(row) for row in read_rows(data)] == [("one", "binance", "spot", "rsa-4096", "mine")]


def test_a_row_without_a_type_gets_the_venues_first_one_or_the_one_that_was_named() -> None:
    data = b"name,venue\none,bybit\ntwo,\n"
    assert [row.algorithm.name for row in read_rows(data)] == ["rsa-4096", "ed25519"]
    assert [row.algorithm.name for row in read_rows(data, BY_NAME["rsa-2048"])] == ["rsa-2048"] * 2


def test_the_addresses_of_a_sub_account_are_kept_apart() -> None:
    (row,) = read_rows(b'name,email,IP address\none,a@example.com,"192.0.2.1, 2001:DB8::1"\n')
    assert (row.email, row.addresses) == ("a@example.com", ("192.0.2.1", "2001:db8::1"))


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("name", "a/b"),
        ("name", "CON." + SECRET),
        ("name", SECRET),
        ("name,note", "one," + SECRET),
        ("name,note", "one,\x1b[31m"),
        ("name,note", "one," + "x" * 501),
        ("name,venue", "one," + SECRET),
        ("name,purpose", "one," + SECRET),
        ("name,key type", "one,p-256"),
        ("name,venue,key type", "one,robinhood,rsa-2048"),
        ("name,venue,key type", "one,bybit,ed25519"),
        ("name,ip address", "one," + SECRET),
        ("name,venue", ",binance"),
        ("name", "one," + SECRET),
    ],
)
def test_a_bad_row_is_named_by_its_number_and_never_repeated(header: str, row: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_rows(f"{header}\ngood\n\n{row}\n".encode())
    assert "Row 4:" in caught.value.message
    assert SECRET not in caught.value.message + caught.value.hint
    assert "\x1b" not in caught.value.message


@pytest.mark.parametrize("other", ["ONE", "one", "One"])
def test_names_that_some_file_system_takes_for_one_are_refused(other: str) -> None:
    with pytest.raises(UsageError, match=r"Row 4: .*row 2"):
        read_rows(f"name\none\ntwo\n{other}\n".encode())
    with pytest.raises(UsageError, match=r"Row 3: .*row 2"):
        read_rows("name\n\u00e9\ne\u0301\n".encode())


def test_many_bad_rows_are_counted() -> None:
    with pytest.raises(UsageError, match="1,000 rows") as caught:
        read_rows(b"name\n" + b"a/b\n" * 1000)
    assert len(caught.value.message) < 1000


_ADDRESSES = b" ".join(b"fe80:%d::%%x" % number for number in range(6))
_DEEP = b"[" * 100_000
HOSTILE = {
    "nothing": b"",
    "only a header": b"name\n",
    "too large": b"name\n" + b"x" * LARGEST_LIST,
    "too many rows": b"name\n" + b"".join(b"n%d\n" % number for number in range(MOST_ROWS + 1)),
    "too many of JSON": json.dumps([{"name": f"n{number}"} for number in range(MOST_ROWS + 1)]).encode(),
    "a million commas": b"name\n" + b"," * 1_000_000,
    "a million columns": b"," * 1_000_000 + b"\n",
    "a million empty rows": b"\n" * 1_000_000,
    "a thousand addresses": b"name,ip\none," + b"::1 " * 1000 + b"\n",
    "other addresses in each row": b"name,ip\n"
    + b"".join(b"n%d,%s\n" % (n, _ADDRESSES % ((n,) * 6)) for n in range(9000)),
    "an open quote": b'name\n"' + b"x\n" * 1_000_000,
    "a long cell": b"name\n" + b"x" * 1_000_000,
    "deep JSON": _DEEP,
    "a large number": b"[" + b"1" * 1_000_000 + b"]",
    "half a JSON": b'[{"name": "one"}',
    "another JSON": b'{"name": "one"}',
    "numbers": b'[{"name": 1}]',
    "lists": b'[["name"]]',
    "a surrogate": b'[{"name": "\\ud800"}]',
    "an unknown column": f"name,{SECRET}\none,two\n".encode(),
    "a column twice": b"name,label\none,two\n",
    "no names": b"venue\nbinance\n",
    "not UTF-8": b"name\n\xff\n",
    "UTF-16": "name\none\n".encode("utf-16"),
    "zeros": b"name\n" + b"\0" * 1_000_000,
    "a private key": b"-----BEGIN PRIVATE KEY-----\n" + SECRET.encode() + b"\n",
}


@pytest.mark.thorough
@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_list_ends_in_an_error_that_repeats_nothing(data: bytes) -> None:
    with pytest.raises(UsageError) as caught:
        read_rows(data)
    assert SECRET not in caught.value.message + caught.value.hint


@pytest.mark.thorough
def test_the_longest_list_is_read() -> None:
    lines = (f"bot-{number},binance,spot,ed25519,{'n' * 400}" for number in range(MOST_ROWS))
    data = "\n".join(["name,venue,purpose,key type,note", *lines]).encode()
    assert len(read_rows(data)) == MOST_ROWS
