"""The accessibility tree of one process, as another process sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.desktop.screen import Screen
from tests.desktop.waiting import until

INTERACTIVE = frozenset(
    [
        "check box",
        "combo box",
        "password text",
        "push button",
        "radio button",
        "spin button",
        "table",
        "text",
        "toggle button",
    ]
)


@dataclass(frozen=True, slots=True)
class Outline:
    """What is seen of one object of the tree."""

    name: str
    role: str
    states: frozenset[str]
    extents: tuple[int, int, int, int]

    @property
    def visible(self) -> bool:
        return "visible" in self.states

    @property
    def enabled(self) -> bool:
        return "sensitive" in self.states

    @property
    def focused(self) -> bool:
        return "focused" in self.states

    @property
    def interactive(self) -> bool:
        return self.role in INTERACTIVE

    @property
    def centre(self) -> tuple[int, int]:
        x, y, width, height = self.extents
        return x + width // 2, y + height // 2


@dataclass(frozen=True, slots=True)
class Node(Outline):
    """All that is known of it. `labels`: the names of the labels that stand for it."""

    description: str
    labels: tuple[str, ...]
    text: str
    value: float | None

    @property
    def called(self) -> str:
        """What a screen reader calls it: on Linux, the name of a combo box is its label's."""
        return self.labels[0] if self.role == "combo box" and self.labels else self.name


def outline_of(values: dict[str, Any]) -> Outline:
    x, y, width, height = values.pop("extents")
    states = frozenset(values.pop("states"))
    return Outline(**values, states=states, extents=(x, y, width, height))


def node_of(values: dict[str, Any]) -> Node:
    x, y, width, height = values.pop("extents")
    labels, states = tuple(values.pop("labels")), frozenset(values.pop("states"))
    return Node(**values, labels=labels, states=states, extents=(x, y, width, height))


class Tree:
    """Asks the driver. Names mean visible objects that are no labels.

    `about`: words of the description, where several have the same name.
    """

    def __init__(self, screen: Screen, pid: int) -> None:
        self._screen, self._pid = screen, pid

    def everything(self) -> list[Node]:
        """All visible objects, depth first."""
        answer = until(lambda: self._ask(do="tree").get("answer"), "the accessibility tree")
        return [node for node in map(node_of, answer) if node.visible]

    def outlines(self) -> list[Outline]:
        """The same as far as it is seen, in half of the time."""
        answer = until(lambda: self._ask(do="outline").get("answer"), "the accessibility tree")
        return [node for node in map(outline_of, answer) if node.visible]

    def visible(self, name: str, about: str = "") -> Node | None:
        """The one visible object of this name that is not just a label; None where there is none."""
        found = [node for node in map(node_of, self._do(do="find", name=name, about=about)) if node.visible]
        assert len(found) <= 1, f"several objects are named {name}"
        return found[0] if found else None

    def one(self, name: str, about: str = "") -> Node:
        """Waits until it is there."""
        return until(lambda: self.visible(name, about), f"“{name}” appears")

    def enabled(self, name: str, about: str = "") -> Node:
        """Waits until it is there and can be used."""
        return until(
            lambda: node if (node := self.visible(name, about)) and node.enabled else None,
            f"“{name}” is enabled",
        )

    def focused(self) -> Node | None:
        """What has the focus; None while nothing has."""
        found = list(map(node_of, self._ask(do="focused").get("answer", [])))
        return found[0] if len(found) == 1 else None

    def gone(self, name: str) -> None:
        """Waits until nothing of this name is visible."""
        until(lambda: self.visible(name) is None, f"“{name}” disappears")

    def text(self, name: str) -> str:
        return self.one(name).text

    def below(self, name: str) -> list[Node]:
        """What is visible inside it."""
        return [node for node in map(node_of, self._do(do="below", name=name)) if node.visible]

    def press(self, name: str, about: str = "") -> None:
        """Waits until it is there and enabled, as all that follows does, then does its action."""
        self._do(do="press", name=name, about=about)

    def set_text(self, name: str, text: str) -> None:
        assert self._do(do="type", name=name, text=text), f"“{name}” takes no text"

    def set_value(self, name: str, value: int) -> None:
        assert self._do(do="value", name=name, value=value), f"“{name}” takes no value"

    def choose(self, name: str, item: str) -> None:
        self._do(do="choose", name=name, text=item)

    def choose_row(self, name: str, row: int) -> None:
        """Of a table, counted from 0."""
        self._do(do="row", name=name, value=row)

    def focus(self, name: str, about: str = "") -> None:
        self._do(do="focus", name=name, about=about)
        until(lambda: self.one(name, about).focused, f"“{name}” has the focus")

    def _do(self, **order: Any) -> Any:
        """An order that must succeed, as soon as what it is about is there."""
        outcome = until(lambda: answer if "later" not in (answer := self._ask(**order)) else None, str(order))
        assert "answer" in outcome, f"{order['do']} {order.get('name')}: {outcome}"
        return outcome["answer"]

    def _ask(self, **order: Any) -> dict[str, Any]:
        return self._screen.ask_driver({"pid": self._pid, **order})
