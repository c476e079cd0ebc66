"""What people paste: each form is read as what sends it would have sent it, in the very spelling."""

import base64
import subprocess
from urllib.parse import quote

import pytest

from app.errors import RefusedError, UsageError
from app.signing.doctor.reading import read_request
from app.signing.pasted import shell, values
from app.signing.pasted.private_keys import REMOVED, cut_private_keys
from app.signing.pasted.reader import AnswerAloneError, read
from app.signing.pasted.sent import Form, Sent, joined, pairs_of
from app.signing.pasted.values import Value, read_value
from tests.signing.doctor.wrong import API_KEY, TIME

_WORDS = (
    "curl 'https://x/?a=1&b=2' -d 'c=3'",
    'curl "https://x/?a=1&b=\\"2\\"" -d "c=\\\\3"',
    "curl https://x/\\?a=1\\&b=2",
    "curl 'it'\\''s' \"it's\" it\\'s",
    "curl $'a\\tb\\n\\x41\\u00e9\\'\\\\' -X\"POST\"",
    "curl -H 'A: b' \\\n  -d 'x=1' \\\n  'https://x/'",
    "curl a\\\nb 'c\nd' \"e\\\nf\"",
    "curl ''  \"\" x",
    "curl a=1;ls",
    "curl x#y %2B+ {a}",
)


@pytest.mark.process
def test_words_when_split_then_are_those_of_the_shell() -> None:
    for line in _WORDS:
        script = "curl() { printf '%s\\0' curl \"$@\"; exit; }; " + line
        done = subprocess.run(["bash", "-c", script], capture_output=True, check=True)
        assert list(shell.split(line).words) == done.stdout.decode().split("\0")[:-1], line


@pytest.mark.parametrize(
    ("command", "method", "query", "body"),
    [
        ("curl 'https://x/y?a=1' -d b=2 -d c=3", "POST", "a=1", "b=2&c=3"),
        ("curl -G 'https://x/y' -d b=2 --data c=3", "GET", "b=2&c=3", ""),
        ("curl -sG https://x/y --data-urlencode 'b=a:/ +'", "GET", "b=a%3A%2F%20%2B", ""),
        ("curl https://x/y --data-urlencode '=a b'", "POST", "", "a%20b"),
        ("curl -X DELETE --url https://x/y?a=1", "DELETE", "a=1", ""),
        ("curl -XPUT --data-raw @x --data-binary z https://x/y", "PUT", "", "@x&z"),
        ("curl -o out -sS --compressed -m 5 https://x/y?a=%2f#part", "GET", "a=%2f", ""),
        ("curl https://x/y?a=1&b=2", "GET", "a=1", ""),
        ("sudo curl --json '{\"a\": 1}' https://x/y", "POST", "", '{"a": 1}'),
    ],
)
def test_curl_when_read_then_is_what_curl_sends(command: str, method: str, query: str, body: str) -> None:
    sent = read(command.encode())
    assert (sent.form, sent.method, sent.host, sent.path) == (Form.CURL, method, "x", "/y")
    assert (sent.query, sent.body) == (query, body)


def test_shell_when_it_cuts_or_fills_in_then_that_is_known() -> None:
    assert read(b"$ curl https://x/y?a=1&b=2&c=3\n[1] 4711\n").lost == "b=2&c=3"
    assert read(b'curl "https://x/y?a=$A&s=$(date)"').has_variables
    assert not read(b"curl 'https://x/y?a=$A'").has_variables


@pytest.mark.parametrize("raw", ["a=1&b=%2F", "a", "a=&&b", "=1", "&a=1&", "a=b=c&a=d", "a=\u00e9+%20%zz"])
def test_query_when_taken_apart_and_joined_then_is_the_same_text(raw: str) -> None:
    assert joined(pairs_of(raw)) == raw


def test_numbers_and_members_when_read_then_keep_their_spelling() -> None:
    text = '{"b": 1.0, "a": 1e-05, "b": 0.10, \'c\': Decimal("0.100"), d: true, e: [1, "x"]}'
    value, end = read_value(text)
    assert end == len(text)
    assert [(name, each.text) for name, each in value.items] == [
        ("b", "1.0"),
        ("a", "1e-05"),
        ("b", "0.10"),
        ("c", "0.100"),
        ("d", "true"),
        ("e", '[1, "x"]'),
    ]


