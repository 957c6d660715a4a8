"""A provider of OpenID Connect as a province might run one, made of Authlib: a process of its own.

    python -m tests.web.accounts.oidc_provider 9400

Whoever comes to /authorize is taken for the person named by `sub` in the address (a browser would ask). PKCE
and nonce are demanded, codes are good once.
"""

from __future__ import annotations

import os
import secrets
import sys
import time
from dataclasses import dataclass
from typing import Any

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # loopback only

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import ClientMixin, grants
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import UserInfo
from authlib.oidc.core.grants import OpenIDCode
from flask import Flask, Response, jsonify, request
from joserfc.jwk import KeySet, RSAKey

CLIENT, SECRET = "sauro-xa", "bí mật của ứng dụng"
BACK = "http://testserver/dang-nhap/tinh/tro-lai/"
KEYS = KeySet([RSAKey.generate_key(2048, {"kid": "k1", "use": "sig", "alg": "RS256"}, auto_kid=False)])

# What each is called; the second's name is told on the page about the person alone.
PEOPLE: dict[str, dict[str, Any]] = {
    "p-mai": {"preferred_username": "Lo.Thi.Mai", "name": "Lò Thị Mai", "email": "mai@tinh.example"},
    "p-nam": {"preferred_username": "ha.van.nam", "email": "nam@tinh.example", "email_verified": True},
    "p-moi": {"preferred_username": "nguoi.la", "email": "la@tinh.example"},
    # The name of the first, given by the province to another person later.
    "p-mai-2": {"preferred_username": "lo.thi.mai"},
}
ONLY_ABOUT = {"p-nam"}


@dataclass
class Person:
    sub: str

    def get_user_id(self) -> str:
        return self.sub


class Client(ClientMixin):
    def get_client_id(self) -> str:
        return CLIENT

    def get_default_redirect_uri(self) -> str:
        return BACK

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri == BACK

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "client_secret_post"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass
class Code:
    code: str
    sub: str
    redirect_uri: str
    scope: str
    nonce: str
    code_challenge: str
    code_challenge_method: str

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str:
        return self.nonce

    def get_auth_time(self) -> int:
        return int(time.time())

    def get_acr(self) -> None:
        return None

    def get_amr(self) -> None:
        return None

    def is_expired(self) -> bool:
        return False


codes: dict[str, Code] = {}
tokens: dict[str, str] = {}


class CodeGrant(grants.AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_post",)

    def save_authorization_code(self, code: str, asked: Any) -> None:
        payload = asked.payload
        codes[code] = Code(
            code,
            asked.user.sub,
            payload.redirect_uri,
            payload.scope,
            payload.data.get("nonce", ""),
            payload.data.get("code_challenge", ""),
            payload.data.get("code_challenge_method", ""),
        )

    def query_authorization_code(self, code: str, client: Client) -> Code | None:
        return codes.get(code)

    def delete_authorization_code(self, authorization_code: Code) -> None:
        del codes[authorization_code.code]

    def authenticate_user(self, authorization_code: Code) -> Person:
        return Person(authorization_code.sub)


class Identity(OpenIDCode):
    def exists_nonce(self, nonce: str, asked: Any) -> bool:
        return any(code.nonce == nonce for code in codes.values())

    def resolve_client_private_key(self, client: Client) -> KeySet:
        return KEYS

    def get_client_algorithm(self, client: Client) -> str:
        return "RS256"

    def get_client_claims(self, client: Client) -> dict[str, Any]:
        return {"iss": issuer(), "aud": [CLIENT], "iat": int(time.time()), "exp": int(time.time()) + 300}

    def generate_user_info(self, user: Person, scope: str) -> UserInfo:
        return UserInfo(sub=user.sub, **({} if user.sub in ONLY_ABOUT else PEOPLE[user.sub]))


def issuer() -> str:
    return request.host_url.rstrip("/")


def save_token(token: dict[str, Any], asked: Any) -> None:
    tokens[token["access_token"]] = asked.user.sub


app = Flask(__name__)
app.secret_key = secrets.token_bytes(16)
server = AuthorizationServer(
    app, query_client=lambda name: Client() if name == CLIENT else None, save_token=save_token
)
server.register_grant(CodeGrant, [Identity(require_nonce=True), CodeChallenge(required=True)])


@app.get("/.well-known/openid-configuration")
@app.get("/another/.well-known/openid-configuration")
def configuration() -> Response:
    here = issuer()
    return jsonify(
        issuer=here,
        authorization_endpoint=f"{here}/authorize",
        token_endpoint=f"{here}/token",
        userinfo_endpoint=f"{here}/about",
        jwks_uri=f"{here}/keys",
        token_endpoint_auth_methods_supported=["client_secret_post"],
        code_challenge_methods_supported=["S256"],
    )


@app.get("/keys")
def keys() -> Response:
    return jsonify(KEYS.as_dict(private=False))


@app.get("/authorize")
def authorize() -> Any:
    if request.args["sub"] == "":
        back = f"{request.args['redirect_uri']}?error=access_denied&state={request.args['state']}"
        return Response(status=302, headers={"Location": back})
    grant = server.get_consent_grant(end_user=Person(request.args["sub"]))
    return server.create_authorization_response(grant=grant, grant_user=Person(request.args["sub"]))


@app.post("/token")
def token() -> Any:
    return server.create_token_response()


@app.get("/about")
def about() -> Any:
    sub = tokens.get(request.headers.get("Authorization", "").removeprefix("Bearer "))
    return jsonify(sub=sub, **PEOPLE[sub]) if sub else Response(status=401)


if __name__ == "__main__":
    app.run("127.0.0.1", int(sys.argv[1]), threaded=True)
