"""Folders: what they are, and what the person has said about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.usecases.judge_destination import FolderJudgement, IgnoreLine
    from app.usecases.progress import OnProgress


def judge_folder(
    folder: str, names: tuple[str, ...], accepted: tuple[str, ...], _: OnProgress
) -> FolderJudgement | None:
    """Judge a folder; None for what is not one."""
    from app.usecases.judge_destination import judge_typed

    return judge_typed(folder, names, accepted)


def accept_folder(folder: str, accepted: tuple[str, ...], _: OnProgress) -> tuple[str, ...]:
    """Add the folder's real path to those that the person has accepted."""
    from app.usecases.judge_destination import accept

    return accept(folder, accepted)


def add_ignore_line(ignore: IgnoreLine, _: OnProgress) -> None:
    """Add the line to its file."""
    from app.usecases.judge_destination import add_ignore_line

    add_ignore_line(ignore)
