"""The committed corpus, replayed: every file through every reader, whoever it was made or found for."""

import time

import pytest

from tests.hostile import corpus
from tests.hostile.contract import cheap
from tests.hostile.readers import READERS

_MAXIMUM_SIZE = 200 * 1024


@pytest.mark.thorough
@pytest.mark.parametrize("reader", READERS)
def test_corpus_when_replayed_then_every_reader_keeps_the_contract(reader: str) -> None:
    for source in READERS:
        for seed in corpus.seeds(source):
            began = time.process_time()
            with cheap():
                READERS[reader](seed.read_bytes())
            assert time.process_time() - began < 2.0, seed


def test_corpus_when_listed_then_has_seeds_for_every_reader_and_stays_small() -> None:
    folders = {path.name for path in corpus.CORPUS.iterdir()}
    files = [path for path in corpus.CORPUS.rglob("*") if path.is_file()]

    assert folders == set(READERS)
    assert all(path.suffix == ".seed" for path in files)
    assert sum(path.stat().st_size for path in files) < _MAXIMUM_SIZE
