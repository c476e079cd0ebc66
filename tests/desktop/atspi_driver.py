"""The eyes and hands of assistive technology: reads and works one application's accessibility tree.

Run by the system's Python (Debian's python3-pyatspi brings what it imports), started with the process id
of the application. One JSON request a line on standard input, one JSON answer a line on standard output.
Nothing that can change is cached: every answer is what the application says now.
"""

import json
import sys
from typing import Any

import gi  # type: ignore[import-not-found]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found] # noqa: E402 - the version first

MOST_NODES = 3_000
MOST_TEXT = 20_000
PATIENCE_MS = 15_000
MERE_NAMES = ("filler", "label", "table column header")
GROUP = "panel"
UNCHANGING = Atspi.Cache.ROLE | Atspi.Cache.INTERFACES
EVERY, SOME, NONE = (
    Atspi.CollectionMatchType.ALL,
    Atspi.CollectionMatchType.ANY,
    Atspi.CollectionMatchType.NONE,
)
DEPTH_FIRST = Atspi.CollectionSortOrder.CANONICAL
VISIBLE = Atspi.StateSet.new([Atspi.StateType.VISIBLE])
LISTS = [Atspi.Role.LIST, Atspi.Role.TABLE, Atspi.Role.TREE]  # whose items are visible where they are not
SHOWN = Atspi.MatchRule.new(VISIBLE, EVERY, {}, EVERY, [], EVERY, [], EVERY, False)
FOCUSED = Atspi.MatchRule.new(
    Atspi.StateSet.new([Atspi.StateType.VISIBLE, Atspi.StateType.FOCUSED]),
    *(EVERY, {}, EVERY, [], EVERY, [], EVERY, False),
)
HIDDEN_LISTS = Atspi.MatchRule.new(VISIBLE, NONE, {}, EVERY, LISTS, SOME, [], EVERY, False)
CONTROLS = frozenset(["combo box", "spin button", "text"])


def find_application(pid: int) -> Any:
    """The application of this process. Raises GLib.Error or LookupError while it is not on the bus."""
    desktop = Atspi.get_desktop(0)
    desktop.set_cache_mask(Atspi.Cache.NONE)
    for index in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(index)
        if child is not None and child.get_process_id() == pid:
            child.set_cache_mask(UNCHANGING)
            return child
    raise LookupError("no such application")


def states_of(node: Any) -> list[str]:
    return sorted(state.value_nick for state in node.get_state_set().get_states())


def children_of(node: Any) -> list[Any]:
    children = [node.get_child_at_index(index) for index in range(min(node.get_child_count(), MOST_NODES))]
    return [child for child in children if child is not None]


def walk(root: Any) -> list[Any]:
    """The root and all visible objects below it, depth first, bounded: below the hidden all is hidden, and
    the parts of a control (the scroll bars of a text, the closed list of a combo box) are left out."""
    visible = matching(root, SHOWN)
    hidden = [matching(node, SHOWN) for node in matching(root, HIDDEN_LISTS)]
    hidden += [matching(node, SHOWN) for node in visible if node.get_role_name() in CONTROLS]
    without = {node for nodes in hidden for node in nodes}
    return [root, *(node for node in visible if node not in without)]


def matching(node: Any, rule: Any) -> list[Any]:
    """The objects inside of it, depth first: one question, where one for each costs most of a test."""
    return list(Atspi.Collection.get_matches(node, rule, DEPTH_FIRST, MOST_NODES, True))


def text_of(node: Any) -> str:
    if "Text" not in node.get_interfaces():
        return ""
    return str(Atspi.Text.get_text(node, 0, -1))[:MOST_TEXT]


def value_of(node: Any) -> float | None:
    return float(Atspi.Value.get_current_value(node)) if "Value" in node.get_interfaces() else None


def extents_of(node: Any) -> list[int]:
    if "Component" not in node.get_interfaces():
        return [0, 0, 0, 0]
    area = Atspi.Component.get_extents(node, Atspi.CoordType.SCREEN)
    return [area.x, area.y, area.width, area.height]


def labels_of(node: Any) -> list[str]:
    """The names of the labels that stand for it: where a combo box on Linux has its name."""
    if node.get_role_name() != "combo box":
        return []
    return [
        relation.get_target(index).get_name()
        for relation in node.get_relation_set()
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY
        for index in range(relation.get_n_targets())
    ]


