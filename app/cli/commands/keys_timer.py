"""`akg keys timer`: what reminds of due keys every day, as text to copy, for the system that this runs on."""

import shlex
import shutil
import sys
from argparse import Namespace
from pathlib import Path

from app.cli.parsing import Parser

HELP = "print what reminds you every day"

SUMMARY = """\
Prints what asks once a day what is due, and says so, or that it cannot be known: a timer and a
service for systemd --user, and a line for cron; on macOS an agent for launchd; on Windows what to
enter in the Task Scheduler. It is text to copy; nothing is installed or started."""

EXAMPLES = """\
  akg keys timer"""

_TEXT = """\
# ~/.config/systemd/user/akg-keys-due.service
[Unit]
Description=Say which API keys are due

[Service]
Type=oneshot
ExecStart=/bin/sh -c {script}

# ~/.config/systemd/user/akg-keys-due.timer
[Unit]
Description=Ask every day which API keys are due

[Timer]
OnCalendar=daily
Persistent=true

[Install]
WantedBy=timers.target

# Then:
#   systemctl --user daemon-reload
#   systemctl --user enable --now akg-keys-due.timer

# Or a line for crontab -e, which mails what is due:
0 9 * * * {cron}
"""
_SCRIPT = 'due=$({due} 2>&1) && exit; is=$?; echo "$due"; {say}; [ $is -eq 10 ]'  # also that it fails is said
_NOTIFY = 'notify-send -- "API keys" "$due"'
_NOTIFY_ON_MACOS = (  # what is due is an argument, and no part of the AppleScript
    "osascript -e 'on run argv' "
    "-e 'display notification (item 1 of argv) with title \"API keys\"' -e 'end run' -- \"$due\""
)
_AGENT = "akg-keys-due"
_FOR_LAUNCHD = f"""\
<!-- Keep all of this as ~/Library/LaunchAgents/{_AGENT}.plist, then:
launchctl bootstrap gui/$(id -u) ~/Library/LaunchAgents/{_AGENT}.plist -->
"""
_FOR_WINDOWS = """\
In Windows' Task Scheduler, choose Create Basic Task, Daily, and Start a program:

  Program/script:  cmd.exe
  Add arguments:   /c "{due} || pause"

Its window stays open on days on which a key is due, and when akg fails.
"""


def add(_parser: Parser) -> None:
    """Add nothing: there is nothing to choose."""


def options(_values: Namespace) -> None:
    """Return nothing."""


def run(_options: None) -> int:
    """Write the text to standard output."""
    from app.cli.output import write
    from app.cli.status import DONE

    write(timer())
    return DONE


def timer(system: str = sys.platform) -> str:
    """Return it for a system (a value of sys.platform), with this program as it is called from anywhere."""
    if system == "win32":
        return _FOR_WINDOWS.format(due=_due(*(f'"{word}"' for word in _this_program())))
    due = _due(*map(shlex.quote, _this_program()))
    if system == "darwin":
        return _for_launchd(_SCRIPT.format(due=due, say=_NOTIFY_ON_MACOS))
    script = _SCRIPT.format(due=due, say=_NOTIFY)
    return _TEXT.format(script=_for_systemd(script), cron=due.replace("%", "\\%"))


def _due(*program: str) -> str:
    return f"{' '.join(program)} keys due --within 14d"


def _for_launchd(script: str) -> str:
    """Return the agent, launchd.plist(5); a day on which the computer sleeps then is made up for."""
    import plistlib

    agent = {
        "Label": _AGENT,
        "ProgramArguments": ["/bin/sh", "-c", script],
        "StartCalendarInterval": {"Hour": 9, "Minute": 0},
    }
    return plistlib.dumps(agent, sort_keys=False).decode() + _FOR_LAUNCHD


def _for_systemd(script: str) -> str:
    """Return a word of ExecStart: quoted, and with nothing in it that systemd itself would replace."""
    escaped = script.replace("\\", "\\\\").replace("'", "\\'").replace("%", "%%").replace("$", "$$")
    return f"'{escaped}'"


def _this_program() -> list[str]:
    if found := shutil.which("akg"):
        return [found]
    if Path(sys.argv[0]).name == "__main__.py":
        return [sys.executable, "-m", "app"]
    return [str(Path(sys.argv[0]).resolve())]
