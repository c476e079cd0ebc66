"""The folder `licences` of a bundle: the texts of everything inside, and one index that a person can read.

Refuses (SystemExit) a component without a text: nothing is shipped whose licence cannot be shown.
"""

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from contents.inside import PackedComponent
from contents.origins import Origin
from places import ROOT

INDEX = "README.txt"
_COMMON = Path("/usr/share/common-licenses")
_NAMED_COMMON = re.compile(rb"/usr/share/common-licenses/([A-Za-z]+(?:-[0-9.]*[0-9])?)")


def write(components: Iterable[PackedComponent], folder: Path) -> dict[str, tuple[str, ...]]:
    """Make the folder. Returns the names of each component's texts, by the component's name."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    texts = {each.origin.name: _copy(each.origin, folder) for each in components}
    _copy_common(folder)
    (folder / INDEX).write_text(_index(components, texts), encoding="utf-8", newline="\n")
    return texts


def _copy(origin: Origin, folder: Path) -> tuple[str, ...]:
    if not origin.texts or not (origin.licence or origin.purl.startswith("pkg:deb/")):
        raise SystemExit(
            f"contents: {origin.name} has no licence text: name one in packaging/contents/known.toml"
        )
    names = []
    for text in origin.texts:
        place = _place(origin, text)
        (folder / place).parent.mkdir(exist_ok=True)
        (folder / place).write_bytes(text.read_bytes())
        names.append(place)
    return tuple(names)


def _place(origin: Origin, text: Path) -> str:
    """Put texts that several share into the folder itself, those of one into a folder of its name."""
    if text.is_relative_to(ROOT / "resources" / "licences"):
        return text.name
    name = re.sub(r"[^A-Za-z0-9.+-]+", "-", origin.name)
    return f"{name}/{text.name}"


def _copy_common(folder: Path) -> None:
    """Copy what Debian's copyright files point to instead of quoting it."""
    named = {
        match.decode()
        for text in folder.rglob("copyright")
        for match in _NAMED_COMMON.findall(text.read_bytes())
    }
    for name in sorted(named):
        if (_COMMON / name).is_file():
            (folder / "common-licenses").mkdir(exist_ok=True)
            (folder / "common-licenses" / name).write_bytes((_COMMON / name).read_bytes())


def _index(components: Iterable[PackedComponent], texts: dict[str, tuple[str, ...]]) -> str:
    notice = (ROOT / "resources" / "licences" / "notice.txt").read_text(encoding="utf-8")
    lines = [
        f"{each.origin.name} {each.origin.version}\n{_detail(each.origin, texts)}" for each in components
    ]
    return notice + "\n\nThe components\n\n" + "\n".join(lines)


def _detail(origin: Origin, texts: dict[str, tuple[str, ...]]) -> str:
    licence = origin.licence or "as its text says"
    return f"  {licence}\n  {', '.join(texts[origin.name])}\n"
