"""What a neighbour tries in a shared folder while `akg` is at work there, at its stops or all the time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.faults.akg import PLAIN, Command, Ended, Listing, found, run
from tests.faults.contract import Outcome
from tests.faults.inspection import Finding, by_status, demand, is_whole, judged, says
from tests.faults.interference import run_with_stops
from tests.faults.neighbour import Step
from tests.faults.shared import (
    KEYS,
    NEW_FOLDER,
    PLANTED,
    REPLACED,
    SAVED,
    Moment,
    Place,
    Watch,
    all_files,
    judge_shared,
    place,
    stops_of,
)

Steps = Callable[[Place], list[Step]]


def swap_for_a_link(place: Place) -> list[Step]:
    away = str(place.where / "shared" / "moved")
    return [("rename", place.keys, away), ("symlink", place.elsewhere, place.keys)]


def swap_for_a_folder(place: Place) -> list[Step]:
    return [("rename", place.keys, place.where / "shared" / "moved"), ("mkdir", place.keys, 0o777)]


def links_under_the_names(place: Place) -> list[Step]:
    steps: list[Step] = []
    for name in PLANTED:
        steps += [("unlink", place.path(name)), ("symlink", place.elsewhere / "precious", place.path(name))]
    return steps


def links_under_temporaries(place: Place) -> list[Step]:
    steps: list[Step] = []
    for path in _temporaries(place):
        steps += [("unlink", path), ("symlink", place.elsewhere / "precious", path)]
    return steps


def other_key_under_temporaries(place: Place) -> list[Step]:
    paths = [path for path in _temporaries(place) if "public" in path.name]
    return [("rename", place.path("other.private.pem"), path) for path in paths]


def _temporaries(place: Place) -> list[Path]:
    return [path for path in place.keys.glob(".akg-*") if not path.is_symlink()]


ONE_STEP = {
    "the folder swapped for a link": (swap_for_a_link, (SAVED, REPLACED, NEW_FOLDER)),
    "the folder swapped for another": (swap_for_a_folder, (SAVED, NEW_FOLDER)),
    "links under the names": (links_under_the_names, (SAVED, REPLACED)),
    "links under the temporary names": (links_under_temporaries, (SAVED,)),
    "a key under the temporary names": (other_key_under_temporaries, (SAVED,)),
}


def once(command: Command, what: str, steps: Steps, moment: Moment, nth: int) -> Finding:
    """At the nth stop of that moment the neighbour does these steps."""
    with place(command) as made:
        before, watch, moments = all_files(made), Watch(command, made), list[Moment]()

        def at(_stop: int) -> None:
            if not moments and watch.is_at(moment, nth):
                moments.append(moment)
                made.neighbour.do(*steps(made))

        ended, _ = run_with_stops(command, made.where, stops_of(command).first, at)
        return _judged(f"{command}, {what}, stop {nth} {moment.value}", command, made, before, ended, moments)


def fail_then_slip_in(nth: int, later: int, under: str) -> Finding:
    """The neighbour makes a `--force` fail while it writes, and later puts another key in a name's place."""
    with place(REPLACED) as made:
        before, watch = all_files(made), Watch(REPLACED, made)
        failed, moments = list[int](), list[Moment]()

        def at(stop: int) -> None:
            if not failed and watch.is_at(Moment.DURING, nth):
                failed.append(stop)
                made.neighbour.do(("write", made.path("k.public.pem"), "changed meanwhile", 0o666))
            if failed and stop == failed[0] + later:
                moments.append(Moment.AFTER)
                made.neighbour.do(("rename", made.path("other.private.pem"), made.path(under)))

        ended, _ = run_with_stops(REPLACED, made.where, stops_of(REPLACED).first, at)
        what = f"made to fail at stop {nth}, another key as {under} {later} stops later"
        return _judged(what, REPLACED, made, before, ended, moments)


def _keys_exchanged(place: Place) -> list[Step]:
    other = place.path("other.private.pem")
    there: list[Step] = [("rename", other, place.path(name)) for name in PLANTED]
    return there + [("rename", place.path(name), other) for name in PLANTED]


