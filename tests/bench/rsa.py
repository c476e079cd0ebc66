"""RSA key pairs: ours on one core and on all, beside Node's generateKeyPairSync and `openssl genpkey`.

The times of single RSA keys scatter geometrically (they wait for primes), so means of many keys are compared,
made in turns with the peers. On one core CPU time is compared, which other programs disturb least.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field

from tests.bench.figures import Figure, mean
from tests.bench.machine import cores
from tests.bench.table import Goal, Row, Sense
from tests.bench.workers import Cost, KeyMaker, Launcher, node_keys, our_keys


@dataclass(frozen=True, slots=True)
class Plan:
    """In each of so many rounds, how many keys everybody makes."""

    algorithm: str
    title: str
    bits: int
    rounds: int
    ours: int
    together: int
    peers: int
    goal: float


FULL = (
    Plan("rsa-2048", "RSA-2048", 2048, rounds=10, ours=30, together=30, peers=10, goal=3.0),
    Plan("rsa-4096", "RSA-4096", 4096, rounds=4, ours=12, together=30, peers=10, goal=2.0),
)
QUICK = (
    Plan("rsa-2048", "RSA-2048", 2048, rounds=2, ours=2, together=4, peers=1, goal=3.0),
    Plan("rsa-4096", "RSA-4096", 4096, rounds=1, ours=1, together=2, peers=1, goal=2.0),
)


@dataclass(slots=True)
class _Taken:
    """What everybody's keys cost."""

    ours: list[Cost] = field(default_factory=list)
    together: list[Cost] = field(default_factory=list)
    node: list[Cost] = field(default_factory=list)
    openssl: list[Cost] = field(default_factory=list)


class _Party:
    """Everybody, each with a process of its own where that can stay."""

    def __init__(self, stack: ExitStack) -> None:
        one = cores()[-1:]
        self.ours: KeyMaker = stack.enter_context(our_keys(one))
        self.together: KeyMaker = stack.enter_context(our_keys(cores()))
        self.node: KeyMaker = stack.enter_context(node_keys(one))
        self.launcher: Launcher = stack.enter_context(Launcher(one))

    def openssl(self, bits: int) -> Cost:
        option = f"rsa_keygen_bits:{bits}"
        return self.launcher.run(
            "openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", option, "-out", "/dev/null"
        )

    def play(self, plan: Plan, taken: _Taken) -> None:
        taken.ours += self.ours.make(plan.algorithm, plan.ours)
        taken.node += self.node.make(plan.algorithm, plan.peers)
        taken.together += self.together.make(plan.algorithm, plan.together, "together")
        taken.openssl += [self.openssl(plan.bits) for _ in range(plan.peers)]


def measure(plans: tuple[Plan, ...] = FULL) -> list[Row]:
    """Five rows for each size."""
    rows = []
    with ExitStack() as stack:
        party = _Party(stack)
        for plan in plans:
            taken = _Taken()
            for _ in range(plan.rounds):
                party.play(plan, taken)
            rows += _rows(plan, taken)
    return rows


def _rows(plan: Plan, taken: _Taken) -> list[Row]:
    number = len(cores())
    ours, node, openssl = (_cpu(costs) for costs in (taken.ours, taken.node, taken.openssl))
    one = mean([cost.wall for cost in taken.ours])
    everything = _per_key(taken.together, plan, one)
    name = f"{plan.title}, {number} cores"
    faster = Sense.FASTER
    return [
        Row(f"{plan.title}, one core, CPU", ours, "Node", node, faster, Goal(ratio=plan.goal)),
        Row(f"{plan.title}, one core, CPU", ours, "openssl genpkey", openssl, faster),
        Row(f"{name}, wall", everything, "Node, one thread", _wall(taken.node), faster),
        Row(f"{name}, wall", everything, "openssl genpkey", _wall(taken.openssl), faster),
        Row(f"{name}, wall", everything, "ours, one core", one, faster, _scaling_goal(number)),
        Row(f"{name}, cores kept busy", _busy(taken.together)),
    ]


def _scaling_goal(number: int) -> Goal | None:
    """Two cores 1.8 times as fast as one; the same share of more."""
    return Goal(ratio=0.9 * number) if number > 1 else None


def _cpu(costs: list[Cost]) -> Figure:
    return mean([cost.cpu for cost in costs])


def _wall(costs: list[Cost]) -> Figure:
    return mean([cost.wall for cost in costs])


def _per_key(calls: list[Cost], plan: Plan, single: Figure) -> Figure:
    """The wall time of a key when many are made together; they scatter as single ones do."""
    keys = plan.together * len(calls)
    value = sum(call.wall for call in calls) / keys
    error = value * single.relative_error * (single.samples / keys) ** 0.5
    return Figure(value, error, "s", keys)


def _busy(calls: list[Cost]) -> Figure:
    value = sum(call.cpu for call in calls) / sum(call.wall for call in calls)
    return Figure(value, 0.0, "", len(calls))
