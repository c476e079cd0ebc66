"""SECURITY.md: every test that it names is there, and its commands show what it says they show."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE)))
PROOF = re.compile(r"<!-- proof: begin.*?```sh\n(.*?)```\n<!-- proof: end -->", re.DOTALL)


def functions_of(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_every_test_that_is_named_is_there(file: str, name: str) -> None:
    functions = functions_of(ROOT / file)
    assert name in functions if name else any(each.startswith("test_") for each in functions)


def test_every_promise_names_a_test() -> None:
    promises = PAGE.partition("## What is promised")[2].partition("\n## ")[0]
    rows = [line for line in promises.splitlines() if line.startswith("| ") and "promise |" not in line]
    assert len(rows) > 20
    assert [row for row in rows if not re.search(r"\| .*`tests/", row)] == []


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Returns what the page's commands print, in a home and a temporary folder of their own."""
    home = tmp_path_factory.mktemp("proof")
    (home / "temporary").mkdir()
    (home / "passphrase.txt").touch(mode=0o600)
    (home / "passphrase.txt").write_text("gallows-unwrapped-tiptop-blizzard-crayon-mousy\n")
    (found,) = PROOF.findall(PAGE)
    done = subprocess.run(
        ["bash", "-c", found],
        cwd=home,
        env={
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(home),
            "TMPDIR": str(home / "temporary"),
            "LANG": "C.UTF-8",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "error" not in done.stderr
    return done.stdout.replace(str(home), "~").splitlines()


@pytest.mark.interop
class TestProof:
    def test_no_other_file_is_left(self, shown: list[str]) -> None:
        files = sorted({line for line in shown if line.startswith("~/")})
        own = "~/.local/share/asymmetric-key-generator"
        listed = [f"{own}/journal.key", f"{own}/keys.sqlite3"]
        assert files == [*listed, "~/keys/proof.private.pem", "~/keys/proof.public.pem", "~/public.txt"]

    def test_the_modes_are_as_it_says(self, shown: list[str]) -> None:
        assert "600 keys/proof.private.pem" in shown
        assert "644 keys/proof.public.pem" in shown

    def test_the_iterations_are_as_it_says(self, shown: list[str]) -> None:
        parameters = "\n".join(line for line in shown if "prim:" in line)
        assert re.search(r"INTEGER +:0927C0", parameters)
        assert "hmacWithSHA256" in parameters
        assert "aes-256-cbc" in parameters

    def test_the_process_list_has_the_options_and_no_passphrase(self, shown: list[str]) -> None:
        (line,) = (line for line in shown if "--iterations 5000000" in line)
        assert "--passphrase-file passphrase.txt" in line
        assert not any("gallows" in line for line in shown)

    def test_a_crash_would_leave_no_core(self, shown: list[str]) -> None:
        (line,) = (line for line in shown if line.startswith("Max core file size"))
        assert line.split()[4:6] == ["0", "0"]

    def test_no_socket_of_the_internet_was_made(self, shown: list[str]) -> None:
        assert shown[-1] == "0"
