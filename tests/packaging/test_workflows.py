"""The workflows: their form, what is risky in them, what they may do, and that every step exists here.

They run on machines that nobody here has: what Linux can run of them are the same make targets and scripts.
"""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML  # check-jsonschema reads workflows with it, too

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".github"
WORKFLOWS = {path.stem: path for path in sorted((FOLDER / "workflows").iterdir())}
ACTIONS = {
    "actions/attest",
    "actions/checkout",
    "actions/download-artifact",
    "actions/setup-python",
    "actions/upload-artifact",
}
PIN = re.compile(r"uses: (?P<action>[\w./-]+)@(?P<commit>[0-9a-f]{40}) # (?P<version>v\d+\.\d+\.\d+)")
EACH = pytest.mark.parametrize("name", WORKFLOWS)
PYTHONS = ("python", "python3", ".venv/bin/python", ".venv/Scripts/python")


def load(name: str) -> dict[str, Any]:
    workflow: dict[str, Any] = YAML(typ="safe", pure=True).load(WORKFLOWS[name])
    return workflow


def jobs(name: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = load(name)["jobs"]
    return found


def steps(name: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for job in jobs(name).values():
        for step in job["steps"]:
            yield job, step


def complaints(*command: str) -> str:
    """Returns what a checker has to say; nothing if all is well."""
    tool = str(Path(sys.executable).with_name(command[0]))
    done = subprocess.run([tool, *command[1:]], capture_output=True, text=True, timeout=120, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


# --- form and risks ----------------------------------------------------------------------------


@pytest.mark.interop
def test_workflows_when_compared_with_the_form_of_workflows_then_have_it() -> None:
    files = map(str, WORKFLOWS.values())
    assert complaints("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *files) == ""


@pytest.mark.interop
def test_dependabot_when_compared_with_its_form_then_has_it() -> None:
    file = str(FOLDER / "dependabot.yml")
    assert complaints("check-jsonschema", "--builtin-schema", "vendor.dependabot", file) == ""


def test_workflows_when_zizmor_reads_them_pedantically_then_it_finds_nothing() -> None:
    options = ["--offline", "--no-progress", "--persona=pedantic", "--strict-collection"]
    assert complaints("zizmor", *options, str(FOLDER)) == ""


@EACH
def test_action_when_used_then_is_known_and_pinned_by_its_commit(name: str) -> None:
    lines = [line for line in WORKFLOWS[name].read_text("utf-8").splitlines() if "uses:" in line]
    pins = [PIN.search(line) for line in lines]
    assert lines
    assert all(pins), lines
    assert {pin["action"] for pin in pins if pin} <= ACTIONS


def test_action_when_used_twice_then_is_the_same_everywhere() -> None:
    text = "".join(path.read_text("utf-8") for path in WORKFLOWS.values())
    pins = {match["action"]: set() for match in PIN.finditer(text)}  # type: dict[str, set[str]]
    for match in PIN.finditer(text):
        pins[match["action"]].add(match["commit"] + match["version"])
    assert [action for action, commits in pins.items() if len(commits) > 1] == []


# --- what they may do --------------------------------------------------------------------------


@EACH
def test_job_when_it_runs_then_may_do_only_what_it_needs(name: str) -> None:
    assert load(name)["permissions"] == {}
    allowed: dict[str, dict[str, str]] = {
        "attest": {"id-token": "write", "attestations": "write"},
        "draft": {"contents": "write"},
    }
    for title, job in jobs(name).items():
        assert job["permissions"] == allowed.get(title, {"contents": "read"}), title


@EACH
def test_job_when_it_hangs_or_is_overtaken_then_ends(name: str) -> None:
    assert "concurrency" in load(name)
    assert all(0 < job["timeout-minutes"] <= 120 for job in jobs(name).values())


@EACH
def test_checkout_when_done_then_leaves_no_credentials(name: str) -> None:
    checkouts = [step for _, step in steps(name) if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert all(step["with"] == {"persist-credentials": False} for step in checkouts)


def test_release_when_built_then_takes_nothing_from_a_cache() -> None:
    assert "cache" not in re.sub(r"#.*", "", WORKFLOWS["release"].read_text("utf-8"))


@EACH
def test_secrets_when_used_then_only_by_one_step_of_a_job_with_an_environment(name: str) -> None:
    for job, step in steps(name):
        if "secrets." in str(step):
            assert job["environment"] == "release"
            assert "secrets." not in str({**step, "env": None})
    outside = {key: value for key, value in load(name).items() if key != "jobs"}
    assert "secrets." not in str(outside)


@EACH
def test_command_when_run_then_nothing_is_pasted_into_it(name: str) -> None:
    assert [step["run"] for _, step in steps(name) if "${{" in step.get("run", "")] == []


# --- that every step exists --------------------------------------------------------------------


def commands(name: str) -> list[list[str]]:
    """Returns every command line, in words, without sudo and its options."""
    found = []
    for _, step in steps(name):
        for line in step.get("run", "").splitlines():
            words = shlex.split(line)
            while words and (words[0] == "sudo" or words[0].startswith("--")):
                words = words[1:]
            found.append(words)
    return found


@EACH
def test_command_when_run_then_is_a_target_of_make_or_a_script_that_exists(name: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert commands(name)
    for words in commands(name):
        program, first = words[0], words[1] if len(words) > 1 else ""
        if program == "make":
            verbs = {"check", "test"} if first == "$VERB" else {first}
            assert verbs <= targets, words
        elif program in PYTHONS:
            assert first == "-m" or (ROOT / first).is_file(), words
        elif program.startswith("packaging/"):
            assert (ROOT / program).is_file(), words
        else:
            assert program in ("gh", "mv"), words


def test_rooms_of_tests_when_named_then_exist() -> None:
    rooms = re.findall(r"tests/[a-z]+", WORKFLOWS["check"].read_text("utf-8"))
    assert "tests/systems" in rooms
    assert [room for room in rooms if not (ROOT / room).is_dir()] == []


def test_tests_of_a_system_when_it_is_there_then_run_on_it_one_after_the_other() -> None:
    for title in ("macos", "windows"):
        runs = [step.get("run", "") for step in jobs("check")[title]["steps"]]
        assert [run.partition(" ")[2] for run in runs if "tests/systems" in run] == [
            "-m pytest tests/systems"
        ]


def test_unit_tests_when_run_without_make_then_are_those_of_make_check() -> None:
    chosen = re.findall(r'-n auto -m "(.*?)"', (ROOT / "Makefile").read_text("utf-8"))
    assert re.findall(r'-n auto -m "(.*?)"', WORKFLOWS["check"].read_text("utf-8")) == chosen


@pytest.mark.interop
@EACH
def test_command_when_bash_and_shellcheck_read_it_then_they_have_nothing_to_say(
    name: str, tmp_path: Path
) -> None:
    for number, (job, step) in enumerate(steps(name)):
        if "run" not in step or job["runs-on"] == "windows-2022":
            continue
        script = tmp_path / f"{number}.sh"
        script.write_text(f"#!/usr/bin/env bash\nset -eo pipefail\n{step['run']}\n", "utf-8")
        for command in (["bash", "-n"], ["shellcheck"]):
            done = subprocess.run(
                [*command, str(script)], capture_output=True, text=True, timeout=60, check=False
            )
            assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), step


# --- that nothing is forgotten -----------------------------------------------------------------


def built() -> set[str]:
    """Returns the names of the packages that the jobs of a release keep."""
    names = set()
    for job, step in steps("release"):
        if step.get("uses", "").startswith("actions/upload-artifact@"):
            rows = job.get("strategy", {}).get("matrix", {}).get("include", [{}])
            names |= {step["with"]["name"].replace("${{ matrix.name }}", row.get("name", "")) for row in rows}
    return names


def test_packages_when_built_then_are_all_attested_and_drafted() -> None:
    attested = jobs("release")["attest"]["strategy"]["matrix"]["name"]
    assert {f"packages-{name}" for name in attested} == {
        name for name in built() if name.startswith("packages")
    }
    assert len(attested) == 5
    assert jobs("release")["draft"]["needs"] == ["attest"]
    assert set(jobs("release")["attest"]["needs"]) == {"test", "linux", "windows", "macos"}


def test_signing_when_done_or_not_then_is_said_by_every_system_that_has_it() -> None:
    told_by = {name.removeprefix("signing-") for name in built() if name.startswith("signing")}
    assert told_by == {"windows-x86_64", "macos-arm64", "macos-x86_64"}


def test_python_when_chosen_then_is_one_for_all() -> None:
    text = "".join(path.read_text("utf-8") for path in WORKFLOWS.values())
    assert set(re.findall(r'python-version: "(.*)"', text)) == {"3.13"}
