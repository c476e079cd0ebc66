"""The eyes and hands of assistive technology: reads and works one application's accessibility tree.

Run by the system's Python (Debian's python3-pyatspi brings what it imports). One JSON request a line on
standard input, with the process id of the application, one JSON answer a line on standard output.
Nothing that can change is cached: every answer is what the application says now.

It speaks the protocol of AT-SPI itself (org.a11y.atspi.*, in at-spi2-core's xml/), and asks about all objects
at once: libatspi waits for each answer before it asks the next, which takes most of a test.
"""

import json
import sys
from typing import Any

import gi  # type: ignore[import-not-found]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # type: ignore[import-not-found] # noqa: E402 - the version first

MOST_NODES = 3_000
MOST_TEXT = 20_000
PATIENCE_MS = 15_000
MERE_NAMES = ("filler", "label", "table column header")
GROUP = "panel"
ROOT = "/org/a11y/atspi/accessible/root"
REGISTRY = "org.a11y.atspi.Registry"
EVERY, SOME, NONE = map(
    int, (Atspi.CollectionMatchType.ALL, Atspi.CollectionMatchType.ANY, Atspi.CollectionMatchType.NONE)
)
DEPTH_FIRST = int(Atspi.CollectionSortOrder.CANONICAL)
LABELLED_BY = int(Atspi.RelationType.LABELLED_BY)
SCREEN = int(Atspi.CoordType.SCREEN)
CONTROLS = frozenset(["combo box", "spin button", "text"])

Question = tuple[str, str, str, Any]
"""Object, interface without its prefix, method, and the arguments as a GLib.Variant."""


def bits(numbers: Any, words: int) -> list[int]:
    """A set of numbers, as AT-SPI sends it: signed words of 32 bits."""
    whole = sum(1 << int(number) for number in numbers)
    parts = [whole >> 32 * word & 0xFFFFFFFF for word in range(words)]
    return [part - (1 << 32) if part >> 31 else part for part in parts]


def rule(states: Any, how: int, roles: Any = ()) -> Any:
    """The argument of Collection.GetMatches: these states, one of these roles."""
    which = SOME if roles else EVERY
    matching: Any = (bits(states, 2), how, {}, EVERY, bits(roles, 4), which, [], EVERY, False)
    return GLib.Variant("((aiia{ss}iaiiasib)uib)", (matching, DEPTH_FIRST, MOST_NODES, True))


VISIBLE, HAS_FOCUS = Atspi.StateType.VISIBLE, Atspi.StateType.FOCUSED
LISTS = (Atspi.Role.LIST, Atspi.Role.TABLE, Atspi.Role.TREE)  # whose items are visible where they are not
SHOWN = rule([VISIBLE], EVERY)
FOCUSED = rule([VISIBLE, HAS_FOCUS], EVERY)
HIDDEN_LISTS = rule([VISIBLE], NONE, LISTS)