_ANSWERS = {
    '{"code":-1022,"msg":"Signature for this request is not valid."}': "-1022",
    "binance.exceptions.BinanceAPIException: APIError(code=-1021): Timestamp for this request": "-1021",
    'binance {"code":-2015,"msg":"Invalid API-key, IP, or permissions for action."}': "-2015",
    '{"id":"1","status":400,"error":{"code":-1102,"msg":"Mandatory parameter"},"rateLimits":[]}': "-1102",
    '{"retCode":10004,"retMsg":"error sign!","result":{},"time":1}': "10004",
    '{"error":"invalid_client","error_description":"x"}': "invalid_client",
}


@pytest.mark.parametrize("answer", _ANSWERS)
def test_answer_when_it_follows_then_is_read_and_not_taken_for_the_request(answer: str) -> None:
    for request in (
        f"https://api.binance.com/api/v3/order?timestamp={TIME}&signature=x",
        f"timestamp={TIME}&signature=x",
        f"curl 'https://api.binance.com/api/v3/order?timestamp={TIME}&signature=x'",
    ):
        sent = read(f"{request}\n{answer}\n".encode())
        assert sent.answer.code == _ANSWERS[answer]
        assert sent.query == f"timestamp={TIME}&signature=x"


def test_curl_verbose_when_pasted_then_request_status_and_date_are_read() -> None:
    text = (
        "* Connected to api.binance.com\n> GET /api/v3/account?timestamp=1&signature=x HTTP/1.1\n"
        f"> Host: api.binance.com\n> X-MBX-APIKEY: {API_KEY}\n> \n"
        "< HTTP/1.1 400 Bad Request\n< Date: Sat, 28 Nov 2026 00:00:00 GMT\n< \n"
        '{"code":-1021,"msg":"Timestamp for this request was 1000ms ahead"}'
    )
    sent = read(text.encode())
    assert (sent.host, sent.path, sent.header("x-mbx-apikey")) == (
        "api.binance.com",
        "/api/v3/account",
        API_KEY,
    )
    assert (sent.answer.code, sent.answer.status) == ("-1021", 400)
    assert sent.answer.date.startswith("Sat, 28 Nov")


@pytest.mark.parametrize(
    "key",
    [
        "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIIjg\n-----END PRIVATE KEY-----",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\\nMIGbMFcGCSqGSIb3\\n-----END ENCRYPTED PRIVATE KEY-----",
        "-----BEGIN%20PRIVATE%20KEY-----%0AMC4CAQAwBQYDK2VwBCIEIIjg%0A-----END%20PRIVATE%20KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA and never an end",
        "MC4CAQAwBQYDK2VwBCIEIIjgXc5kk2vfpjJYp9GyQTj1jp/Pg1u5Do7zbP0HHEPA",
        "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCvvSYQ",
    ],
)
def test_private_key_when_in_the_text_then_is_cut_out(key: str) -> None:
    rest, found = cut_private_keys(f"before {key}")
    assert found
    assert rest == f"before {REMOVED}"


def _body(pem: str) -> str:
    return "".join(line for line in pem.splitlines() if line and "--" not in line and ":" not in line)


@pytest.mark.interop
@pytest.mark.parametrize(
    "command",
    [
        "genpkey -algorithm ed25519",
        "genrsa -traditional 2048",
        "genrsa 1024",
        "genrsa 4096",
        "ecparam -genkey -name prime256v1 -noout",
        "ecparam -genkey -name secp384r1 -noout",
        "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256",
        "genpkey -algorithm ed25519 -aes256 -pass pass:1234",
        "genrsa -aes256 -passout pass:1234 2048",
    ],
)
def test_private_key_when_its_lines_are_missing_then_is_cut_out_in_each_spelling(command: str) -> None:
    pem = subprocess.run(["openssl", *command.split()], capture_output=True, text=True, check=True).stdout
    body = _body(pem)
    encoded = base64.b64encode(pem.encode()).decode()
    for words in (body, quote(body, safe=""), body.replace("+", "-").replace("/", "_"), encoded):
        query = f"https://x/y?secret={words}&timestamp=1"
        assert cut_private_keys(query) == (f"https://x/y?secret={REMOVED}&timestamp=1", True)


def test_private_key_when_it_is_a_json_web_key_then_its_private_member_is_cut_out() -> None:
    key = '{"kty":"OKP","crv":"Ed25519","d":"%s","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}'
    words = key % "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"
    assert cut_private_keys(words) == (key % REMOVED, True)


