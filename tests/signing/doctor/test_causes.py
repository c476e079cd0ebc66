"""Every cause, in requests that were made wrong on purpose: it is named, and nothing else is."""

import pytest

from app.signing.doctor.causes.table import BY_IDENTIFIER
from app.usecases.diagnose import Diagnosis, KnownKey, diagnose
from tests.signing.doctor.elsewhere import ELSEWHERE
from tests.signing.doctor.mistakes import REST
from tests.signing.doctor.special import SPECIAL
from tests.signing.doctor.wrong import ED, FORMS, RSA, Request, forms_of
from tests.signing.examples import PAIRS

pytestmark = pytest.mark.slow

_NOT_PROVED = ("environment-ip-permissions", "timestamp-ahead", "timestamp-old", "sig-hmac")


def diagnosed(text: str, key: str) -> Diagnosis:
    return diagnose(text.encode(), [KnownKey(PAIRS[key].subject_public_key_info, key)])


def _named(found: Diagnosis) -> set[str]:
    return {finding.identifier for finding in found.findings}


def _keys(request: Request) -> tuple[str, ...]:
    return (RSA,) if request.how else (ED, RSA)


def _some_forms(request: Request, at: int) -> set[str]:
    """Two of the forms, other ones for each request."""
    forms = forms_of(request)
    return {forms[at % len(forms)], forms[(at + 3) % len(forms)]}


@pytest.mark.parametrize(
    ("causes", "request_", "key", "form"),
    [
        pytest.param(causes, request, key, form, id=f"{at} {causes} {key} {form}")
        for at, (causes, request) in enumerate(REST)
        for key in _keys(request)
        for form in sorted(_some_forms(request, at + len(key)))
    ],
)
def test_wrong_request_when_pasted_then_its_causes_are_named(
    causes: str, request_: Request, key: str, form: str
) -> None:
    wanted = set(causes.split())
    if key == ED and "double-hash" in wanted:
        wanted = {"ed25519-prehashed"}
    found = diagnosed(FORMS[form](request_, key), key)
    assert _named(found) == wanted
    assert all(each.proved for each in found.findings if each.identifier not in _NOT_PROVED)


@pytest.mark.parametrize(
    ("causes", "key", "text"),
    [pytest.param(*each, id=f"{at} {each[0]} {each[1]}") for at, each in enumerate(ELSEWHERE)],
)
def test_wrong_message_or_venue_when_pasted_then_its_causes_are_named(
    causes: str, key: str, text: str
) -> None:
    found = diagnosed(text, key)
    assert _named(found) == set(causes.split())
    assert all(each.proved for each in found.findings)


@pytest.mark.parametrize(
    ("causes", "key", "text"),
    [pytest.param(*each, id=f"{at} {each[0]} {each[1]}") for at, each in enumerate(SPECIAL)],
)
def test_wrong_key_or_paste_when_diagnosed_then_its_causes_are_named(
    causes: str, key: str, text: str
) -> None:
    assert _named(diagnosed(text, key)) == set(causes.split())


def test_every_cause_when_there_is_one_then_two_requests_have_it() -> None:
    named = [causes for causes, _ in REST] + [causes for causes, *_ in (*ELSEWHERE, *SPECIAL)]
    listed = [causes.split() for causes in named]
    counted = {name: sum(name in causes for causes in listed) for name in BY_IDENTIFIER}
    counted["ed25519-prehashed"] += counted["double-hash"]
    assert {name for name, count in counted.items() if count < 2} == set()
