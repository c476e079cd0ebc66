"""Makes the keys of a plan: all or none, or, resuming, bit by bit, each bit whole.

All or none: encrypted keys are staged under temporary names as they are made, and get their names together at
the end. An error, Ctrl-C or a kill leaves nothing: the next save removes what a killed one had staged.
Resuming, every batch gets its names at once, so that an interrupted run has lost one batch at most.

Decision: `save` encrypts everything before it opens a file, and keeps each text until it is published. With
thousands of keys that would be memory for all of them, and private keys in it for an hour. Here only a batch
is in memory; of what is staged, its name, size and digest are. What could fail without a file (the list, the
names, the passphrase) was done before; what a batch cannot do still leaves nothing behind.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, assert_never

from app.errors import KeygenError, StorageError
from app.keys.pair import KeyPair, generate_key_pair, private_key_pem
from app.keys.protection import COMPATIBLE_ITERATIONS, Encrypted, Protection, Unencrypted
from app.storage.names import PairNames, today
from app.storage.writer import folder
from app.storage.writer.directory import Directory
from app.storage.writer.file_system import SYSTEM, FileSystem
from app.storage.writer.pair_writer import PRIVATE_MODE, PUBLIC_MODE, Published, Staging, staging
from app.storage.writer.recovered import Recovered
from app.text import Text, paragraph, plural, text
from app.usecases.fleet.passphrase_file import NewPassphrase, PassphraseFile
from app.usecases.fleet.plan import FleetKey, Plan, names_for
from app.usecases.fleet.rows import Row
from app.usecases.parallel import map_in_order
from app.usecases.progress import OnProgress, silent
from app.usecases.recovered import Check, recovered_rows, recovering
from app.usecases.save import verify_pair
from app.usecases.save_report import disk_warnings, folder_row

if TYPE_CHECKING:
    from app.keys.passphrase import Passphrase
    from app.storage.keyring.store import SecretStore

BATCH = 64


@dataclass(frozen=True, slots=True, eq=False)
class OneForEach:
    """A passphrase is generated for each key, and kept in a file, the system keyring, or both.

    `compatible`: at COMPATIBLE_ITERATIONS, whatever else is said.
    """

    iterations: int
    compatible: bool = False
    file: PassphraseFile | None = None
    store: "SecretStore | None" = None

    def __post_init__(self) -> None:
        if self.compatible:
            object.__setattr__(self, "iterations", COMPATIBLE_ITERATIONS)

    def protection(self) -> Encrypted:
        """Return the protection of one more key: six random words, 77 bits."""
        from app.usecases.passphrases import protect_by, suggest

        return protect_by(suggest(), self.iterations, compatible=self.compatible)


FleetProtection = Protection | OneForEach


@dataclass(frozen=True, slots=True)
class FleetReport:
    """Must be shown. `keys`: those that were made, and those that were there, in the order of the list."""

    rows: tuple[Check, ...]
    keys: tuple[FleetKey, ...]
    made: int
    has_warnings: bool = False


class UnfinishedError(StorageError):
    """It ended early, and whole batches are saved: nothing is said that promises otherwise."""

    def __init__(self, reason: Text, done: int, count: int) -> None:
        super().__init__(
            paragraph(
                reason,
                plural(
                    "{number:,} of {count:,} key pairs is saved.",
                    "{number:,} of {count:,} key pairs are saved.",
                    done,
                    count=count,
                ),
            ),
            text("The same line again, with --resume, makes the others."),
        )


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class _New:
    """A key in the making. Nothing of it but its public half outlives its batch."""

    row: Row
    names: PairNames
    pair: KeyPair
    protection: Protection
    private: bytes

    def public_facts(self) -> FleetKey:
        """Return what everybody may know."""
        return FleetKey(self.row, self.pair.fingerprint, self.pair.subject_public_key_info, today())


@dataclass(slots=True, eq=False)
class _Run:
    """One run over a plan. `done`: keys that have their names."""

    plan: Plan
    protection: FleetProtection
    on_progress: OnProgress
    disk: FileSystem
    done: dict[str, FleetKey] = field(default_factory=dict)
    steps: int = 0
    warnings: list[Check] = field(default_factory=list)
    passphrases: list[NewPassphrase] = field(default_factory=list)

    def count(self, *_: int) -> None:
        """Count one step of two for each key, and let whoever watches stop it."""
        self.steps += 1
        self.on_progress(self.steps, 2 * len(self.plan.missing))


def make_fleet(
    plan: Plan,
    protection: FleetProtection,
    on_progress: OnProgress = silent,
    before_writing: Callable[[], None] = lambda: None,
    disk: FileSystem = SYSTEM,
) -> FleetReport:
    """Make the missing keys. What `on_progress` or `before_writing` raises ends it.

    Then, and after any error, nothing was made, or, resuming, whole batches: UnfinishedError. Raises what
    `save` raises.
    """
    from app.keys.self_test import self_test

    self_test()
    run = _Run(plan, protection, on_progress, disk)
    with recovering(plan.folder, disk) as recovered:
        where = folder.prepare(plan.folder, disk)
        try:
            _make_all(run, where, before_writing)
        except (KeygenError, KeyboardInterrupt) as error:
            if run.done:
                reason = error.reason if isinstance(error, KeygenError) else text("Interrupted.")
                raise UnfinishedError(reason, len(run.done), len(plan.missing)) from error
            raise
        finally:
            if where.created and not run.done:
                folder.remove_if_empty(plan.folder, disk)
            folder.closed(where, disk)
    rows = recovered_rows(recovered)
    if where.created:
        rows.append(folder_row(plan.folder, where.mode))
        folder.sync(plan.folder.parent, disk)
    return _report(run, rows)


def nothing_to_make(plan: Plan) -> FleetReport:
    """Return the report of a plan whose keys are all there."""
    return FleetReport((), tuple(plan.kept[row.name] for row in plan.rows), made=0)


def _make_all(run: _Run, where: Directory, before_writing: Callable[[], None]) -> None:
    file = run.protection.file if isinstance(run.protection, OneForEach) else None
    try:
        if file:
            file.open(resume=run.plan.resume)
        for group in _groups(run.plan):
            _make_group(run, where, group, before_writing)
    finally:
        if file:
            file.close()


def _groups(plan: Plan) -> Iterator[list[tuple[Row, ...]]]:
    """Yield what gets its names together, in batches: everything, or, resuming, each batch by itself."""
    rows = plan.missing
    batches = [rows[start : start + BATCH] for start in range(0, len(rows), BATCH)]
    if plan.resume:
        yield from ([batch] for batch in batches)
    else:
        yield batches


def _make_group(
    run: _Run, where: Directory, batches: Sequence[Sequence[Row]], before_writing: Callable[[], None]
) -> None:
    keys: list[FleetKey] = []
    job: Staging | None = None
    try:
        with staging(where, run.disk, recovered=Recovered()) as job:
            for batch in batches:
                keys += _stage(run, job, batch)
                gc.collect()  # judging passphrases leaves circles, and a command seeks none by itself
            before_writing()
            _write_down(run)
            published = job.publish(replace=False)
    except BaseException:
        if job and (job.left or job.is_published):  # some of the keys are there: their passphrases are needed
            _keep(run)
        else:
            _take_back(run)
        raise
    _note(run, keys, published)


def _stage(run: _Run, job: Staging, batch: Sequence[Row]) -> list[FleetKey]:
    """Make a batch, write it under temporary names, and open what is on the disk."""
    items = list(zip(batch, names_for(tuple(batch)), strict=True))
    new = map_in_order(lambda item: _new(run, *item), items, run.count)
    files = []
    for each in new:
        private = job.add(each.names.private, each.private, PRIVATE_MODE)
        public = job.add(each.names.public, each.pair.public_key_pem.encode("ascii"), PUBLIC_MODE)
        files.append((each, private, public))
    map_in_order(
        lambda file: verify_pair(file[0].pair, file[1].read_back(), file[2].read_back(), file[0].protection),
        files,
        run.count,
    )
    if isinstance(run.protection, OneForEach):
        run.passphrases += [
            NewPassphrase(each.row.name, each.pair.fingerprint, _passphrase_of(each)) for each in new
        ]
    return [each.public_facts() for each in new]


def _new(run: _Run, row: Row, names: PairNames) -> _New:
    pair = generate_key_pair(row.algorithm)
    match run.protection:
        case OneForEach():
            protection: Protection = run.protection.protection()
        case Encrypted() | Unencrypted():
            protection = run.protection
        case unreachable:
            assert_never(unreachable)
    return _New(row, names, pair, protection, private_key_pem(pair, protection).encode("ascii"))


def _passphrase_of(new: _New) -> "Passphrase":
    if not isinstance(new.protection, Encrypted):
        raise StorageError(text("A key has no passphrase."))
    return new.protection.passphrase


def _write_down(run: _Run) -> None:
    """Keep the passphrases of the group where they can be found again, before its files have their names."""
    if not isinstance(run.protection, OneForEach):
        return
    if run.protection.file:
        run.protection.file.add(run.passphrases)
    if run.protection.store:
        for each in run.passphrases:
            run.protection.store.store(each.fingerprint, each.passphrase)


def _take_back(run: _Run) -> None:
    """Forget the passphrases of keys that do not exist; one that stays in the keyring opens nothing."""
    if isinstance(run.protection, OneForEach) and run.protection.file:
        run.protection.file.take_back()
    run.passphrases.clear()


def _keep(run: _Run) -> None:
    if isinstance(run.protection, OneForEach) and run.protection.file:
        run.protection.file.keep()
    run.passphrases.clear()


def _note(run: _Run, keys: list[FleetKey], published: Published) -> None:
    run.done.update((key.row.name, key) for key in keys)
    _keep(run)
    if not run.warnings:  # of thousands of files, what the disk did not do is said once
        run.warnings += disk_warnings(published, published.durable)


def _report(run: _Run, rows: list[Check]) -> FleetReport:
    plan = run.plan
    there = {**plan.kept, **run.done}
    has_warnings = bool(run.warnings) or not all(row.good for row in rows)
    keys = tuple(there[row.name] for row in plan.rows)
    return FleetReport((*rows, *run.warnings), keys, len(run.done), has_warnings)
