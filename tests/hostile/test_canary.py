"""No message of either face, and no JSON, repeats what may be a private key, wherever in a text it is."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.cli.conftest import Here, akg, here  # noqa: F401
from tests.hostile import canary
from tests.hostile.contract import cheap


@pytest.mark.parametrize("name", canary.POSITIONS)
def test_key_in_a_known_position_when_looked_at_then_no_message_repeats_it(name: str) -> None:
    with cheap():
        for shown in canary.shown_about(canary.POSITIONS[name]):
            canary.check(shown)


class _EmptyStore:
    """A keyring that has nothing."""

    name = "of the test"

    def forget(self, _: str) -> bool:
        return False


def _fuzz(examples: int) -> None:
    @settings(max_examples=examples, suppress_health_check=list(HealthCheck))
    @given(canary.texts_with_it())
    def run(data: bytes) -> None:
        began = time.process_time()
        with cheap():
            for shown in canary.shown_about(data):
                canary.check(shown)
        assert time.process_time() - began < 2.0

    run()


@pytest.mark.thorough
def test_key_anywhere_when_looked_at_then_no_message_repeats_it() -> None:
    _fuzz(200)


@pytest.mark.interop
def test_key_anywhere_when_looked_at_by_the_thousand_then_no_message_repeats_it() -> None:
    _fuzz(5_000)


@pytest.mark.parametrize("shown", [canary.BODY, f"of “{canary.BODY[20:28]}”", canary.SEED.hex()[-8:].upper()])
def test_message_when_it_repeats_eight_characters_then_is_found(shown: str) -> None:
    with pytest.raises(AssertionError, match="repeats"):
        canary.check(shown)
    canary.check("“PRIVATE KEY”, and 7 characters: " + canary.BODY[20:27])


@pytest.mark.parametrize("command", [("inspect", "--json"), ("inspect",), ("public",), ("keyring", "forget")])
def test_key_in_a_known_position_when_given_to_akg_then_nothing_printed_repeats_it(
    here: Here,  # noqa: F811
    command: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("app.cli.keyring.system_store", _EmptyStore)
    for name, data in canary.POSITIONS.items():
        Path("file").write_bytes(data)
        result = here(*command, "file", *(("--no-passphrase",) if command == ("public",) else ()))
        assert "Something went wrong" not in result.err, name
        canary.check(result.out + result.err)


def test_key_given_as_the_file_name_when_akg_runs_then_is_not_repeated(here: Here) -> None:  # noqa: F811
    for form in canary.FORMS:
        for command in (("inspect",), ("public",), ("passphrase", "change"), ("keyring", "forget")):
            result = here(*command, "--", form)
            assert result.status in (1, 2), form
            if len(form) > 40:
                canary.check(result.out + result.err)
