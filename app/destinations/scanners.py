"""What a work tree's own scanner for secrets would miss: by the scanners' files, and what was measured.

gitleaks finds both forms of a private key; detect-secrets misses the encrypted one; git-secrets finds
neither until it is told a pattern (and one that begins with dashes would break its grep).
"""

from pathlib import Path

from app.destinations.inside import exists_inside, text_inside
from app.text import Text, paragraph, text

_HOOKS = ("commit-msg", "pre-commit", "prepare-commit-msg")
_RULE = "git secrets --add 'BEGIN [A-Z0-9 ]*PRIVATE KEY'"


def missing_rules(root: Path) -> Text:
    """Return a sentence for each scanner in use there that would not see the key; empty if there is none."""
    hooks = text_inside(root, ".pre-commit-config.yaml")
    sentences = []
    if _has_git_secrets(root, hooks):
        sentences.append(text("git-secrets, in use there, finds no private key without: {rule}", rule=_RULE))
    if exists_inside(root, ".secrets.baseline") or "detect-secrets" in hooks:
        sentences.append(
            text("detect-secrets, in use there, misses encrypted private keys; gitleaks finds them.")
        )
    return paragraph(*sentences)


def _has_git_secrets(root: Path, hooks: str) -> bool:
    """Return whether it is in use with no pattern for private keys in the repository's configuration."""
    texts = [hooks, *(text_inside(root, ".git", "hooks", name) for name in _HOOKS)]
    in_use = any("git-secrets" in each or "git secrets" in each for each in texts)
    return in_use and "PRIVATE KEY" not in text_inside(root, ".git", "config")
