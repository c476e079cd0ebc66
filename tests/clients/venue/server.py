"""The venue itself: one port for HTTP and WebSocket, one for FIX, both with TLS, both on 127.0.0.1."""

import json
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Any
from urllib.parse import urlsplit

from tests.clients.venue import answers, binance, certificates, fix, frames, others
from tests.clients.venue.binance import Refusal, Request
from tests.clients.venue.keys import Registered


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of one signed request: `what` it was, the `code` of a refusal or 0; `sent`: as it came."""

    what: str
    api_key: str
    code: int
    sent: str = ""


@dataclass
class Venue:
    """`http`, `fix`: the ports, `plain` that of HTTP without TLS; `authority`: what clients must trust."""

    http: int
    fix: int
    plain: int
    authority: Path
    keys: dict[str, Registered] = field(default_factory=dict)
    judged: list[Judgement] = field(default_factory=list)
    strict: bool = True
    ahead: int = 0  # ms, by which its clock is ahead of ours

    def register(self, api_key: str, public_key_pem: str) -> Registered:
        self.keys[api_key] = Registered(api_key, public_key_pem)
        return self.keys[api_key]

    @property
    def now(self) -> int:
        return int(time.time() * 1000) + self.ahead

    def note(self, what: str, found: Registered | Refusal | None, sent: str, api_key: str = "") -> None:
        match found:
            case Registered(known):
                self.judged.append(Judgement(what, known, 0, sent))
            case Refusal(_, code):
                self.judged.append(Judgement(what, api_key, code, sent))
            case None:
                self.judged.append(Judgement(what, api_key, -1, sent))

    def take_judged(self) -> list[Judgement]:
        """What was judged since the last time."""
        found, self.judged = self.judged, []
        return found


class _Http(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    venue: Venue

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def _handle(self) -> None:
        if self.headers.get("Upgrade", "").lower() == "websocket":
            self._websocket()
            return
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(parts.path, parts.query, body, headers)
        host = headers.get("host", "").partition(":")[0]
        if host.endswith(tuple(others.RULES)):
            self._other(host, request)
        else:
            self._binance(request)

    do_GET = do_POST = do_PUT = do_DELETE = _handle  # noqa: N815 (the names of http.server)

    def _binance(self, request: Request) -> None:
        if binance.is_public(request.path):
            self._answer(200, answers.public(request.path))
            return
        found = binance.judge(request, self.venue.keys, self.venue.now, strict=self.venue.strict)
        api_key = request.headers.get("x-mbx-apikey", "")
        self.venue.note(f"{self.command} {request.path}", found, self._sent(request), api_key)
        if isinstance(found, Refusal):
            self._answer(found.status, {"code": found.code, "msg": found.message})
        else:
            self._answer(200, answers.signed(request.path))

    def _other(self, host: str, request: Request) -> None:
        is_signed = any("sign" in name for name in request.headers)
        if is_signed:
            found = others.judge(host, request, self.command, self.venue.keys)
            self.venue.note(f"{self.command} {host}{request.path}", found, self._sent(request))
            if found is None:
                self._answer(
                    401, {"code": "INVALID", "message": "signature", "retCode": 10004, "retMsg": "sign"}
                )
                return
        self._answer(200, answers.of(host, request.path))

    def _sent(self, request: Request) -> str:
        """The request as it came."""
        head = "".join(f"{name}: {value}\r\n" for name, value in self.headers.items())
        return f"{self.requestline}\r\n{head}\r\n{request.body}"

    def _answer(self, status: int, content: Any) -> None:
        raw = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def _websocket(self) -> None:
        self.send_response(101)
        self.send_header("Upgrade", "websocket")
        self.send_header("Connection", "Upgrade")
        self.send_header("Sec-WebSocket-Accept", frames.accept_of(self.headers["Sec-WebSocket-Key"]))
        self.end_headers()
        self.close_connection = True
        session: Registered | None = None
        for text in frames.texts(self.rfile, self.wfile):  # type: ignore[arg-type]  # it is buffered
            call = json.loads(text)
            found = binance.judge_call(call, self.venue.keys, session, self.venue.now)
            api_key = str((call.get("params") or {}).get("apiKey", ""))
            self.venue.note(f"WS {call['method']}", found, text, api_key)
            answer: dict[str, Any]
            if isinstance(found, Refusal):
                error = {"code": found.code, "msg": found.message}
                answer = {"id": call["id"], "status": found.status, "error": error}
            else:
                if call["method"] == "session.logon":
                    session = found
                answer = {
                    "id": call["id"],
                    "status": 200,
                    "result": _result(call["method"], found),
                    "rateLimits": [],
                }
            self.wfile.write(frames.frame(frames.TEXT, json.dumps(answer).encode()))


def _result(method: str, key: Registered) -> Any:
    now = int(time.time() * 1000)
    if method == "session.logon":
        return {
            "apiKey": key.api_key,
            "authorizedSince": now,
            "connectedSince": now,
            "returnRateLimits": False,
            "serverTime": now,
            "userDataStream": False,
        }
    return answers.signed(method)


class _Fix(StreamRequestHandler):
    venue: Venue

    def handle(self) -> None:
        buffer, number = bytearray(), 0
        while piece := self.connection.recv(4096):
            buffer += piece
            for text in fix.messages_in(buffer):
                message = fix.parse(text)
                number += 1
                if message[35] == "A":
                    self._logon(message, number, text)
                elif message[35] == "5":
                    self._send("5", message, number)
                    return

    def _logon(self, message: fix.Message, number: int, text: str) -> None:
        refusal = fix.logon_refusal(message, self.venue.keys)
        code = refusal[0] if refusal else 0
        self.venue.judged.append(Judgement("FIX logon", message.get(553, ""), code, text))
        if refusal:
            self._send("5", message, number, t25016=str(refusal[0]), t58=refusal[1])
        else:
            self._send("A", message, number, t98="0", t108=message[108], t25017="uuid")

    def _send(self, kind: str, message: fix.Message, number: int, **fields: str) -> None:
        sent = time.strftime("%Y%m%d-%H:%M:%S.000", time.gmtime())
        self.connection.sendall(fix.build(kind, number, sent, to=message[49], **fields).encode())


class _Quiet:
    """A server that takes connections through TLS, each handshake in its own thread, and says nothing."""

    context: ssl.SSLContext

    def finish_request(self, request: Any, client_address: Any) -> None:
        request.settimeout(30)
        with suppress(OSError), self.context.wrap_socket(request, server_side=True) as wrapped:
            self.RequestHandlerClass(wrapped, client_address, self)  # type: ignore[attr-defined]

    def handle_error(self, *_: object) -> None:
        """Says nothing: a client that leaves in the middle is none of the tests' concern."""


class _HttpServer(_Quiet, ThreadingHTTPServer):
    daemon_threads = True


class _FixServer(_Quiet, ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


@contextmanager
def opened(folder: Path) -> Iterator[Venue]:
    """A venue that answers until the end of the block."""
    context, authority = certificates.make(folder)
    venue = Venue(0, 0, 0, authority)
    http = _HttpServer(("127.0.0.1", 0), type("Http", (_Http,), {"venue": venue}))
    fix_server = _FixServer(("127.0.0.1", 0), type("Fix", (_Fix,), {"venue": venue}))
    plain = ThreadingHTTPServer(("127.0.0.1", 0), type("Plain", (_Http,), {"venue": venue}))
    http.context = fix_server.context = context
    servers = (http, fix_server, plain)
    venue.http, venue.fix, venue.plain = (server.server_address[1] for server in servers)
    threads = [threading.Thread(target=server.serve_forever, args=(0.05,)) for server in servers]
    for thread in threads:
        thread.start()
    try:
        yield venue
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()
        for thread in threads:
            thread.join()
