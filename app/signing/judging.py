"""Whether a signature is that of a payload, and if not, what it is instead: the likeliest first.

Promises: what is said to have been signed was verified with the key; what cannot be proved is not said as a
fact. A few dozen verifications, whatever is given. Refuses: to search further.
"""

import base64
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

from app.keys.algorithm import Family
from app.signing import algorithms
from app.signing.schemes import DIGESTS, ED25519, RSA_PKCS1, RSA_PSS, Padding, Scheme, pkcs1, pss
from app.signing.signatures import Form, Reading, readings
from app.text import NOTHING, Text, text, verbatim

_HMAC_LENGTH = 32
_KNOWN = {Family.ED25519: (ED25519,), Family.RSA: (RSA_PKCS1, RSA_PSS)}


@dataclass(frozen=True, slots=True)
class Judgement:
    """`reason` and `hint`: why it is not valid; empty where it is.

    `scheme`: what verifies, where it is known; `form`: how the signature is written. `proved`: the reason
    was verified with the key.
    """

    is_valid: bool
    scheme: Scheme | None = None
    form: Form | None = None
    reason: Text = NOTHING
    hint: Text = NOTHING
    proved: bool = False


def judge(
    public_key: bytes,
    payload: bytes,
    signature: str,
    schemes: Iterable[Scheme] = (),
    form: Form | None = None,
) -> Judgement:
    """Judge a signature of a public key, DER SubjectPublicKeyInfo.

    `schemes` and `form`: what the venue takes; without them any that a venue takes is valid.
    """
    wanted = tuple(schemes) or _KNOWN[algorithms.family_of(public_key)]
    read = list(readings(signature))
    if not read:
        return _unread(signature)
    for scheme in wanted:
        fitting = [each for each in read if algorithms.verify(public_key, payload, each.raw, scheme)]
        if fitting:
            return _judge_form(fitting, scheme, form)
    return (
        _of_length(public_key, read)
        or _found(public_key, payload, read, wanted)
        or _unknown(public_key, read)
    )


def _unread(signature: str) -> Judgement:
    if not signature.strip():
        return _invalid(
            text("The signature is empty: nothing was signed."), text("Look at what should have signed.")
        )
    return _invalid(text("That is not a signature in base64, base64url or hexadecimal."))


def _judge_form(fitting: list[Reading], scheme: Scheme, form: Form | None) -> Judgement:
    """Accept what verifies, unless the venue takes another form of it."""
    accepted = [each for each in fitting if form is None or _is_as_wanted(each, form)]
    if accepted:
        return Judgement(True, scheme, accepted[0].form)
    return Judgement(
        False,
        scheme,
        fitting[0].form,
        text("The signature fits, but is not written as it has to be: {fault}.", fault=_fault(fitting[0])),
        text("This API takes {form}.", form=form.value if form else ""),
        proved=True,
    )


def _is_as_wanted(reading: Reading, form: Form) -> bool:
    """Return whether it has the form; percent-encoding once is what a URL does to base64."""
    bare, quotings = {
        Form.BASE64: (Form.BASE64, (0, 1)),
        Form.BASE64_QUOTED: (Form.BASE64, (1,)),
    }.get(form, (form, (0,)))
    is_whole = not (reading.broken or reading.wrapped or reading.spaces)
    return reading.form is bare and reading.quotings in quotings and is_whole


def _fault(reading: Reading) -> Text:
    if reading.spaces:
        return text("spaces where + was")
    if reading.broken:
        return text("line ends or spaces within")
    if reading.wrapped:
        return text("quotes around it")
    if reading.quotings > 1:
        return text("percent-encoded more than once")
    return text("percent-encoded") if reading.quotings else verbatim(reading.form.value)


def _of_length(public_key: bytes, read: list[Reading]) -> Judgement | None:
    """Judge by the length alone, where no reading has that of this key."""
    length, family = algorithms.signature_length(public_key), algorithms.family_of(public_key)
    sizes = [len(reading.raw) for reading in read]
    if length in sizes:
        return None
    if algorithms.ED25519_LENGTH in sizes:
        return _invalid(
            text("The signature is as long as one of an Ed25519 key, and this is an RSA key."), _OTHER_KEY
        )
    if family is Family.ED25519 and any(size in (256, 384, 512) for size in sizes):
        return _invalid(
            text("The signature is as long as one of an RSA key, and this is an Ed25519 key."), _OTHER_KEY
        )
    if _HMAC_LENGTH in sizes:
        return _invalid(
            text("The signature has 32 bytes, as an HMAC has: the program took the key for a secret."),
            text("It did not recognise the private key, or cannot open it."),
        )
    return _invalid(
        text("The signature has {size} bytes; one of this key has {length}.", size=sizes[0], length=length),
        text("It was cut off, or belongs to an RSA key of another size."),
    )


_OTHER_KEY = text("Use the public key that belongs to what signed.")


@dataclass(frozen=True, slots=True)
class _Change:
    """What may have been signed instead: `made` is None where it makes no difference."""

    made: Callable[[bytes], bytes | None]
    reason: Text
    hint: Text


