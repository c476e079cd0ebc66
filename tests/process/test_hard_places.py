"""The terminal does its job where little of a usual system is there."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desktop.keyfiles import names_in, public_key_of
from tests.process.places import FULL, HARD_PLACES, READ_ONLY, Place, around
from tests.process.scene import Scene
from tests.product import BOTH

pytestmark = [pytest.mark.interop, BOTH]


def run(scene: Scene, place: Place, *command: str) -> tuple[int, str, str]:
    environment: dict[str, str | None] = {**scene.environment, **place.more}
    done = subprocess.run(
        [*scene.product.inside, *place.before, *command],
        input=scene.passphrase.encode(),
        capture_output=True,
        cwd=scene.root / "here",
        env={name: value for name, value in environment.items() if value is not None},
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def folders_of(scene: Scene) -> tuple[Path, Path]:
    return scene.root / "home", scene.root / "tmp"


def akg(scene: Scene, *arguments: str) -> tuple[str, ...]:
    return (*scene.product.terminal, *arguments, "--passphrase-stdin")


@pytest.mark.parametrize("make", HARD_PLACES)
def test_a_pair_is_made_and_opened_again(scene: Scene, make: Callable[[Path, Path], Place]) -> None:
    place, keys = make(*folders_of(scene)), scene.root / "here" / "keys"
    status, public, said = run(scene, place, *akg(scene, "generate", "-q", "-d", str(keys), "-l", "one"))
    assert (status, said) == (0, "")
    assert names_in(keys) == ["one.private.pem", "one.public.pem"]
    assert public_key_of(keys / "one.private.pem", scene.passphrase) == public
    assert run(scene, place, *akg(scene, "public", str(keys / "one.private.pem"))) == (0, public, "")


@pytest.mark.parametrize("make", HARD_PLACES[:3])
def test_the_usual_folder_is_missed_with_a_reason(scene: Scene, make: Callable[[Path, Path], Place]) -> None:
    """GIVEN no home to write to WHEN no folder is named THEN one error says so, and nothing is made."""
    status, public, said = run(scene, make(*folders_of(scene)), *akg(scene, "generate", "-l", "one"))
    assert (status, public) == (1, "")
    assert said.startswith("akg: error: "), said
    assert [line.partition(":")[0] for line in said.splitlines()] == ["akg", "akg"]
    assert names_in(scene.root / "here") == names_in(scene.root / "home") == []


def test_the_places_are_as_hard_as_they_say(scene: Scene) -> None:
    home, temporary = folders_of(scene)
    for script, folder in ((READ_ONLY, home), (FULL, temporary)):
        status, _, _ = run(scene, Place(around(script, folder)), "sh", "-c", f"echo x > {folder}/file")
        assert status != 0
    assert names_in(home) == names_in(temporary) == []
