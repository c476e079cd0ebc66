"""The reader of requests that people paste: the doctor from the bytes to its last sentence."""

import json

from app.cli.diagnoses import as_json, as_text
from app.usecases.diagnose import KnownKey, diagnose
from tests.hostile.contract import check_shown, outcome
from tests.signing.examples import PAIRS

_KEYS = [KnownKey(pair.subject_public_key_info, name) for name, pair in PAIRS.items()]
_LONGEST_LINE = 20_000


def read_request(data: bytes) -> None:
    """Whatever was pasted: a diagnosis that can be shown and written as JSON, or an error of ours."""
    found = outcome(lambda: diagnose(data, _KEYS))
    if found is None:
        return
    for line in as_text(found).splitlines():
        assert line.isprintable()
        assert len(line) < _LONGEST_LINE
    assert json.loads(as_json(found))["recipe"] == found.recipe
    for finding in found.findings:
        check_shown(finding.sentence)
        check_shown(finding.fix)