def connect() -> Any:
    """The bus of assistive technology, whose address is asked for on the session's."""
    session = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    answer = session.call_sync(
        *("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None),
        *(Gio.DBusCallFlags.NONE, PATIENCE_MS, None),
    )
    flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
    return Gio.DBusConnection.new_for_address_sync(answer.unpack()[0], flags, None, None)


class NotYetError(Exception):
    """What is asked for cannot be had yet."""


class Application:
    """The objects of one application, each named by its path."""

    def __init__(self, bus: Any, pid: int) -> None:
        """Raises GLib.Error or LookupError while it is not on the bus."""
        self._bus = bus
        self._roles: dict[str, str] = {}
        self._interfaces: dict[str, list[str]] = {}
        self.has_acted = False  # on the last order, be it without an answer
        children = self._ask_all(REGISTRY, [(ROOT, "Accessible", "GetChildren", None)])[0]
        for name, _ in children:
            asked = ("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "GetConnectionUnixProcessID")
            argument = GLib.Variant("(s)", (name,))
            answer = bus.call_sync(*asked, argument, None, Gio.DBusCallFlags.NONE, PATIENCE_MS, None)
            if answer.unpack()[0] == pid:
                self._name = name
                return
        raise LookupError("no such application")

    def ask(self, questions: list[Question]) -> list[Any]:
        """Asks them all, then waits for the answers. Raises GLib.Error for the first that fails."""
        return self._ask_all(self._name, questions)

    def _ask_all(self, name: str, questions: list[Question]) -> list[Any]:
        answers: dict[int, Any] = {}

        def take(bus: Any, result: Any, number: int) -> None:
            try:
                answers[number] = bus.call_finish(result).unpack()
            except GLib.Error as error:
                answers[number] = error

        for number, (path, interface, method, argument) in enumerate(questions):
            whole = interface if "." in interface else f"org.a11y.atspi.{interface}"
            asked = (name, path, whole, method, argument, None, Gio.DBusCallFlags.NONE, PATIENCE_MS, None)
            self._bus.call(*asked, take, number)
        context = GLib.MainContext.default()
        while len(answers) < len(questions):
            context.iteration(True)
        for answer in answers.values():
            if isinstance(answer, GLib.Error):
                raise answer
        return [answers[number][0] if answers[number] else None for number in range(len(questions))]

    def each(self, paths: list[str], interface: str, method: str, argument: Any = None) -> list[Any]:
        """The same question about each object."""
        return self.ask([(path, interface, method, argument) for path in paths])

    def properties(self, paths: list[str], interface: str, name: str) -> list[Any]:
        """The same property of each object."""
        argument = GLib.Variant("(ss)", (f"org.a11y.atspi.{interface}", name))
        return self.each(paths, "org.freedesktop.DBus.Properties", "Get", argument)

    def names(self, paths: list[str]) -> list[str]:
        return self.properties(paths, "Accessible", "Name")

    def descriptions(self, paths: list[str]) -> list[str]:
        return self.properties(paths, "Accessible", "Description")

    def roles(self, paths: list[str]) -> list[str]:
        """Of each object; one that is there has its role for life."""
        new = [path for path in paths if path not in self._roles]
        for path, number in zip(new, self.each(new, "Accessible", "GetRole"), strict=True):
            self._roles[path] = Atspi.role_get_name(Atspi.Role(number))
        return [self._roles[path] for path in paths]

    def with_interface(self, paths: list[str], interface: str) -> list[str]:
        """Those that have it, which stays so for life."""
        new = [path for path in paths if path not in self._interfaces]
        for path, found in zip(new, self.each(new, "Accessible", "GetInterfaces"), strict=True):
            self._interfaces[path] = found
        return [path for path in paths if f"org.a11y.atspi.{interface}" in self._interfaces[path]]

    def matches(self, paths: list[str], which: Any) -> list[list[str]]:
        """For each of these objects all inside of it that the rule fits, depth first."""
        found = self.each(paths, "Collection", "GetMatches", which)
        return [[path for _, path in each] for each in found]

    def walk(self, root: str = ROOT) -> list[str]:
        """The root and all visible objects below it, depth first, bounded: below the hidden all is hidden,
        and the parts of a control (the scroll bars of a text, the closed list of a combo box) are left out.
        """
        (visible,), (hidden,) = self.matches([root], SHOWN), self.matches([root], HIDDEN_LISTS)
        controls = [path for path, role in zip(visible, self.roles(visible), strict=True) if role in CONTROLS]
        without = {path for inside in self.matches(hidden + controls, SHOWN) for path in inside}
        return [root, *(path for path in visible if path not in without)]

    def labels(self, paths: list[str]) -> dict[str, list[str]]:
        """Finds the names of the labels that stand for combo boxes: there they have their name on Linux."""
        boxes = [path for path, role in zip(paths, self.roles(paths), strict=True) if role == "combo box"]
        relations = self.each(boxes, "Accessible", "GetRelationSet")
        targets = {
            box: [path for kind, ends in found if kind == LABELLED_BY for _, path in ends]
            for box, found in zip(boxes, relations, strict=True)
        }
        return {box: self.names(ends) for box, ends in targets.items()}

    def named(self, name: str, about: str) -> list[str]:
        """Finds the visible objects of exactly this name, without labels and layout.

        A group is meant where nothing else has its name; `about`: words of the description.
        """
        everything = self.walk()
        paths = [
            path
            for path, role in zip(everything, self.roles(everything), strict=True)
            if role not in MERE_NAMES
        ]
        labels = self.labels(paths)
        called = zip(paths, self.names(paths), strict=True)
        found = [path for path, own in called if name == own or name in labels.get(path, [])]
        if about:
            described = zip(found, self.descriptions(found), strict=True)
            found = [path for path, description in described if about in description]
        roles = zip(found, self.roles(found), strict=True)
        return [path for path, role in roles if role != GROUP] or found

    def one(self, name: str, about: str) -> str:
        """Finds the visible object of this name. Raises NotYetError where there is none."""
        found = self.named(name, about)
        if not found:
            raise NotYetError(f"nothing visible is named {name!r}")
        if len(found) > 1:
            raise LookupError(f"{len(found)} visible objects are named {name!r}")
        return found[0]

    def usable(self, name: str, about: str) -> str:
        """Finds the same. Raises NotYetError where it is disabled, too."""
        path = self.one(name, about)
        ((low, _),) = self.each([path], "Accessible", "GetState")
        if not low >> int(Atspi.StateType.SENSITIVE) & 1:
            raise NotYetError(f"{name!r} is disabled")
        return path

    def focused(self) -> list[str]:
        """Finds what has the focus, without layout and items."""
        (has_focus,), everything = self.matches([ROOT], FOCUSED), set(self.walk())
        found = [path for path in has_focus if path in everything]
        ignored = (*MERE_NAMES, "list item")
        return [path for path, role in zip(found, self.roles(found), strict=True) if role not in ignored]

    def outlines(self, paths: list[str]) -> list[dict[str, Any]]:
        """Asks what is seen of each: one question more costs as much as one of these, for every object."""
        with_place = self.with_interface(paths, "Component")
        places = self.each(with_place, "Component", "GetExtents", GLib.Variant("(u)", (SCREEN,)))
        extents = dict(zip(with_place, places, strict=True))
        columns = (self.names(paths), self.roles(paths), self.each(paths, "Accessible", "GetState"))
        return [
            {
                "name": name,
                "role": role,
                "states": [
                    Atspi.StateType(number).value_nick
                    for number in range(64)
                    if words[number // 32] >> number % 32 & 1
                ],
                "extents": extents.get(path, [0, 0, 0, 0]),
            }
            for path, name, role, words in zip(paths, *columns, strict=True)
        ]

    def describe(self, paths: list[str]) -> list[dict[str, Any]]:
        """Asks what a screen reader would know of each."""
        labels, texts, values = self.labels(paths), {}, {}
        with_text, with_value = (self.with_interface(paths, which) for which in ("Text", "Value"))
        all_of_it = GLib.Variant("(ii)", (0, -1))
        texts = dict(zip(with_text, self.each(with_text, "Text", "GetText", all_of_it), strict=True))
        current = self.properties(with_value, "Value", "CurrentValue")
        values = dict(zip(with_value, current, strict=True))
        rows = zip(paths, self.outlines(paths), self.descriptions(paths), strict=True)
        return [
            {
                **outline,
                "description": description,
                "labels": labels.get(path, []),
                "text": texts.get(path, "")[:MOST_TEXT],
                "value": values.get(path),
            }
            for path, outline, description in rows
        ]

    def children(self, path: str) -> list[str]:
        (found,) = self.each([path], "Accessible", "GetChildren")
        return [child for _, child in found]

    def do(self, path: str, interface: str, method: str, argument: Any = None) -> bool:
        self.has_acted = True
        return bool(self.each([path], interface, method, argument)[0])

    def press(self, path: str) -> None:
        """Does the object's own press or toggle action."""
        actions = [name for name, *_ in self.each([path], "Action", "GetActions")[0]]
        for wanted in ("Press", "Toggle"):
            if wanted in actions:
                self.do(path, "Action", "DoAction", GLib.Variant("(i)", (actions.index(wanted),)))
                return
        raise LookupError(f"{self.names([path])} cannot be pressed: {actions}")

    def choose(self, path: str, item: str) -> None:
        """Selects the item of a list, or of the closed list of a combo box."""
        for holder in [path, *self.children(path)]:
            candidates = self.children(holder)
            for index, name in enumerate(self.names(candidates)):
                if name == item and self.do(
                    holder, "Selection", "SelectChild", GLib.Variant("(i)", (index,))
                ):
                    return
        raise LookupError(f"{self.names([path])} has no item {item!r} to select")

    def choose_row(self, path: str, row: int) -> None:
        """Selects the row of a table, counted from 0."""
        if not self.do(path, "Table", "AddRowSelection", GLib.Variant("(i)", (row,))):
            raise LookupError(f"{self.names([path])} has no row {row} to select")

    def set_value(self, path: str, value: float) -> bool:
        self.has_acted = True
        words = ("org.a11y.atspi.Value", "CurrentValue", GLib.Variant("d", value))
        self.each([path], "org.freedesktop.DBus.Properties", "Set", GLib.Variant("(ssv)", words))
        return True

    def obey(self, order: dict[str, Any]) -> Any:
        """One request to one answer."""
        self.has_acted = False
        action, name, about = order["do"], order.get("name", ""), order.get("about", "")
        if action == "tree":
            return self.describe(self.walk())
        if action == "outline":
            return self.outlines(self.walk())
        if action == "find":
            return self.describe(self.named(name, about))
        if action == "focused":
            return self.describe(self.focused())
        if action == "below":
            return self.describe(self.walk(self.one(name, about))[1:])
        path = self.usable(name, about)
        if action == "press":
            return self.press(path)
        if action == "type":
            text = GLib.Variant("(s)", (order["text"],))
            return self.do(path, "EditableText", "SetTextContents", text)
        if action == "choose":
            return self.choose(path, order["text"])
        if action == "row":
            return self.choose_row(path, order["value"])
        if action == "value":
            return self.set_value(path, order["value"])
        if action == "focus":
            return self.do(path, "Component", "GrabFocus")
        raise LookupError(f"unknown request {action!r}")


def answer(bus: Any, found: dict[int, Application], order: dict[str, Any]) -> dict[str, Any]:
    """The answer, or why there is none: for good, or just not yet, as where an object vanished meanwhile."""
    pid = order["pid"]
    try:
        if pid not in found:
            found[pid] = Application(bus, pid)
    except (GLib.Error, LookupError) as error:
        return {"later": str(error)}
    try:
        return {"answer": found[pid].obey(order)}
    except NotYetError as error:
        return {"later": str(error)}
    except GLib.Error as error:
        is_late = error.matches(Gio.io_error_quark(), Gio.IOErrorEnum.TIMED_OUT)
        if is_late and found[pid].has_acted:
            return {"error": "no answer in time: what was asked for may be done, and is not done twice"}
        del found[pid]  # the application may have ended, and another one got its process id
        return {"later": str(error)}
    except LookupError as error:
        return {"error": str(error)}


def main() -> None:
    bus, found = connect(), dict[int, Application]()
    for line in sys.stdin:
        print(json.dumps(answer(bus, found, json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
