"""Hypothesis strategies for requests that nobody sent: pieces of every form, and damaged requests."""

from hypothesis import strategies as st

from tests.signing.doctor.elsewhere import ELSEWHERE
from tests.signing.doctor.mistakes import Q
from tests.signing.doctor.special import SPECIAL
from tests.signing.doctor.wrong import API_KEY, ED, FORMS, Request

_SIGNATURE = "A" * 86 + "%3D%3D"
_PIECES = [
    *(
        "curl ",
        " -d ",
        " -H ",
        " -G",
        " --data-urlencode ",
        "'",
        '"',
        "\\\n",
        "\\",
        "$'",
        "$(x)",
        "&",
        ";",
        "\n",
    ),
    *(
        "https://api.binance.com/api/v3/order?",
        "wss://x/",
        "GET ",
        "POST / HTTP/1.1\n",
        "Host: x\n",
        "\n\n",
        "> ",
        "< ",
    ),
    *(
        "symbol=A",
        "&timestamp=1795824000000",
        f"&signature={_SIGNATURE}",
        "signature=",
        "%",
        "%zz",
        "+",
        "\u00d7tamp",
        "&amp;",
    ),
    *(
        '{"method":"order.place","params":{',
        "}",
        "[",
        "]",
        "(",
        ")",
        ":",
        ",",
        '"',
        "b'",
        "Decimal(",
        "{" * 50,
        "[" * 50,
    ),
    *(
        "8=FIX.4.4\x01",
        "35=A|",
        "^A",
        "96=",
        "52=20261128-00:00:00.1",
        "10=0\x01",
        "\x01",
        "eyJhbGciOiJFZERTQSJ9.e30.",
        "Bearer ",
    ),
    *(
        '{"code":-1022,"msg":"x"}',
        "APIError(code=-1021): x",
        "fetch Request: binance GET https://x/?",
        "RequestHeaders: {",
        "RequestBody: ",
    ),
    *(
        "X-BAPI-SIGN: ",
        "KALSHI-ACCESS-SIGNATURE: ",
        "X-Window: 5\n",
        'Authorization: OAuth a="b"',
        "-----BEGIN PRIVATE KEY-----",
        "-----END",
    ),
    *(
        "\x1b[31m",
        "\u202e",
        "\x00",
        "\ud7ff",
        "\U0001f600",
        "e\u0301",
        f"apiKey={API_KEY}",
        "A" * 88,
        "0" * 128,
        "9" * 40,
    ),
]
_VALID = [text for _, _, text in (*ELSEWHERE, *SPECIAL)] + [
    form(Request(Q, Q), ED) for form in FORMS.values()
]


def any_request() -> st.SearchStrategy[bytes]:
    """Pieces of every form, one after the other; sometimes in another encoding."""
    text = st.lists(st.sampled_from(_PIECES) | st.text(max_size=6), max_size=25).map("".join)
    encoded = text.map(lambda each: each.encode("utf-8", "surrogatepass"))
    return encoded | text.map(lambda each: each.encode("utf-16", "surrogatepass")) | st.binary(max_size=100)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A request that is read, with pieces cut out, put in or repeated."""
    text = draw(st.sampled_from(_VALID))
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(text)))
        match draw(st.sampled_from(["cut", "insert", "repeat", "truncate"])):
            case "cut":
                text = text[:place] + text[place + draw(st.integers(1, 30)) :]
            case "insert":
                text = text[:place] + draw(st.sampled_from(_PIECES)) + text[place:]
            case "repeat":
                text = text[:place] + text[place : place + 40] * draw(st.integers(2, 20)) + text[place:]
            case _:
                text = text[:place]
    return text.encode("utf-8", "surrogatepass")