def _folder_to_and_fro(place: Place) -> list[Step]:
    back: list[Step] = [("unlink", place.keys), ("rename", place.where / "shared" / "moved", place.keys)]
    return swap_for_a_link(place) + back


def _made_to_fail(place: Place) -> list[Step]:
    return [
        ("write", place.path("k.public.pem"), "changed", 0o666),
        ("rename", place.path("other.private.pem"), place.path("k.private.pem")),
    ]


_RACES = (_keys_exchanged, links_under_the_names, _folder_to_and_fro, _made_to_fail)


def race(nth: int) -> Finding:
    """The neighbour does one and the same over and over, for as long as a `--force` takes."""
    with place(REPLACED) as made:
        before = all_files(made)
        made.neighbour.begin(_RACES[nth % len(_RACES)](made), 1.0)
        ended = run(REPLACED, made.where)
        made.neighbour.end()
        return _judged(f"race {nth}", REPLACED, made, before, ended, [Moment.AFTER])


def _judged(
    what: str, command: Command, made: Place, before: Listing, ended: Ended, moments: list[Moment]
) -> Finding:
    """`moments`: when the neighbour came; empty if there was no such stop."""

    def judge() -> Outcome | None:
        return judge_shared(command, made, before, ended, moments[0]) if moments else None

    return judged(what, judge, ended)


def running_save(nth: int, how: str) -> Finding:
    """While `akg` is stopped, another akg saves to the same folder; the neighbour locked what it could.

    `how`: the neighbour holds its locks from the start until then (`before`), or from then on (`after`).
    """
    with place(SAVED) as made:
        lock: Step = ("lock all", made.keys, "alone")
        saved, watch = list[Ended](), Watch(SAVED, made)
        made.neighbour.do(*([lock] if how == "before" else []))

        def at(_stop: int) -> None:
            if not saved and watch.is_at(Moment.DURING, nth):
                made.neighbour.do(("unlock",) if how == "before" else lock)
                saved.append(run(_second(), made.where))

        ended, _ = run_with_stops(SAVED, made.where, stops_of(SAVED).first, at)
        what = f"a second akg at stop {nth}, locks held {how}"
        return judged(what, lambda: _both(made, ended, saved) if saved else None, ended)


def _second() -> Command:
    return Command("the second akg", ("-d", KEYS, "-l", "second", *PLAIN), folder=KEYS)


def _both(made: Place, ended: Ended, saved: list[Ended]) -> Outcome:
    now = found(made.where, KEYS)
    demand([each.status for each in saved] in ([0], [6]), f"the second akg: {saved}")
    demand("second.private.pem" in now and "second.public.pem" in now, "the second pair is missing")
    demand(ended.status in (0, 6), "the first akg lost its files")
    demand(is_whole(SAVED, now), f"the first pair is not whole: {sorted(now)}")
    left = [name for name in now if name.startswith(".akg-")]
    demand(all(says(ended.text + saved[0].text, name) for name in left), f"left: {left}")
    return by_status(ended)


def plants_of_a_neighbour(mode: int) -> Finding:
    """In a folder of this mode are files of the neighbour's, named as what a killed `akg` leaves."""
    with place(SAVED) as made:
        made.keys.chmod(mode)
        names = (".akg-00000000deadbeef-00000-commit.tmp", ".akg-00000000deadbeef-00001-spot.private.pem.tmp")
        steps: list[Step] = [("write", made.path(name), "planted", 0o600) for name in names]
        link = made.path(".akg-00000000deadbeef-00002-spot.public.pem.tmp")
        made.neighbour.do(*steps, ("symlink", made.elsewhere / "precious", link))
        before = found(made.where, KEYS)
        ended = run(_second(), made.where)

        def judge() -> Outcome:
            now = found(made.where, KEYS)
            new = set(now) - set(before) - {"second.private.pem", "second.public.pem"}
            demand(not new, f"new names: {new}")
            demand(all(now.get(name) == entry for name, entry in before.items()), "something was changed")
            demand(ended.status in (0, 6), "the pair was not saved")
            return by_status(ended)

        return judged(f"files of a neighbour in a folder of mode {mode:o}", judge, ended)