def _found(
    public_key: bytes, payload: bytes, read: list[Reading], wanted: tuple[Scheme, ...]
) -> Judgement | None:
    """Return the first change of payload, padding or hash with which it verifies."""
    for reading in read:
        for change, scheme in _hypotheses(wanted):
            changed = change.made(payload)
            if changed is not None and algorithms.verify(public_key, changed, reading.raw, scheme):
                return Judgement(False, scheme, reading.form, change.reason, change.hint, proved=True)
    return None


def _hypotheses(wanted: tuple[Scheme, ...]) -> Iterator[tuple[_Change, Scheme]]:
    """Yield line ends first, then padding and hash, then other encodings of the payload."""
    yield from ((change, scheme) for change in _LINE_ENDS for scheme in wanted)
    if wanted[0].family is Family.RSA:
        yield from _paddings(wanted)
    yield from ((change, scheme) for change in _ENCODINGS for scheme in wanted)


def _paddings(wanted: tuple[Scheme, ...]) -> Iterator[tuple[_Change, Scheme]]:
    others = [*map(pkcs1, DIGESTS), *(pss(digest, None) for digest in DIGESTS)]
    others.sort(key=lambda scheme: scheme.digest != "SHA-256")
    for scheme in others:
        if scheme not in wanted:
            reason = text("It was signed with {scheme}.", scheme=scheme.name)
            hint = text("Here it has to be {scheme}.", scheme=_in_words(wanted[0]))
            yield _Change(lambda payload: payload, reason, hint), scheme


def _in_words(scheme: Scheme) -> str:
    return f"{scheme.name}, salt {scheme.salt}" if scheme.padding is Padding.PSS else scheme.name


def _unknown(public_key: bytes, read: list[Reading]) -> Judgement:
    recovered = (algorithms.recovered_digest(public_key, reading.raw) for reading in read)
    if any(recovered):
        return Judgement(
            False,
            reason=text("This key signed another text."),
            hint=text("Compare what was signed with what was sent, byte for byte."),
            proved=True,
        )
    return _invalid(
        text("This key did not sign this text, in any form that was tried."),
        text("Either another private key signed, or another text was signed."),
    )


def _invalid(reason: Text, hint: Text = NOTHING) -> Judgement:
    return Judgement(False, reason=reason, hint=hint)


def _differs(make: Callable[[bytes], bytes]) -> Callable[[bytes], bytes | None]:
    """Return what leaves out a change that changes nothing, or that these bytes do not have."""

    def made(payload: bytes) -> bytes | None:
        try:
            changed = make(payload)
        except ValueError:
            return None
        return None if changed == payload else changed

    return made


def _recoded(form: str) -> Callable[[bytes], bytes]:
    return lambda payload: payload.decode().encode(form)


def _normalised(form: str) -> Callable[[bytes], bytes]:
    return lambda payload: unicodedata.normalize(form, payload.decode()).encode()  # type: ignore[arg-type]


def _changes(reason: Text, hint: Text, *makes: Callable[[bytes], bytes]) -> tuple[_Change, ...]:
    return tuple(_Change(_differs(make), reason, hint) for make in makes)


_LINE_ENDS = (
    *_changes(
        text("It was signed without the line end that the payload has."),
        text("Leave the line end out of the payload as well."),
        lambda payload: payload.removesuffix(b"\n").removesuffix(b"\r"),
    ),
    *_changes(
        text("It was signed with a line end behind the payload."),
        text("Sign without it: printf %s, not echo."),
        lambda payload: payload + b"\n",
        lambda payload: payload + b"\r\n",
    ),
    *_changes(
        text("It was signed with other line ends."),
        text("Sign the very bytes that are sent: LF or CR LF, not one for the other."),
        lambda payload: payload.replace(b"\r\n", b"\n"),
        lambda payload: payload.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"),
    ),
)
_ENCODINGS = (
    *_changes(
        text("It was signed before the text was percent-encoded."),
        text("Percent-encode first, then sign."),
        unquote_to_bytes,
        lambda payload: unquote_to_bytes(payload.replace(b"+", b" ")),
    ),
    *_changes(
        text("It was signed after the text was percent-encoded."),
        text("Sign the text that is sent."),
        lambda payload: quote(payload, safe="").encode(),
        lambda payload: quote(payload, safe="=&").encode(),
    ),
    *_changes(
        text("The digest of the text was signed, not the text."),
        text("The library hashes by itself: give it the text."),
        *(
            make
            for name in ("SHA-256", "SHA-512")
            for make in (
                lambda payload, name=name: algorithms.digest(payload, name),
                lambda payload, name=name: algorithms.digest(payload, name).hex().encode(),
            )
        ),
    ),
    *_changes(
        text("The text was encoded before it was signed, as base64 or hexadecimal."),
        text("Sign the text itself."),
        base64.b64encode,
        lambda payload: payload.hex().encode(),
    ),
    *_changes(
        text("It was signed in another encoding than UTF-8."),
        text("Encode the text as UTF-8."),
        _recoded("latin-1"),
        _recoded("utf-16-le"),
        _recoded("utf-8-sig"),
    ),
    *_changes(
        text("The same letters were signed in another Unicode form."),
        text("Normalise the text once, and sign what is sent."),
        _normalised("NFC"),
        _normalised("NFD"),
    ),
)