def outline(node: Any) -> dict[str, Any]:
    """What is seen of it: each more question would cost as much as one of these, for every object."""
    return {
        "name": node.get_name() or "",
        "role": node.get_role_name(),
        "states": states_of(node),
        "extents": extents_of(node),
    }


def describe(node: Any) -> dict[str, Any]:
    """What a screen reader would know of it."""
    return {
        **outline(node),
        "description": node.get_description() or "",
        "labels": labels_of(node),
        "text": text_of(node),
        "value": value_of(node),
    }


def is_called(node: Any, name: str) -> bool:
    if node.get_role_name() in MERE_NAMES:
        return False
    return node.get_name() == name or name in labels_of(node)


def named(root: Any, order: dict[str, Any]) -> list[Any]:
    """The visible objects of exactly this name, without labels and layout.

    A group is meant where nothing else has its name; `about`: words of the description.
    """
    name, about = order["name"], order.get("about", "")
    found = [node for node in walk(root) if is_called(node, name) and about in (node.get_description() or "")]
    return [node for node in found if node.get_role_name() != GROUP] or found


def the_one(root: Any, order: dict[str, Any]) -> Any:
    """The visible object of this name. Raises LookupError where there is none or another."""
    found = named(root, order)
    if len(found) != 1:
        raise LookupError(f"{len(found)} visible objects are named {order['name']!r}")
    return found[0]


def focused(root: Any) -> list[Any]:
    """What has the focus, without layout and items."""
    ignored = (*MERE_NAMES, "list item")
    has_focus = set(matching(root, FOCUSED))
    return [node for node in walk(root) if node in has_focus and node.get_role_name() not in ignored]


def press(node: Any) -> None:
    """Does the object's own press or toggle action."""
    actions = [Atspi.Action.get_action_name(node, i) for i in range(Atspi.Action.get_n_actions(node))]
    for wanted in ("Press", "Toggle"):
        if wanted in actions:
            Atspi.Action.do_action(node, actions.index(wanted))
            return
    raise LookupError(f"{node.get_name()!r} cannot be pressed: {actions}")


def choose(node: Any, item: str) -> None:
    """Selects the item of a list, or of the closed list of a combo box."""
    for holder in [node, *children_of(node)]:
        for index, candidate in enumerate(children_of(holder)):
            if candidate.get_name() == item and Atspi.Selection.select_child(holder, index):
                return
    raise LookupError(f"{node.get_name()!r} has no item {item!r} to select")


def choose_row(node: Any, row: int) -> None:
    """Selects the row of a table, counted from 0."""
    if not Atspi.Table.add_row_selection(node, row):
        raise LookupError(f"{node.get_name()!r} has no row {row} to select")


def obey(root: Any, order: dict[str, Any]) -> Any:
    """One request to one answer."""
    action = order["do"]
    if action == "tree":
        return [describe(node) for node in walk(root)]
    if action == "outline":
        return [outline(node) for node in walk(root)]
    if action == "find":
        return [describe(node) for node in named(root, order)]
    if action == "focused":
        return [describe(node) for node in focused(root)]
    node = the_one(root, order)
    if action == "below":
        return [describe(child) for child in walk(node)[1:]]
    if action == "press":
        return press(node)
    if action == "type":
        return bool(Atspi.EditableText.set_text_contents(node, order["text"]))
    if action == "choose":
        return choose(node, order["text"])
    if action == "row":
        return choose_row(node, order["value"])
    if action == "value":
        return bool(Atspi.Value.set_current_value(node, order["value"]))
    if action == "focus":
        return bool(Atspi.Component.grab_focus(node))
    raise LookupError(f"unknown request {action!r}")


def answer(pid: int, roots: dict[int, Any], line: str) -> dict[str, Any]:
    """The answer, or why there is none; an object that vanished meanwhile is worth another try."""
    try:
        if pid not in roots:
            roots[pid] = find_application(pid)
    except (GLib.Error, LookupError) as error:
        return {"vanished": str(error)}
    try:
        return {"answer": obey(roots[pid], json.loads(line))}
    except GLib.Error as error:
        return {"vanished": str(error)}
    except LookupError as error:
        return {"error": str(error)}


def main() -> None:
    pid = int(sys.argv[1])
    roots: dict[int, Any] = {}
    Atspi.set_timeout(PATIENCE_MS, PATIENCE_MS)
    Atspi.init()
    for line in sys.stdin:
        print(json.dumps(answer(pid, roots, line)), flush=True)


if __name__ == "__main__":
    main()
