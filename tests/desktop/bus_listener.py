"""Write down all that is said on the accessibility bus. Runs with the system's Python, as any program may."""

import pyatspi  # type: ignore[import-not-found]


def write(event: "pyatspi.event.Event") -> None:
    name = event.source.name if event.source else ""
    print(event.type, repr(name), repr(event.any_data), flush=True)


pyatspi.Registry.registerEventListener(
    write,
    "object:text-changed",
    "object:property-change",
    "object:state-changed:focused",
    "object:announcement",
)
print("listening", flush=True)
pyatspi.Registry.start()
