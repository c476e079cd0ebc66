"""Key pairs in bulk: ours on one core and on all, beside Node's generateKeyPairSync, openssl and ssh-keygen.

The times of single RSA keys scatter geometrically (they wait for primes), so means of many keys are compared,
made in turns with the peers. On one core CPU time is compared, which other programs disturb least. Node makes
one after another on its main thread, as the reference does; openssl and ssh-keygen make one a process, which
is all that they offer, and for Ed25519 nearly all that is seen of them. Only ours lets every pair sign a
message and verify it before anybody sees the pair: for Ed25519 that is most of its time, and shown apart.
"""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench import floor
from tests.bench.figures import Figure, mean
from tests.bench.machine import cores
from tests.bench.table import Goal, Row, Sense
from tests.bench.workers import Cost, KeyMaker, Launcher, node_keys, our_keys

_FASTER = Sense.FASTER


@dataclass(frozen=True, slots=True)
class Plan:
    """In each of so many rounds, how many keys everybody makes. Goals: beside Node on one core and on two."""

    algorithm: str
    title: str
    bits: int
    rounds: int
    ours: int
    together: int
    node: int
    peers: int
    goal: float = 0.0
    goal_on_two: float = 0.0


FULL = (
    Plan("ed25519", "Ed25519", 0, 10, ours=300, together=1000, node=300, peers=30),
    Plan("rsa-2048", "RSA-2048", 2048, 10, ours=30, together=30, node=15, peers=10, goal=3, goal_on_two=5),
    Plan("rsa-3072", "RSA-3072", 3072, 8, ours=8, together=12, node=5, peers=5),
    Plan("rsa-4096", "RSA-4096", 4096, 5, ours=20, together=24, node=12, peers=8, goal=2, goal_on_two=4),
)
QUICK = (
    Plan("ed25519", "Ed25519", 0, 2, ours=20, together=50, node=20, peers=2),
    Plan("rsa-2048", "RSA-2048", 2048, 2, ours=2, together=4, node=1, peers=1, goal=3, goal_on_two=5),
    Plan("rsa-3072", "RSA-3072", 3072, 1, ours=1, together=2, node=1, peers=1),
    Plan("rsa-4096", "RSA-4096", 4096, 1, ours=1, together=2, node=1, peers=1, goal=2, goal_on_two=4),
)


@dataclass(slots=True)
class _Taken:
    """What everybody's keys cost."""

    ours: list[Cost] = field(default_factory=list)
    together: list[Cost] = field(default_factory=list)
    node: list[Cost] = field(default_factory=list)
    openssl: list[Cost] = field(default_factory=list)
    ssh_keygen: list[Cost] = field(default_factory=list)


class _Party:
    """Everybody, each with a process of its own where that can stay."""

    def __init__(self, stack: ExitStack) -> None:
        one = cores()[-1:]
        self.folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        self.ours: KeyMaker = stack.enter_context(our_keys(one))
        self.together: KeyMaker = stack.enter_context(our_keys(cores()))
        self.node: KeyMaker = stack.enter_context(node_keys(one))
        self.launcher: Launcher = stack.enter_context(Launcher(one))
        self.files = 0

    def openssl(self, bits: int) -> Cost:
        kind = ["RSA", "-pkeyopt", f"rsa_keygen_bits:{bits}"] if bits else ["ED25519"]
        return self.launcher.run("openssl", "genpkey", "-algorithm", *kind, "-out", "/dev/null")

    def ssh_keygen(self, bits: int) -> Cost:
        self.files += 1
        kind = ["rsa", "-b", str(bits)] if bits else ["ed25519"]
        file = str(self.folder / str(self.files))
        return self.launcher.run("ssh-keygen", "-q", "-t", *kind, "-N", "", "-f", file)

    def play(self, plan: Plan, taken: _Taken) -> None:
        taken.ours += self.ours.make(plan.algorithm, plan.ours)
        taken.node += self.node.make(plan.algorithm, plan.node)
        taken.together += self.together.make(plan.algorithm, plan.together, "together")
        taken.openssl += [self.openssl(plan.bits) for _ in range(plan.peers)]
        taken.ssh_keygen += [self.ssh_keygen(plan.bits) for _ in range(plan.peers)]


def measure(plans: tuple[Plan, ...] = FULL) -> list[Row]:
    """Returns nine rows for each kind."""
    rows = []
    with ExitStack() as stack:
        party = _Party(stack)
        for plan in plans:
            taken = _Taken()
            for _ in range(plan.rounds):
                party.play(plan, taken)
            rows += [*_on_one_core(plan, taken), *_on_all_cores(plan, taken)]
    return rows


def _on_one_core(plan: Plan, taken: _Taken) -> list[Row]:
    title, ours = f"{plan.title}, one core, CPU", _cpu(taken.ours)
    goal = Goal(ratio=plan.goal) if plan.goal else None
    short = "" if plan.bits and not plan.goal else f"{plan.title}, one core"
    rows = [
        Row(title, ours, "Node", _cpu(taken.node), _FASTER, goal, short),
        Row(title, ours, "openssl genpkey", _cpu(taken.openssl), _FASTER),
        Row(title, ours, "ssh-keygen", _cpu(taken.ssh_keygen), _FASTER),
    ]
    if plan.bits:
        return [*rows, Row(title, ours, "calculated floor", floor.measure(plan.bits))]
    return [*rows, Row(f"{title}, of that the check of the pair", floor.measure_check())]


def _on_all_cores(plan: Plan, taken: _Taken) -> list[Row]:
    number = len(cores())
    one = mean([cost.wall for cost in taken.ours])
    ours = _per_key(taken.together, plan, one)
    title = f"{plan.title}, {number} cores, wall"
    goal = Goal(ratio=plan.goal_on_two) if plan.goal_on_two and number >= 2 else None
    short = f"{plan.title}, {number} cores" if plan.goal_on_two else ""
    return [
        Row(title, ours, "Node, one thread", _wall(taken.node), _FASTER, goal, short),
        Row(title, ours, "openssl genpkey", _wall(taken.openssl), _FASTER),
        Row(title, ours, "ssh-keygen", _wall(taken.ssh_keygen), _FASTER),
        Row(title, ours, "ours, one core", one, _FASTER, _scaling_goal(plan, number)),
        Row(f"{plan.title}, {number} cores, kept busy", _busy(taken.together)),
    ]


def _scaling_goal(plan: Plan, number: int) -> Goal | None:
    """Asks two cores to be 1.8 times as fast as one, more for their share; Ed25519 is too small to share."""
    return Goal(ratio=0.9 * number) if number > 1 and plan.bits else None


def _cpu(costs: list[Cost]) -> Figure:
    return mean([cost.cpu for cost in costs])


def _wall(costs: list[Cost]) -> Figure:
    return mean([cost.wall for cost in costs])


def _per_key(calls: list[Cost], plan: Plan, single: Figure) -> Figure:
    """Returns the wall time of a key when many are made together; they scatter as single ones do."""
    keys = plan.together * len(calls)
    value = sum(call.wall for call in calls) / keys
    error = value * single.relative_error * (single.samples / keys) ** 0.5
    return Figure(value, error, "s", keys)


def _busy(calls: list[Cost]) -> Figure:
    value = sum(call.cpu for call in calls) / sum(call.wall for call in calls)
    return Figure(value, 0.0, "", len(calls))
