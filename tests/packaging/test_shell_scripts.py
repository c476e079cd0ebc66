"""Every shell script of the project, read by the shell itself and by shellcheck."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOT_OURS = {".venv", ".venv-clients", ".git", "build", "dist"}
SCRIPTS = sorted(
    path.relative_to(ROOT)
    for path in [*ROOT.rglob("*.sh"), ROOT / ".ci" / "run"]
    if not NOT_OURS.intersection(path.relative_to(ROOT).parts)
)


@pytest.mark.interop
@pytest.mark.parametrize("script", SCRIPTS, ids=str)
def test_script_when_read_then_neither_bash_nor_shellcheck_has_anything_to_say(script: Path) -> None:
    for command in (["bash", "-n"], ["shellcheck", "--external-sources"]):
        done = subprocess.run(
            [*command, str(script)], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("script", SCRIPTS, ids=str)
def test_script_when_a_command_in_it_fails_then_it_ends(script: Path) -> None:
    assert "\nset -euo pipefail\n" in (ROOT / script).read_text("utf-8")
