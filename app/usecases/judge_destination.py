"""Judge a destination: what the folder is, reported before anything is written there, and looked at again
then.

The window and the terminal save through `save_where_judged` alone (a test sees to it): a folder that became
another one between the warning and the save is refused, and what is new about it is reported first.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.destinations import Finding, IgnoreLine, Kind, add_ignore_line, examine
from app.errors import NOTHING_WRITTEN, RefusedError, UsageError
from app.storage.user_folders import default_folder
from app.storage.writer.folder import resolve
from app.text import paragraph, text
from app.usecases.progress import OnProgress, silent
from app.usecases.save import SaveReport, SaveRequest, save

__all__ = [
    "Finding",
    "FolderJudgement",
    "IgnoreLine",
    "UnseenFindingsError",
    "accept",
    "add_ignore_line",
    "default_folder",
    "judge",
    "judge_typed",
    "look_again",
    "not_judged",
    "refuse_unseen",
    "resolve",
    "save_where_judged",
]

ShowFindings = Callable[[tuple[Finding, ...]], None]
Accepted = Callable[[], tuple[str, ...]]
"""Gives the folders to which the person has said yes; asked only where there is something to report."""


class UnseenFindingsError(RefusedError):
    """There are findings about the folder that the person has not seen yet."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        first = findings[0]
        super().__init__(
            paragraph(first.message, NOTHING_WRITTEN),
            paragraph(first.hint, text("To save here all the same, save again.")),
        )
        self.findings = findings


@dataclass(frozen=True, slots=True)
class FolderJudgement:
    """What is to be reported of a folder, and which one was looked at.

    `identity`: device and number; None where it is still to be made, or on a network, where numbers change.
    """

    findings: tuple[Finding, ...]
    real: str
    identity: tuple[int, int] | None


def judge(folder: Path, names: tuple[str, ...], accepted: Accepted) -> FolderJudgement:
    """Look at it, for two seconds at most. Nothing is reported of a folder that the person has accepted."""
    findings = examine(folder, names)
    is_far = any(finding.kind is Kind.NETWORK for finding in findings)
    unseen = () if findings and _is_accepted(folder, accepted()) else findings
    return FolderJudgement(unseen, os.path.realpath(folder), None if is_far else _identity(folder))


def judge_typed(folder: str, names: tuple[str, ...], accepted: tuple[str, ...]) -> FolderJudgement | None:
    """Judge what a person is typing; None while that is not a folder."""
    try:
        path = resolve(folder)
    except UsageError:
        return None
    return judge(path, names, lambda: accepted)


def accept(folder: str, accepted: tuple[str, ...]) -> tuple[str, ...]:
    """Return the accepted folders with this one's real path among them. Raises UsageError."""
    from app.storage.preferences import Preferences, accept_folder

    return accept_folder(Preferences(accepted_folders=accepted), resolve(folder)).accepted_folders


def _is_accepted(folder: Path, accepted: tuple[str, ...]) -> bool:
    from app.storage.preferences import Preferences, is_accepted

    return is_accepted(Preferences(accepted_folders=accepted), folder)


def not_judged(folder: Path) -> FolderJudgement:
    """Return the judgement of a folder of which nothing was reported yet."""
    return FolderJudgement((), os.path.realpath(folder), _identity(folder))


def save_where_judged(
    request: SaveRequest,
    seen: FolderJudgement,
    accepted: Accepted,
    show: ShowFindings,
    on_progress: OnProgress = silent,
) -> SaveReport:
    """Save as `save` does, where the folder is still what was seen: see `look_again`."""
    return save(
        request,
        on_progress,
        before_writing=lambda: look_again(request.folder, request.names, seen, accepted, show),
    )


def look_again(
    folder: Path, names: tuple[str, ...], seen: FolderJudgement, accepted: Accepted, show: ShowFindings
) -> None:
    """Raise RefusedError where it is another folder; give `show` what is new about it.

    Right before the first file is written: what `show` raises ends the saving with nothing written.
    """
    now = judge(folder, names, accepted)
    is_another = None not in (seen.identity, now.identity) and seen.identity != now.identity
    if now.real != seen.real or is_another:
        raise RefusedError(
            text(
                "{folder} is no longer the folder that was looked at.",
                folder=str(folder),
            ),
            text("Somebody has put another in its place. Nothing was written. Look at it, then save again."),
        )
    if new := tuple(finding for finding in now.findings if finding not in seen.findings):
        show(new)


def refuse_unseen(findings: tuple[Finding, ...]) -> None:
    """Raise UnseenFindingsError: a `ShowFindings` for a face that shows them and asks again."""
    raise UnseenFindingsError(findings)


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        status = folder.stat()
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino
