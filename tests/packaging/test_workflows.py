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
SYSTEMS = ("linux", "windows", "macos")
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


@pytest.mark.thorough
@EACH
def test_job_when_it_runs_then_may_do_only_what_it_needs(name: str) -> None:
    assert load(name)["permissions"] == {}
    allowed: dict[str, dict[str, str]] = {
        "attest": {"id-token": "write", "attestations": "write"},
        "draft": {"contents": "write"},
        "pypi": {"contents": "read", "id-token": "write"},
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
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_checkout_when_it_is_of_another_house_then_is_data_that_stops_no_release() -> None:
    """It lies in a folder of its own, comes after what is kept was kept, and no job waits for that one."""
    for name in WORKFLOWS:
        for title, job in jobs(name).items():
            used = [step.get("uses", "").partition("@")[0] for step in job["steps"]]
            foreign = [n for n, step in enumerate(job["steps"]) if "repository" in step.get("with", {})]
            assert all(job["steps"][n]["with"]["path"].startswith("schemas/") for n in foreign)
            assert bool(foreign) == (title == "manifests")
            if foreign:
                assert "actions/upload-artifact" not in used[foreign[0] :]
                assert not any(title in each.get("needs", []) for each in jobs(name).values())


def test_release_when_built_then_takes_nothing_from_a_cache() -> None:
    assert "cache" not in re.sub(r"#.*", "", WORKFLOWS["release"].read_text("utf-8"))


@EACH
def test_secrets_when_used_then_only_by_one_step_of_a_job_with_an_environment(name: str) -> None:
    for job, step in steps(name):
        if "secrets." in str(step):
            assert job["environment"] == "${{ github.ref_type == 'tag' && 'release' || 'dry-run' }}"
            assert "secrets." not in str({**step, "env": None})
    outside = {key: value for key, value in load(name).items() if key != "jobs"}
    assert "secrets." not in str(outside)


@EACH
def test_command_when_run_then_nothing_is_pasted_into_it(name: str) -> None:
    assert [step["run"] for _, step in steps(name) if "${{" in step.get("run", "")] == []


# --- that every step exists --------------------------------------------------------------------


def commands(name: str) -> list[list[str]]:
    """Returns every command line, in words, without sudo, xvfb-run and their options."""
    found = []
    for _, step in steps(name):
        for line in step.get("run", "").splitlines():
            words = shlex.split(line)
            while words and (words[0] in ("sudo", "xvfb-run") or words[0].startswith("-")):
                words = words[1:]
            found.append(words)
    return found


@pytest.mark.thorough
@EACH
def test_command_when_run_then_is_a_target_of_make_or_a_script_that_exists(name: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert commands(name)
    for words in commands(name):
        program, first = words[0], words[1] if len(words) > 1 else ""
        if program == "make":
            assert first in targets, words
        elif program in PYTHONS:
            assert first == "-m" or (ROOT / first).is_file(), words
        elif program.startswith("packaging/"):
            assert (ROOT / program).is_file(), words
        else:
            assert program in ("apt-get", "gh", "git", "mv", "ruby"), words


def test_rooms_of_tests_when_named_then_exist() -> None:
    rooms = re.findall(r"tests/[a-z]+", WORKFLOWS["check"].read_text("utf-8"))
    assert "tests/systems" in rooms
    assert [room for room in rooms if not (ROOT / room).is_dir()] == []


def test_tests_of_a_system_when_it_is_there_then_run_on_it_one_after_the_other() -> None:
    for title in ("macos", "windows"):
        runs = [step.get("run", "") for step in jobs("check")[title]["steps"]]
        assert [run.partition(" ")[2] for run in runs if "tests/systems" in run] == [
            "-m pytest tests/systems --junitxml=seen/systems.xml"
        ]


def test_unit_tests_when_run_without_make_then_are_those_of_make_check() -> None:
    """And those that take a little longer: nobody waits for them there."""
    (quick,) = re.findall(r'-n auto --dist worksteal -m "(.*?)"', (ROOT / "Makefile").read_text("utf-8"))
    (chosen,) = re.findall(r'-n auto -m "(.*?)"', WORKFLOWS["check"].read_text("utf-8"))
    assert f"{chosen} and not thorough" == quick


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


@pytest.mark.thorough
@EACH
def test_system_when_it_fails_then_the_others_go_on_and_all_can_be_tried_by_hand(name: str) -> None:
    if name != "audit":
        assert "workflow_dispatch" in load(name)["on"]
    strategies = [job["strategy"] for job in jobs(name).values() if "strategy" in job]
    assert all(strategy["fail-fast"] is False for strategy in strategies)


@pytest.mark.parametrize(
    ("name", "title"), [("check", "test"), *((name, t) for name in ("check", "release") for t in SYSTEMS)]
)
def test_window_when_a_system_was_tried_then_is_seen_whatever_failed(name: str, title: str) -> None:
    """With the tests' results, where tests are run; and each system keeps its own under a name of its own."""
    job = jobs(name)[title]
    seen = [step for step in job["steps"] if step.get("if") == "${{ !cancelled() }}"]
    assert any("packaging/picture.py" in step.get("run", "") for step in seen)
    assert seen[-1]["uses"].startswith("actions/upload-artifact@")
    assert seen[-1]["with"]["name"].startswith("seen-")
    assert seen[-1]["with"]["path"] == ("seen/" if name == "check" else "window.png")
    assert ("--junitxml=seen/tests.xml" in str(job["steps"])) == (name == "check")


def test_what_leaves_the_house_when_there_is_no_tag_then_stays() -> None:
    leaving = {
        title: job["if"] for title, job in jobs("release").items() if "write" in job["permissions"].values()
    }
    assert leaving == dict.fromkeys(("attest", "draft", "pypi"), "github.ref_type == 'tag'")


def test_pypi_when_published_then_has_wheel_and_sdist_of_the_draft_by_a_tool_from_a_lock() -> None:
    """And a person is asked first, by the environment; no secret of PyPI is kept anywhere."""
    job = jobs("release")["pypi"]
    assert (job["needs"], job["environment"]) == (["draft"], "pypi")
    install, publish = [shlex.split(step["run"]) for step in job["steps"] if "run" in step]
    assert {"--require-hashes", "--only-binary=:all:", "packaging/locks/publish.txt"} <= set(install)
    assert publish[:4] == ["python", "-m", "uv", "publish"]
    assert "--trusted-publishing=always" in publish


@pytest.mark.thorough
def test_packages_when_built_then_are_all_attested_and_drafted() -> None:
    attested = jobs("release")["attest"]["strategy"]["matrix"]["name"]
    assert {f"packages-{name}" for name in attested} == {
        name for name in built() if name.startswith("packages")
    }
    assert len(attested) == 4
    assert jobs("release")["draft"]["needs"] == ["attest"]
    assert set(jobs("release")["attest"]["needs"]) == {"test", "linux", "windows", "macos"}


def test_signing_when_done_or_not_then_is_said_by_every_system_that_has_it() -> None:
    told_by = {name.removeprefix("signing-") for name in built() if name.startswith("signing")}
    assert told_by == {"windows-x86_64", "macos-arm64"}


PREPARED = (
    "apt-get update\napt-get install",
    "actions/checkout@",
    "git config --system --add safe.directory",
)


@pytest.mark.parametrize("name", ["check", "release"])
def test_container_when_used_then_is_of_the_promised_system_and_gets_what_it_lacks(name: str) -> None:
    """It has neither git nor Python, and its root does not own the tree; setup-python knows no Debian."""
    job = jobs(name)["linux"]
    images = {row["name"]: row["image"] for row in job["strategy"]["matrix"]["include"]}
    assert images == {"linux-x86_64": "debian:12", "linux-arm64": "ubuntu:24.04"}
    begun = [step.get("uses", "") + step.get("run", "") for step in job["steps"][:3]]
    assert [text.startswith(wanted) for text, wanted in zip(begun, PREPARED, strict=True)] == [True] * 3
    assert job["env"] == {"HOME": "/root"}
    assert "setup-python" not in str(job)
    assert "sudo" not in str(job)


def test_packages_of_python_when_two_systems_build_them_then_one_keeps_them() -> None:
    rows = jobs("release")["linux"]["strategy"]["matrix"]["include"]
    assert [row["but"] for row in rows] == ["", "!dist/asymmetric_key_generator-*"]


@pytest.mark.thorough
@EACH
def test_expression_when_it_names_a_value_of_the_job_then_the_job_has_it(name: str) -> None:
    """What actionlint would say; GitHub takes a name that is not there for an empty text."""
    for title, job in jobs(name).items():
        text = str(job)
        matrix = job.get("strategy", {}).get("matrix", {})
        rows = matrix.get("include", [matrix])
        for value in re.findall(r"matrix\.(\w+)", text):
            assert all(value in row for row in rows), (title, value)
        assert set(re.findall(r"steps\.(\w+)\.", text)) <= {step.get("id") for step in job["steps"]}, title
        assert set(job.get("needs", [])) < set(jobs(name)), title
        named = set(
            re.findall(r"(github\.\w+|runner\.\w+|env\.\w+)", " ".join(re.findall(r"\$\{\{.*?\}\}", text)))
        )
        assert named <= {"github.ref_type", "github.token"}, title


def test_python_when_chosen_then_is_one_for_all() -> None:
    text = "".join(path.read_text("utf-8") for path in WORKFLOWS.values())
    assert set(re.findall(r'python-version: "(.*)"', text)) == {"3.13"}
