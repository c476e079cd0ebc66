"""Paths and API keys come back as they were: read by Python, Node, bash, json and .env readers themselves."""

import json
import subprocess
import sys
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.clients.snippets import quoting
from app.clients.snippets.filling import Filling, filled, plain_name
from app.errors import UsageError
from app.keys.algorithm import Family
from tests.clients.programs import node
from tests.conftest import examples

_WRITABLE = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))
_NASTY = st.sampled_from(list("'\"`$\\ !#%&*(){}[]<>|;~?\u00e9\u5b57\U0001f600=-@\u00a0\u200b"))
paths = st.text(_NASTY | _WRITABLE, min_size=1, max_size=40).filter(
    lambda path: (
        not any(unicodedata.bidirectional(each) in ("LRE", "RLE", "PDF", "LRO", "RLO") for each in path)
    )
)


def _taken(value: str) -> bool:
    try:
        quoting.check(value)
    except UsageError:
        return False
    return True


def _dotenv_taken(value: str) -> bool:
    try:
        quoting.dotenv(value)
    except UsageError:
        return False
    return True


pieces = st.lists(paths.filter(_taken), min_size=1, max_size=20)


def said(*command: str, stdin: str = "") -> str:
    done = subprocess.run(command, input=stdin.encode(), capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@settings(max_examples=examples(25))
@given(pieces)
def test_python_reads_what_was_written(values: list[str]) -> None:
    program = (
        f"print([[ord(letter) for letter in value] for value in [{', '.join(map(quoting.python, values))}]])"
    )
    found = json.loads(said(sys.executable, "-X", "utf8", "-", stdin=program))
    assert found == [[ord(letter) for letter in value] for value in values]


@settings(max_examples=examples(25))
@given(pieces)
@pytest.mark.clients
def test_node_reads_what_was_written(values: list[str]) -> None:
    program = f"console.log(JSON.stringify([{', '.join(map(quoting.javascript, values))}]))"
    assert json.loads(said(str(node()), "-", stdin=program)) == values


@settings(max_examples=examples(50))
@given(pieces)
@pytest.mark.parametrize("shell", ["bash", "sh"])
def test_shell_reads_what_was_written(shell: str, values: list[str]) -> None:
    words = " ".join(map(quoting.shell, values))
    found = said(shell, "-c", f"printf '%s\\0' {words}").split("\0")[:-1]
    assert [each.removeprefix("./") for each in found] == [each.removeprefix("./") for each in values]


def test_word_that_begins_with_a_dash_is_a_path_and_no_option() -> None:
    assert said("bash", "-c", f"printf %s {quoting.shell('-rf key')}") == "./-rf key"


@given(paths.filter(_taken))
def test_json_reads_what_was_written(value: str) -> None:
    assert json.loads(quoting.json(value)) == value


@settings(max_examples=examples(25))
@given(st.lists(paths.filter(_dotenv_taken), min_size=1, max_size=10))
@pytest.mark.clients
def test_env_file_is_read_alike_by_node_and_a_shell(
    tmp_path_factory: pytest.TempPathFactory, values: list[str]
) -> None:
    file = tmp_path_factory.mktemp("env") / "env"
    file.write_text(
        "".join(f"V{place}={quoting.dotenv(value)}\n" for place, value in enumerate(values)), "utf-8"
    )
    names = [f"V{place}" for place in range(len(values))]
    shown = f"console.log(JSON.stringify({json.dumps(names)}.map((name) => process.env[name])))"
    assert json.loads(said(str(node()), f"--env-file={file}", "-e", shown)) == values
    line = f'. {file}; for name in {" ".join(names)}; do printf "%s\\0" "${{!name}}"; done'
    assert said("bash", "-c", line).split("\0")[:-1] == values


@pytest.mark.parametrize("value", ["it's $5", "it's `x`", 'it\'s "x"', "it's C:\\x"])
def test_env_file_refuses_what_its_readers_read_differently(value: str) -> None:
    with pytest.raises(UsageError):
        quoting.dotenv(value)


@pytest.mark.parametrize(
    "quote", [quoting.python, quoting.javascript, quoting.shell, quoting.dotenv, quoting.rust]
)
@pytest.mark.parametrize(
    "value", ["a\nb", "a\rb", "a\tb", "a\x00b", "a\x1bb", "a\u2028b", "a\u202eb", "a\udc80b", "a\x85b"]
)
def test_what_cannot_be_seen_is_refused_and_not_repeated(quote: Callable[[str], str], value: str) -> None:
    with pytest.raises(UsageError) as caught:
        quote(value)
    assert value not in str(caught.value)


def test_path_that_looks_like_a_field_stays_what_it_is() -> None:
    filling = Filling(
        Family.RSA, "/@API_KEY@/@PLAIN@.private.pem", api_key="@FILE@", passphrase_file="/@FILE@"
    )
    line = filled("@FILE@ @API_KEY@ @PASSPHRASE_FILE@", filling, quoting.python)
    assert line == '"/@API_KEY@/@PLAIN@.private.pem" "@FILE@" "/@FILE@"'


@pytest.mark.parametrize(
    ("private", "plain"),
    [
        ("spot.private.pem", "spot.private.PLAIN.pem"),
        ("id.pem", "id.private.PLAIN.pem"),
        ("id_rsa", "id_rsa.private.PLAIN.pem"),
    ],
)
def test_plain_copy_has_a_name_that_says_so(private: str, plain: str) -> None:
    assert plain_name(private) == plain
