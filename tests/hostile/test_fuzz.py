"""Hostile texts by the thousand: only errors of ours come out, printable, and soon.

Each test runs twice: some examples in the quick check, and for its share of half a minute in the whole suite
(marked `interop`, as all that is slow); `make fuzz` goes on for as long as it is let. Time is the process's
own CPU time.
"""

import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hostile import requests, strategies
from tests.hostile.contract import cheap
from tests.hostile.readers import READERS

SECONDS = 2.0

# Reader, what it is given, examples in the quick check and in the whole suite.
_RUNS: dict[str, tuple[str, Callable[[], st.SearchStrategy[bytes]], int, int]] = {
    "key, anything": ("key", strategies.any_key_text, 30, 600),
    "key, damaged": ("key", strategies.mutated, 30, 625),
    "key, RSA numbers": ("key", strategies.odd_rsa, 30, 350),
    "key, encryption": ("key", strategies.odd_encryption, 30, 350),
    "key, OpenSSH": ("key", strategies.odd_openssh, 30, 750),
    "key, PEM": ("key", strategies.odd_pem, 15, 200),
    "key, text": ("key", strategies.odd_text, 30, 750),
    "decrypted": ("decrypted", strategies.any_key_text, 20, 350),
    "pem": ("pem", strategies.odd_pem, 15, 200),
    "der": ("der", strategies.lying_der, 20, 250),
    "openssh": ("openssh", lambda: st.binary(max_size=300), 30, 500),
    "stranger": ("stranger", strategies.odd_text, 30, 500),
    "passphrase": ("passphrase", lambda: st.binary(max_size=300) | strategies.odd_text(), 30, 500),
    "passphrase file": ("passphrase-file", lambda: st.binary(max_size=300), 15, 250),
    "archive": ("archive", strategies.damaged_archive, 30, 1000),
    "label": ("label", strategies.odd_names, 30, 500),
    "folder": ("folder", strategies.odd_names, 30, 500),
    "preferences": ("preferences", strategies.odd_preferences, 30, 500),
    "sibling": ("sibling", strategies.any_key_text, 15, 200),
    "neighbours": ("neighbours", strategies.odd_neighbours, 15, 200),
    "request, anything": ("request", requests.any_request, 40, 200),
    "request, damaged": ("request", requests.damaged, 40, 200),
    "terminal": ("terminal", strategies.odd_names, 30, 250),
}


def _fuzz(name: str, examples: int) -> None:
    reader, strategy, _, _ = _RUNS[name]

    @settings(max_examples=examples, suppress_health_check=list(HealthCheck))
    @given(strategy())
    def run(data: bytes) -> None:
        began = time.process_time()
        with cheap():
            READERS[reader](data)
        assert time.process_time() - began < SECONDS

    run()


@pytest.mark.thorough
@pytest.mark.parametrize("name", _RUNS)
def test_hostile_text_when_read_then_only_our_errors_come_out(name: str) -> None:
    _fuzz(name, _RUNS[name][2])


@pytest.mark.interop
@pytest.mark.parametrize("name", _RUNS)
def test_hostile_text_when_read_by_the_thousand_then_only_our_errors_come_out(name: str) -> None:
    _fuzz(name, _RUNS[name][3])


def test_every_reader_when_there_is_one_then_is_fuzzed() -> None:
    assert {reader for reader, *_ in _RUNS.values()} == set(READERS)
