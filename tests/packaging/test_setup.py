"""The set-up: what it prints and refuses, with stand-ins for the system's commands. It installs nothing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LISTS = ROOT / "packaging" / "linux"
OLD = "#!/bin/sh\nexit 1\n"
GOOD_PYTHON = f'#!/bin/sh\nexec "{sys.executable}" "$@"\n'
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no bash; README has its lines")


class Machine:
    """A copy of the set-up in a folder of its own, and a PATH with only what a test puts there."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "project"
        self.bin = folder / "bin"
        self.bin.mkdir(parents=True)
        (self.root / "packaging").mkdir(parents=True)
        shutil.copy(ROOT / "packaging" / "setup.sh", self.root / "packaging")
        shutil.copytree(LISTS, self.root / "packaging" / "linux")
        for name in (
            "bash",
            "cat",
            "cmp",
            "cp",
            "dirname",
            "grep",
            "mktemp",
            "rm",
            "sed",
            "tail",
            "touch",
            "tr",
        ):
            where = shutil.which(name)
            assert where, name
            (self.bin / name).symlink_to(where)
        self.command("uname", "echo Linux")

    def command(self, name: str, body: str) -> None:
        path = self.bin / name
        path.unlink(missing_ok=True)
        path.write_text(body if body.startswith("#!") else f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)

    def debian(self, installed: list[str], user: int = 1000, known: str = "true") -> None:
        lines = "".join(f"installed {name}\\n" for name in installed)
        self.command("dpkg-query", f"printf '{lines}'")
        self.command("apt-cache", known)
        self.command("apt-get", f'echo "apt-get $*" >> "{self.root}/apt.log"')
        self.command("id", f"echo {user}")

    def venv(self) -> None:
        """Makes one that is whole and has everything: the stand-in for pip and uv notes its calls."""
        bin_ = self.root / ".venv" / "bin"
        bin_.mkdir(parents=True)
        (bin_ / "pip").write_text(f"#!{bin_}/python\n")
        note = f'case "$2" in pip | uv) echo "$*" >> "{self.root}/pip.log"; exit 0 ;; esac\n'
        (bin_ / "python").write_text(f'#!/bin/sh\n{note}exec "{sys.executable}" "$@"\n')
        (bin_ / "python").chmod(0o755)
        for name in ("pyproject.toml", "packaging/locks/run.txt", "packaging/locks/build.txt"):
            self.file(name)
        for name in ("package", "test", "fuzz", "publish"):
            self.file(f"packaging/locks/{name}.txt")
        self.file("packaging/clients.sh", 'echo "clients $*" >> clients.log\n')

    def file(self, name: str, text: str = "1\n") -> None:
        path = self.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)

    def setup(self, level: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.bin / "bash"), "packaging/setup.sh", level],
            cwd=self.root,
            env={"PATH": str(self.bin), "HOME": str(self.root), **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )

    def log(self, name: str) -> str:
        path = self.root / f"{name}.log"
        return path.read_text() if path.exists() else ""

    def ready(self, level: str) -> bool:
        return (self.root / ".venv" / f".ready-{level}").exists()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path)
    made.venv()
    return made


def packages(name: str) -> list[str]:
    lines = (LISTS / f"{name}-packages.txt").read_text().splitlines()
    return [line.split()[0].split("|")[0] for line in lines if line and not line.startswith("#")]


def test_run_without_root_prints_one_line_with_only_what_is_missing_and_goes_on(machine: Machine) -> None:
    machine.debian([name for name in packages("run") if name not in {"libxcb-cursor0", "libegl1"}])
    done = machine.setup("run")
    assert done.returncode == 0
    assert "  sudo apt-get install --no-install-recommends libegl1 libxcb-cursor0\n" in done.stderr
    assert not machine.log("apt")
    assert "pip install --require-hashes" in machine.log("pip").replace("-qq ", "")
    assert not machine.ready("run")


def test_tests_without_root_stop_and_print_the_line(machine: Machine) -> None:
    machine.debian([*packages("run"), *packages("package")])
    done = machine.setup("test")
    assert done.returncode == 1
    assert "  sudo apt-get install --no-install-recommends xvfb openbox" in done.stderr
    assert not machine.log("pip")


@pytest.mark.thorough
def test_root_installs_only_what_is_missing(machine: Machine) -> None:
    machine.debian([name for name in packages("run") if name != "libegl1"], user=0)
    done = machine.setup("run")
    assert done.returncode == 0
    assert machine.log("apt").rstrip().endswith("install -y --no-install-recommends libegl1")
    assert machine.ready("run")


def test_root_hears_what_apt_could_not_do(machine: Machine) -> None:
    machine.debian([], user=0)
    machine.command("apt-get", "echo no space; exit 100")
    done = machine.setup("test")
    assert done.returncode == 1
    assert "no space" in done.stderr
    assert "test needs these packages" in done.stderr


def test_the_older_of_two_names_is_taken_where_the_release_has_only_that(machine: Machine) -> None:
    glib = "libglib2.0-0t64"
    machine.debian([name for name in packages("run") if name != glib], known='[ "$3" != libglib2.0-0t64 ]')
    assert machine.setup("run").stderr.count("install --no-install-recommends libglib2.0-0\n") == 1


@pytest.mark.parametrize("name", ["libglib2.0-0", "libglib2.0-0t64"])
def test_either_of_two_names_is_enough(machine: Machine, name: str) -> None:
    machine.debian([*packages("run")[1:], packages("run")[0], name])
    assert "apt-get" not in machine.setup("run").stderr


