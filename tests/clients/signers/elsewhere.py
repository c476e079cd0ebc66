"""The same for other exchanges and for tokens: what their own clients, or the usual ones, sign and send."""

PYTHON = r"""
import base64, datetime, functools, importlib.util, json, sys, time, types
from Crypto.PublicKey import RSA


def bare(name):  # a package without its __init__, which imports all of it
    spec = importlib.util.find_spec(name)
    sys.modules[name] = package = types.ModuleType(name)
    package.__path__ = spec.submodule_search_locations


for name in ("numpy", "pandas"):  # not installed: deribit_wrapper imports them, and signs without
    sys.modules[name] = types.ModuleType(name)
for name in ("deribit_wrapper", "ibind", "kalshi_python_sync"):
    bare(name)
for name in ("snowflake.connector", "snowflake.connector.auth"):
    bare(name)
import jwt
from deribit_wrapper.authentication import Authentication
from ibind.oauth import oauth1a
from kalshi_python_sync.auth import KalshiAuth
from pyhood.crypto.client import CryptoClient
from requests.adapters import BaseAdapter
from snowflake.connector.auth import keypair

task = json.load(sys.stdin)
ed25519, rsa = task["keys"]["ed25519"], task["keys"]["rsa-2048"]
now, api_key = task["now"], task["api_key"]
time.time = lambda: now / 1000
RSA.importKey = functools.lru_cache(RSA.importKey)
keypair.load_der_private_key = functools.lru_cache(keypair.load_der_private_key)


class Moment(datetime.datetime):
    @classmethod
    def now(cls, zone=None):
        return cls.fromtimestamp(now // 1000, zone)


class Wire(BaseAdapter):
    def send(self, request, **_):
        self.sent = request
        raise ConnectionAbortedError

    def close(self):
        pass


def token(claims, kid, key, algorithm):
    return jwt.encode(claims, key, algorithm, headers={"kid": kid} if kid else {}, sort_headers=True)


def snowflake(account, user, lifetime):
    body = "".join(rsa.split("-----")[2].split())
    return keypair.AuthByKeyPair(body, lifetime_in_seconds=lifetime).prepare(account=account, user=user)


def logon(nonce, data):
    client = Authentication(client_id=api_key, private_key=ed25519)
    return client._generate_signature(now, nonce, data)


def logon_as_sent():
    sent = {}
    client = Authentication(client_id=api_key, private_key=ed25519)
    client._request = lambda uri, params: sent.update(params, uri=uri)
    try:
        client.get_new_token()
    except TypeError:  # there is no answer
        return sent


def robinhood(method, path, params=None, body=""):
    client, wire = CryptoClient(api_key, task["seed"]), Wire()
    client.session.mount("https://", wire)
    try:
        client.make_request(method, path, body, params)
    except ConnectionAbortedError:
        return wire.sent.path_url, wire.sent.body or "", dict(wire.sent.headers)


def session(consumer, access, nonce, challenge, prepend):
    config = oauth1a.OAuth1aConfig(consumer_key=consumer, access_token=access, signature_key=rsa)
    oauth1a.generate_oauth_nonce = lambda: nonce
    url, extra = task["session_url"], {"diffie_hellman_challenge": challenge}
    return oauth1a.generate_oauth_headers(
        config, "POST", url, extra_headers=extra, signature_method="RSA-SHA256", prepend=prepend
    )["Authorization"]


kalshi, keypair.datetime = KalshiAuth(api_key, rsa), Moment
answers = {
    "jwt-eddsa": [token(*each, ed25519, "EdDSA") for each in task["tokens"]],
    "jwt-rs256": [token(*each, rsa, "RS256") for each in task["tokens"]],
    "snowflake": [snowflake(*each) for each in task["accounts"]],
    "deribit": [logon(*each) for each in task["nonces"]],
    "deribit-sent": logon_as_sent(),
    "kalshi": [kalshi.create_auth_headers("GET", url) for url in task["kalshi"]],
    "robinhood-get": [robinhood("get", "/api/v1/x/", params) for params in task["queries"]],
    "robinhood-post": [robinhood("POST", "/api/v1/x/", body=json.dumps(each)) for each in task["requests"]],
    "ibkr": [session(*each) for each in task["sessions"]],
}
print(json.dumps(answers))
"""

NODE = r"""
const [, , modules] = process.argv;
const task = JSON.parse(require("fs").readFileSync(0, "utf8"));
const {createPrivateKey} = require("crypto");
const {RestClientV2} = require(modules + "/bitget-api");
const {Configuration, OrdersApi} = require(modules + "/kalshi-typescript");
const axios = require(modules + "/axios");
const {ed25519, "rsa-2048": rsa} = task.keys;
Date.now = () => task.now;

const sent = async (call) => {
  let seen;
  const adapter = async (config) => {
    seen = {url: config.url, body: config.data ?? "", headers: {...config.headers}};
    return {status: 200, data: {}, headers: {}, config, statusText: ""};
  };
  await call(adapter);
  return seen;
};

const bitget = (method) => (params) => sent((adapter) => {
  const secrets = {apiKey: task.api_key, apiSecret: rsa, apiPass: "pass"};
  return new RestClientV2(secrets, {adapter})[method]("/api/v2/spot/x", {...params});
});

const kalshi = (text) => sent((adapter) => {
  const configuration = new Configuration({apiKey: task.api_key, privateKeyPem: rsa});
  const api = new OrdersApi(configuration, undefined, axios.create({adapter}));
  return text.length % 2 ? api.getOrder(text) : api.getOrders(text, text);
});

(async () => {
  const {SignJWT} = await import(modules + "/jose/dist/webapi/index.js");
  const token = (algorithm, key) => ([claims, kid]) =>
    new SignJWT(claims).setProtectedHeader({alg: algorithm, typ: "JWT", ...(kid ? {kid} : {})}).sign(key);
  const all = (values, call) => Promise.all(values.map(call));
  console.log(JSON.stringify({
    "jwt-eddsa": await all(task.tokens, token("EdDSA", createPrivateKey(ed25519))),
    "jwt-rs256": await all(task.tokens, token("RS256", createPrivateKey(rsa))),
    "bitget-get": await all(task.queries, bitget("getPrivate")),
    "bitget-post": await all(task.requests, bitget("postPrivate")),
    "kalshi": await all(task.texts, kalshi),
  }));
})();
"""
