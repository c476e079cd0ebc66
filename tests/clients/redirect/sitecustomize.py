"""Leads every connection of a Python program to the venue of the tests, whatever host it asks for.

The program itself is not changed. Loaded by Python from PYTHONPATH; VENUE_* are set by tests/clients.
"""

import os
import socket
from typing import Any

_real = socket.getaddrinfo
_PORTS = {
    443: int(os.environ["VENUE_HTTP"]),
    9443: int(os.environ["VENUE_HTTP"]),
    9000: int(os.environ["VENUE_FIX"]),
}


def _to_the_venue(host: Any, port: Any, *rest: Any, **more: Any) -> Any:
    """As getaddrinfo, for one place."""
    number = _PORTS[int(port)]
    return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("127.0.0.1", number))]


socket.getaddrinfo = _to_the_venue

try:
    import certifi
except ImportError:
    pass
else:
    certifi.where = lambda: os.environ["SSL_CERT_FILE"]
    certifi.core.where = certifi.where
