"""What comes out: the causes with their proof, the two texts, and what else is worth knowing. Frozen."""

from dataclasses import dataclass

from app.signing.doctor.difference import NO_DIFFERENCE, Difference
from app.text import NOTHING, Text


@dataclass(frozen=True, slots=True)
class Finding:
    """A cause that applies. `proved`: the signature verifies just so, or it shows in the request itself.

    `detail`: what the sentence leaves open; `advice`: for the client that was named.
    """

    identifier: str
    sentence: Text
    fix: Text
    proved: bool
    detail: Text = NOTHING
    advice: Text = NOTHING


@dataclass(frozen=True, slots=True, repr=False)
class Diagnosis:
    """`valid` None: there was no public key to tell. `signed` empty: not known; `expected`: what to sign.

    `signed_by`: the name of the key that made the signature, as far as that is proved. `notes` are sentences
    that are no causes; `warnings` those that a person would regret not having read.
    """

    valid: bool | None
    recipe: str
    findings: tuple[Finding, ...] = ()
    signed: str = ""
    expected: str = ""
    difference: Difference = NO_DIFFERENCE
    meaning: Text = NOTHING
    signed_by: str = ""
    notes: tuple[Text, ...] = ()
    warnings: tuple[Text, ...] = ()
    was_refused: bool = False

    def __repr__(self) -> str:
        causes = ", ".join(finding.identifier for finding in self.findings)
        return f"Diagnosis({self.valid}, {causes})"
