"""Changes of the process, its environment, and of what is looked at in the folders of others."""

from tests.mutations.change import Change

OF_PROCESS = (
    Change(
        "bus-transport",
        "app/environment.py",
        'if transport != "unix" or ',
        "if ",
        "tests/process/test_environment.py",
        "An address of D-Bus starts a program, or leads to another computer.",
    ),
    Change(
        "families",
        "app/environment.py",
        '"GIO_", ',
        "",
        "tests/process/test_environment.py",
        "A variable loads a foreign module into the window.",
    ),
    Change(
        "dumpable",
        "app/process.py",
        "_PR_SET_DUMPABLE, 0, 0,",
        "_PR_SET_DUMPABLE, 1, 0,",
        "tests/process/test_hardening.py",
        "Every program of the user reads the passphrase from memory.",
    ),
    Change(
        "internet",
        "app/confinement.py",
        "(_JUMP_IF_EQUAL, 0, 1, 10),",
        "(_JUMP_IF_EQUAL, 0, 1, 11),",
        "tests/process/test_confinement.py",
        "A library sends something out by IPv6.",
    ),
)

OF_DESTINATIONS = (
    Change(
        "ignored-again",
        "app/destinations/git_rules.py",
        'not rule.startswith(b"!")',
        "bool(rule)",
        "tests/destinations/test_work_trees.py",
        "Keys that git would commit are called ignored.",
    ),
    Change(
        "git-variables",
        "app/destinations/git_rules.py",
        "if name.upper() in _FOLDERS | _FOLDERS_OF_WINDOWS",
        "if name.upper()",
        "tests/destinations/test_work_trees.py",
        "GIT_* in the environment has git start a program.",
    ),
    Change(
        "later-mount",
        "app/destinations/mounts.py",
        ">= len(found.point.parts)",
        "> len(found.point.parts)",
        "tests/destinations/test_mounts.py",
        "A network share that is mounted over a folder is called a local disk.",
    ),
    Change(
        "ignore-file-changed",
        "app/destinations/ignore_lines.py",
        "        _check_unchanged(file, before)\n",
        "",
        "tests/destinations/test_ignore_lines.py",
        "Lines that another program added to .gitignore are lost.",
    ),
    Change(
        "links-inside",
        "app/destinations/inside.py",
        "    | _NOFOLLOW\n)",
        "\n)",
        "tests/destinations/test_foreign_files.py",
        "A work tree that came by mail has files outside of it read.",
    ),
)
