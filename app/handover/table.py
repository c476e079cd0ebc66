"""The one table of secrets managers, offline ones first: it drives the terminal, the window and the tests."""

from app.handover.clouds import CLOUDS
from app.handover.manager import Manager
from app.handover.offline import OFFLINE
from app.handover.servers import SERVERS

MANAGERS: tuple[Manager, ...] = (*OFFLINE, *SERVERS, *CLOUDS)
BY_NAME: dict[str, Manager] = {manager.name: manager for manager in MANAGERS}