@pytest.mark.interop
@pytest.mark.parametrize("traditional", ["", "-traditional"])
def test_private_key_when_in_hexadecimal_then_is_cut_out(traditional: str) -> None:
    pem = subprocess.run(
        ["openssl", "genrsa", *traditional.split(), "2048"], capture_output=True, text=True, check=True
    )
    words = base64.b64decode(_body(pem.stdout)).hex()
    assert cut_private_keys(f"a={words}&b=c") == (f"a={REMOVED}&b=c", True)
    seed = "302e020100300506032b657004220420" + "5A" * 32
    assert cut_private_keys(f"a={seed.upper()}&b=c") == (f"a={REMOVED}&b=c", True)


@pytest.mark.parametrize(
    "text",
    [
        "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAp5tx\n-----END PUBLIC KEY-----",
        "key=MCowBQYDK2VwAyEAp5tx&body=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAr70mEA",
        f"key={base64.b64encode(b'-----BEGIN PUBLIC KEY-----').decode()}",
        "302a300506032b6570032100" + "5a" * 32,
    ],
)
def test_public_key_when_in_the_text_then_stays(text: str) -> None:
    assert cut_private_keys(text) == (text, False)


def test_sent_when_shown_then_shows_nothing_of_the_text() -> None:
    sent = read(f"curl -H 'X-MBX-APIKEY: {API_KEY}' 'https://x/y?signature=secret'".encode())
    assert isinstance(sent, Sent)
    assert repr(sent) == "Sent(curl)"


@pytest.mark.parametrize("data", [b"", b" \n", b"nothing", b"\x00a=1", b"a=\xff", b"{" * 100, b"[" * 100])
def test_text_that_is_no_request_when_read_then_is_a_mistake(data: bytes) -> None:
    with pytest.raises(UsageError):
        read(data)


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("answer", "meaning"),
    [
        ('{"code":-1021,"msg":"Timestamp for this request is outside of the recvWindow."}', "set the clock"),
        ('{"retCode":10004,"retMsg":"Error sign"}', "origin_string"),
        (
            "binance.error.ClientError: APIError(code=-2015): Invalid API-key, IP, or permissions",
            "permission",
        ),
        ('{"code":-9999,"msg":"nobody knows"}', ""),
    ],
)
def test_answer_when_alone_then_is_explained_and_the_request_asked_for(answer: str, meaning: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_request(answer.encode())
    alone = caught.value.__cause__
    assert isinstance(alone, AnswerAloneError)
    assert caught.value.message.startswith(alone.message)
    assert meaning in caught.value.message
    assert "Paste the request as it was sent" in caught.value.hint


def test_objects_when_none_of_them_ends_then_few_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each that begins was read to the end of the text, twice: 32 times 64 KiB took seconds."""
    counted: list[int] = []

    def count(text: str, at: int = 0) -> tuple[Value, int]:
        counted.append(len(text) - at)
        return read_value(text, at)

    monkeypatch.setattr(values, "read_value", count)
    with pytest.raises(UsageError):
        read(('{"id":1,"a":[' + "1," * 400).encode() * 60)
    assert 0 < sum(counted) < 2 * 6 * 64 * 1024


def test_text_when_too_long_then_is_refused() -> None:
    with pytest.raises(RefusedError):
        read(b"a=" + b"b" * 65_535)


def test_line_of_ccxts_logger_when_read_then_is_what_ccxt_sent() -> None:
    head = "2026-11-28 00:00:00,123 - ccxt.base.exchange - DEBUG - POST https://api.binance.com/api/v3/order"
    line = f"{head}, Request: {{'X-MBX-APIKEY': '{API_KEY}'}} a=1&b=%2F&signature=x%3D\n"
    answer = (
        f'{head}, Response: 400 {{\'Date\': \'Sat, 28 Nov 2026 00:00:00 GMT\'}} {{"code":-1022,"msg":"m"}}'
    )
    sent = read((line + answer).encode())
    assert (sent.form, sent.method, sent.host, sent.path) == (
        Form.LOG,
        "POST",
        "api.binance.com",
        "/api/v3/order",
    )
    assert (sent.query, sent.body, sent.header("X-MBX-APIKEY")) == ("", "a=1&b=%2F&signature=x%3D", API_KEY)
    assert (sent.answer.code, sent.answer.date[:11]) == ("-1022", "Sat, 28 Nov")
    assert read(line.replace("a=1&b=%2F&signature=x%3D", "None").encode()).body == ""


def test_body_when_empty_lines_are_behind_it_then_ends_before_them() -> None:
    head = "POST /api/v3/order HTTP/1.1\r\nHost: api.binance.com\r\n\r\n"
    sent = read(f"{head}a=1&signature=x\r\n\r\n\r\nHTTP/1.1 400 Bad Request\r\n\r\n".encode())
    assert (sent.body, sent.answer.status) == ("a=1&signature=x", 400)
