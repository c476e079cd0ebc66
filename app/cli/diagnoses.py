"""A diagnosis for people and for programs, and the exit status that it ends with."""

from typing import Any

from app.cli.status import DONE, NOT_VALID, UNSEEN
from app.cli.tables import as_json as written
from app.signing.doctor.notes import NO_KEY
from app.signing.visible import visible
from app.text import Text, paragraph, text
from app.usecases.diagnose import Diagnosis, Finding

_LONGEST = 2000  # characters of a text that are shown
_BEFORE = 60


def status_of(found: Diagnosis) -> int:
    """Return 0 where nothing is wrong, NOT_VALID for a cause, UNSEEN where none can be seen from here."""
    if found.findings:
        return NOT_VALID
    return DONE if found.valid and not found.was_refused else UNSEEN


def as_json(found: Diagnosis) -> str:
    """Return the diagnosis as JSON. `valid` is null where there was no public key to tell."""
    return written(
        {
            "valid": found.valid,
            "causes": [_members(finding) for finding in found.findings],
            "recipe": found.recipe,
            "signed": found.signed or None,
            "expected": found.expected,
            "differences": {
                "signed": [list(span) for span in found.difference.before],
                "expected": [list(span) for span in found.difference.after],
            },
            "signed_by": found.signed_by or None,
            "meaning": found.meaning or None,
            "notes": list(found.notes),
            "warnings": list(found.warnings),
        }
    )


def _members(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.identifier,
        "sentence": paragraph(finding.sentence, finding.detail),
        "fix": finding.fix,
        "proved": finding.proved,
        "client": finding.advice or None,
    }


def as_text(found: Diagnosis) -> str:
    """Return the diagnosis for a person: the causes, the two texts with their difference marked, the rest."""
    lines: list[str] = [_headline(found)]
    for finding in found.findings:
        lines += ["", *_cause(finding)]
    if found.signed != found.expected and found.valid is False:
        lines += ["", *_texts(found)]
    if found.meaning:
        lines += ["", text("The answer means: {meaning}", meaning=found.meaning)]
    for note in found.notes:
        lines += ["", text("Note: {note}", note=note)]
        if note == NO_KEY:
            lines.append(text("Name the one that is registered: --public-key FILE, or --key FILE."))
    return "\n".join(lines) + "\n"


def _headline(found: Diagnosis) -> Text:
    if found.findings:
        return text("The request is not as the exchange wants it ({recipe}).", recipe=found.recipe)
    if found.valid:
        return text("The signature is valid, and nothing else is wrong ({recipe}).", recipe=found.recipe)
    if found.valid is None:
        return text(
            "Whether the signature is right cannot be seen from here ({recipe}).", recipe=found.recipe
        )
    return text("Nothing is wrong as far as it can be seen from here ({recipe}).", recipe=found.recipe)


def _cause(finding: Finding) -> list[str]:
    head = text("{cause} (proved)", cause=finding.identifier)
    if not finding.proved:
        head = text("{cause} (likely)", cause=finding.identifier)
    said = [paragraph(finding.sentence, finding.detail), text("Fix: {fix}", fix=finding.fix), finding.advice]
    return [head, *map(_indented, filter(None, said))]


def _indented(line: str) -> str:
    return f"  {line}"


def _texts(found: Diagnosis) -> list[str]:
    """Return the two texts; where it is not known what was signed, the other one alone."""
    signed = _marked(text("You signed:"), found.signed, found.difference.before) if found.signed else []
    return [*signed, *_marked(text("Sign this:"), found.expected, found.difference.after)]


def _marked(title: str, content: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    """Return the text with ^ below what differs; of a long one, what is around the first difference."""
    begin = 0
    if len(content) > _LONGEST:
        begin = max(0, spans[0][0] - _BEFORE) if spans else 0
    end = min(len(content), begin + _LONGEST)
    shown = _visible(content[begin:end])
    marks = [" "] * (len(shown) + 1)
    for first, last in spans:
        if begin <= first <= end:
            left = len(_visible(content[begin:first]))
            right = max(left + 1, len(_visible(content[begin : min(last, end)])))
            marks[left:right] = "^" * (right - left)
    lines = [f"{title}{' ...' if begin or end < len(content) else ''}", f"  {shown}"]
    return [*lines, f"  {''.join(marks)}".rstrip()] if spans else lines


def _visible(content: str) -> str:
    return visible(content.encode("utf-8", "surrogatepass"))
