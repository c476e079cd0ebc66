"""What tests of several rooms share. Each room has helpers of its own beside its tests."""

import gc
import os
import re
import signal
from collections.abc import Iterator

import pytest
from cryptography.hazmat.primitives.hashes import HashAlgorithm
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from hypothesis import settings

from app.keys import protection
from app.keys.algorithm import ALGORITHMS
from app.keys.pair import KeyPair, generate_key_pair
from tests import own_data
from tests import product as products
from tests.product import Product

# Busy machines are slow now and then: the time of an example says nothing about it.
settings.register_profile("house", deadline=None)
settings.register_profile("check", deadline=None, max_examples=20)  # of `make check`
settings.load_profile("house")


def examples(count: int) -> int:
    """How many a test draws that is worth `count` of them: a fifth in `make check`."""
    return count * settings().max_examples // settings.get_profile("house").max_examples


# A shell that starts the tests in the background, or nohup, has them, and all that they start, ignore some.
for _name in ("SIGINT", "SIGQUIT", "SIGHUP"):
    _number = getattr(signal, _name, None)
    if _number is not None and signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, signal.default_int_handler if _name == "SIGINT" else signal.SIG_DFL)


@pytest.hookimpl(optionalhook=True)  # without xdist there is none
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Twice the cores, where tests wait for windows and processes; the quick ones do not."""
    cores = os.cpu_count() or 1
    return cores if "not desktop" in config.option.markexpr else 2 * cores


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Names a key by its parameter: made at random, it would give each worker tests of other names."""
    return argname if isinstance(val, str | bytes) and len(val) > 40 else None


@pytest.hookimpl(tryfirst=True)  # before xdist looks at the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Lets one worker run all tests of the installed bundle, which is installed once; one those of clients;
    and one those of a file that makes something for several tests, which each worker would make again.

    What has a group of its own comes first: it takes minutes, and nothing should wait for it in the end.
    """
    for item in items:
        if item.get_closest_marker("clients"):
            item.add_marker(pytest.mark.xdist_group("clients"))
        elif not item.get_closest_marker("bundle") and shares_what_its_file_makes(item):
            item.add_marker(pytest.mark.xdist_group(re.sub(r"\W", "_", file_of(item))))
    items.sort(key=lambda item: item.get_closest_marker("xdist_group") is None)
    for item in items:
        if "product" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.process)
        if item.get_closest_marker("bundle") and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group("bundle"))


def shares_what_its_file_makes(item: pytest.Item) -> bool:
    """Whether a fixture of its own file, which it uses, is made once for several tests."""
    known: dict[str, list[pytest.FixtureDef[object]]] = item._fixtureinfo.name2fixturedefs  # type: ignore[attr-defined]
    made = (each for definitions in known.values() for each in definitions if each.scope != "function")
    return any(each.baseid == file_of(item) for each in made)


def file_of(item: pytest.Item) -> str:
    return item.nodeid.partition("::")[0]


def pytest_collection_finish() -> None:
    """Exempts what pytest keeps to the end, thousands of tests, from every later search for garbage."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True, scope="session")
def own_data_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The key of the journal is not that of the person who runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        own_data.keep_in(tmp_path_factory.mktemp("data"), patch)
        yield


@pytest.fixture(scope="session")
def pairs() -> dict[str, KeyPair]:
    """One pair of every algorithm in the table, by its name, made once for the whole run."""
    return {algorithm.name: generate_key_pair(algorithm) for algorithm in ALGORITHMS}


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The product as its Debian package installs it."""
    with products.installed(tmp_path_factory.getbasetemp()) as product:
        yield product


@pytest.fixture(scope="session")
def product(request: pytest.FixtureRequest) -> Product:
    """From source, but for tests that ask for BOTH of tests.product."""
    if getattr(request, "param", "source") == "source":
        return products.SOURCE
    bundle: Product = request.getfixturevalue("bundle")
    return bundle


@pytest.fixture
def few_iterations(monkeypatch: pytest.MonkeyPatch) -> int:
    """Allows files that cost next to nothing to open; returns the count to encrypt with."""
    monkeypatch.setattr(protection, "MINIMUM_ITERATIONS", 1)
    return 2


@pytest.fixture
def quick_derivation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derives with a thousandth of the iterations of our own files: their keys open in this test alone.

    Every number that is chosen, written and shown stays the real one; of foreign files nothing changes.
    """

    def quick(algorithm: HashAlgorithm, length: int, salt: bytes, iterations: int) -> PBKDF2HMAC:
        is_ours = iterations >= protection.MINIMUM_ITERATIONS
        return PBKDF2HMAC(algorithm, length, salt, -(-iterations // 1000) if is_ours else iterations)

    for module in ("pbes2", "derivation"):
        monkeypatch.setattr(f"app.keys.{module}.PBKDF2HMAC", quick)
