"""What a venue's answer means, by its code: for whoever has a key, and nobody else."""

from app.signing.pasted.sent import Answer
from app.signing.recipe import Recipe
from app.text import NOTHING, Text, text

_WINDOW = text(
    "The time of the request is outside of its window: set the clock by NTP, and take the time "
    "directly before "
    "signing. A wider window only hides it."
)
_SIGNATURE = text("The signature does not fit the request, as the exchange has got it.")
_PERMISSION = text("This key may not do that.")
_LIMIT = text("Too many requests: wait as long as Retry-After says.")

BINANCE: dict[str, Text] = {
    "-1022": _SIGNATURE,
    "-1021": _WINDOW,
    "-1100": text(
        "A character is not allowed in a parameter: an exponent, a comma, a blank. For the signature "
        "itself: the API "
        "key belongs to a key of the HMAC type."
    ),
    "-1101": text("There are too many parameters, or a name is there twice."),
    "-1102": text(
        "A parameter is missing or empty: the signature where nothing was signed, the timestamp "
        "where a shell or HTML "
        "took it away, all of them where JSON was sent in place of a form, or recvWindow is above 60,000."
    ),
    "-1104": text("Not all parameters were read: there are some that do not belong there."),
    "-1105": text("A parameter is empty: leave it out."),
    "-1106": text("A parameter was sent that is not wanted: leave it out."),
    "-1130": text("The data of a parameter are not valid, such as a list in the form that Python prints."),
    "-1135": text("The JSON of a parameter is not valid, such as a list in the form that Python prints."),
    "-1002": _PERMISSION,
    "-1003": _LIMIT,
    "429": _LIMIT,
    "418": text(
        "The address is banned for a while, after too many requests: wait as long as Retry-After says."
    ),
    "403": text("The firewall refused it: a limit, or words of SQL in a value."),
    "-2014": text("The API key does not have the form of one."),
    "-2015": text("The API key, the address or the permission is not right for this request."),
    "-2010": text("The order was rejected, which has nothing to do with the key: balance, filters."),
    "-9000": text("FIX takes Ed25519 keys alone, with the FIX permission."),
    "-1033": text("This CompID is in use: wait twice HeartBtInt after a session was lost."),
    "-1034": text("There are too many connections: wait twice HeartBtInt after a session was lost."),
    "-1175": text("The sequence has to be reset at logon: 141=Y and 34=1."),
    "-1176": text("This session is logged on already."),
    "-1177": text("The message is garbled: 9 (BodyLength) and 10 (CheckSum) have to be computed."),
    "-1178": text("SenderCompID (49) is not what it was at logon, or has another form."),
    "-1179": text("MsgSeqNum (34) is not the next one."),
    "-1180": text("The first message has to be the logon."),
}
FIX: dict[str, Text] = {
    "8": text("The signature of the logon does not fit (SIGNATURE_PROBLEM)."),
    "10": text("SendingTime is too far from the exchange's clock (SENDINGTIME_ACCURACY_PROBLEM)."),
}
BYBIT: dict[str, Text] = {
    "10002": _WINDOW,
    "10003": text("The API key is not known here: testnet, demo and production have keys of their own."),
    "10004": text(
        "The signature does not fit. The answer has origin_string: compare it with what you signed."
    ),
    "10005": _PERMISSION,
    "10010": text("The address is not among those that this key is restricted to."),
}
OTHERS: dict[str, Text] = {
    "401": text("The exchange does not take the signature or the key of this request."),
    "invalid_client": text("The server does not take the token: its signature, its times or its names."),
}
REFUSALS = ("-1022", "10004", "8", "401", "invalid_client")
PERMISSIONS = ("-2015", "10003", "10005", "10010")


def meaning(answer: Answer, recipe: Recipe) -> Text:
    """Return what the answer means, or NOTHING for a code that is not known."""
    code = answer.code or (str(answer.status) if answer.status >= 400 else "")
    if recipe.identifier.startswith("bybit"):
        return BYBIT.get(code, NOTHING)
    if recipe.identifier == "binance-fix-logon" and code in FIX:
        return FIX[code]
    if recipe.identifier.startswith("binance"):
        return BINANCE.get(code, NOTHING)
    return OTHERS.get(code, NOTHING)


def meaning_alone(answer: Answer) -> Text:
    """Return what an answer means where no request says whose it is: no code here stands for two things."""
    return next((words[answer.code] for words in (BINANCE, BYBIT, OTHERS) if answer.code in words), NOTHING)
