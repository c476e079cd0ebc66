"""One call to a service of the desktop's session, over D-Bus.

The session starts the service outside of this process; what was started from here would inherit that this
process may not reach the internet.
"""

from dataclasses import dataclass

_PATIENCE = 10.0  # seconds for the service to start and answer


@dataclass(frozen=True, slots=True)
class Service:
    """Where it is: its bus name, its object, and the interface that is meant."""

    name: str
    path: str
    interface: str


def call(service: Service, method: str, signature: str, *values: object) -> None:
    """Call the method with values of this D-Bus signature. Raises OSError, or what jeepney raises."""
    from jeepney import DBusAddress, MessageType, new_method_call
    from jeepney.io.blocking import open_dbus_connection

    where = DBusAddress(service.path, service.name, service.interface)
    with open_dbus_connection(bus="SESSION") as connection:
        asked = new_method_call(where, method, signature, values)
        reply = connection.send_and_get_reply(asked, timeout=_PATIENCE)
    if reply.header.message_type is MessageType.error:
        raise OSError(service.name)