def test_a_command_on_the_path_is_as_good_as_its_package(machine: Machine) -> None:
    machine.command("node", OLD)
    lists = [*packages("run"), *packages("package"), *packages("test")]
    machine.debian([name for name in lists if name != "nodejs"])
    done = machine.setup("test")
    assert (done.returncode, done.stderr.count("apt-get")) == (0, 0)
    assert all(machine.ready(level) for level in ("run", "package", "check", "test"))


def test_packaging_wants_its_own_packages_and_nothing_of_the_tests(machine: Machine) -> None:
    machine.debian([*packages("run"), *packages("package")])
    assert machine.setup("package").returncode == 0
    assert "--require-hashes -r packaging/locks/package.txt" in machine.log("pip")
    assert "test.txt" not in machine.log("pip")
    assert (machine.ready("package"), machine.ready("test")) == (True, False)


def test_the_fuzzer_is_installed_where_it_is_asked_for_and_nowhere_else(machine: Machine) -> None:
    machine.debian(packages("run"))
    machine.setup("check")
    assert "fuzz.txt" not in machine.log("pip")
    assert machine.setup("fuzz").returncode == 0
    assert "--require-hashes -r packaging/locks/fuzz.txt" in machine.log("pip")
    assert (machine.ready("fuzz"), machine.ready("test")) == (True, False)


@pytest.mark.thorough
def test_the_programs_of_other_people_are_for_the_tests_alone(machine: Machine) -> None:
    machine.debian([*packages("run"), *packages("package"), *packages("test")])
    machine.setup("check")
    machine.setup("package")
    assert machine.log("clients") == ""
    assert machine.setup("test").returncode == 0
    assert machine.log("clients") == "clients test\n"


def test_tests_are_not_ready_without_the_programs_of_other_people(machine: Machine) -> None:
    machine.debian([*packages("run"), *packages("package"), *packages("test")])
    machine.file("packaging/clients.sh", "exit 1\n")
    assert machine.setup("test").returncode != 0
    assert not machine.ready("test")


def test_a_second_call_installs_nothing(machine: Machine) -> None:
    machine.debian(packages("run"))
    machine.setup("run")
    before = machine.log("pip")
    assert machine.setup("run").returncode == 0
    assert machine.log("pip") == before


def test_a_new_lock_is_installed_and_only_that(machine: Machine) -> None:
    machine.debian(packages("run"))
    machine.setup("run")
    before = machine.log("pip")
    machine.file("packaging/locks/run.txt", "2\n")
    machine.setup("run")
    new = machine.log("pip").removeprefix(before)
    assert new.splitlines() == ["-m pip -qq install --require-hashes -r packaging/locks/run.txt"]


def test_uv_installs_what_tests_and_comes_from_its_own_lock_by_pip(machine: Machine) -> None:
    machine.debian(packages("run"))
    machine.setup("check")
    first, *others = machine.log("pip").splitlines()
    assert first == "-m pip -qq install --no-compile --require-hashes -r packaging/locks/publish.txt"
    assert [line.split()[:5] for line in others] == [["-m", "uv", "-q", "pip", "install"]] * 4
    assert sum("--require-hashes" in line for line in others) == 3


def test_a_lock_that_could_not_be_installed_is_tried_again(machine: Machine) -> None:
    machine.debian(packages("run"))
    python = machine.root / ".venv" / "bin" / "python"
    good = python.read_text()
    python.write_text(good.replace("exit 0", "exit 1"))
    assert machine.setup("run").returncode != 0
    assert not machine.ready("run")
    python.write_text(good)
    assert machine.setup("run").returncode == 0
    assert machine.ready("run")


def test_elsewhere_one_line_says_what_is_needed(machine: Machine) -> None:
    done = machine.setup("run")
    assert done.returncode == 0
    assert done.stderr.splitlines()[0].startswith("Not Debian: the window needs Qt's xcb libraries")
    machine.command("uname", "echo Darwin")
    assert "X server" in machine.setup("test").stderr


def test_no_python_is_new_enough(machine: Machine) -> None:
    shutil.rmtree(machine.root / ".venv")
    machine.command("python3", OLD)
    done = machine.setup("run")
    assert done.returncode == 1
    assert "Python 3.11 or newer is needed" in done.stderr


def test_a_python_that_is_named_must_be_new_enough(machine: Machine) -> None:
    shutil.rmtree(machine.root / ".venv")
    machine.command("old", OLD)
    done = machine.setup("run", PYTHON="old")
    assert done.returncode == 1
    assert "PYTHON=old is not a Python 3.11 or newer" in done.stderr


@pytest.mark.thorough
def test_a_newer_python_beside_an_old_one_is_found(machine: Machine) -> None:
    """And a .venv that was moved here is made again: its scripts name another place."""
    (machine.root / ".venv" / "bin" / "pip").write_text("#!/elsewhere/.venv/bin/python\n")
    machine.command("python3", OLD)
    note = f'if [ "$2" = venv ]; then echo "$*" > "{machine.root}/venv.log"; exit 1; fi\n'
    machine.command("python3.12", GOOD_PYTHON.replace("exec", note + "exec"))
    machine.setup("run")
    assert machine.log("venv") == "-m venv --clear .venv\n"


def test_an_unknown_level_is_refused(machine: Machine) -> None:
    done = machine.setup("everything")
    assert done.returncode == 1
    assert "run, package, check, test or fuzz" in done.stderr


def test_the_scripts_are_sound() -> None:
    scripts = [ROOT / "packaging" / f"{name}.sh" for name in ("setup", "lock", "clients")]
    for script in (*scripts, ROOT / ".ci" / "run"):
        assert os.access(script, os.X_OK), script
        subprocess.run(["bash", "-n", str(script)], check=True)
        assert "set -euo pipefail" in script.read_text()
