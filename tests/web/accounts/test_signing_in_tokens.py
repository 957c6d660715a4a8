"""Which ID tokens are believed."""

from __future__ import annotations

import json
import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from sauro_web.accounts.signing_in.province.tokens import Untrustworthy, claims_of

ISSUER, CLIENT, NONCE = "https://tinh.example", "sauro", "lần-này"
KEY, OTHER = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
CURVE = ec.generate_private_key(ec.SECP256R1())


def _public(key: Any, name: str, algorithm: str) -> dict[str, Any]:
    kind = jwt.algorithms.RSAAlgorithm if algorithm.startswith("RS") else jwt.algorithms.ECAlgorithm
    return json.loads(kind.to_jwk(key.public_key())) | {"kid": name, "use": "sig", "alg": algorithm}


KEYS = {"keys": [_public(KEY, "k1", "RS256"), _public(CURVE, "k2", "ES256")]}


def _token(key: Any = KEY, algorithm: str = "RS256", kid: str | None = "k1", **claims: Any) -> str:
    now = int(time.time())
    said = {"iss": ISSUER, "sub": "p-1", "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": NONCE} | claims
    kept = {name: value for name, value in said.items() if value is not None}
    return jwt.encode(kept, key, algorithm, headers={"kid": kid} if kid else None)


def _read(token: str, keys: dict[str, Any] = KEYS, nonce: str = NONCE) -> Any:
    return claims_of(token, keys=keys, issuer=ISSUER, client=CLIENT, nonce=nonce)


@pytest.mark.parametrize(
    "token",
    [
        _token(),
        _token(CURVE, "ES256", "k2"),
        _token(aud=[CLIENT]),
        _token(aud=[CLIENT, "khac"], azp=CLIENT),
        _token(exp=int(time.time()) - 20),
    ],
)
def test_believed(token: str) -> None:
    assert _read(token)["sub"] == "p-1"


def test_a_single_key_needs_no_name() -> None:
    assert _read(_token(kid=None), {"keys": [_public(KEY, "k1", "RS256")]})["sub"] == "p-1"


@pytest.mark.parametrize(
    "token",
    [
        _token(OTHER),
        _token(kid="k9"),
        _token(kid=None),
        _token(iss="https://khac.example"),
        _token(aud="khac"),
        _token(aud=[CLIENT, "khac"]),
        _token(aud=[CLIENT, "khac"], azp="khac"),
        _token(exp=int(time.time()) - 90),
        _token(iat=int(time.time()) + 900),
        _token(nonce="lần-trước"),
        _token(nonce=None),
        _token(sub=None),
        _token(exp=None),
        _token("một bí mật chung, đủ dài cho thuật toán này", "HS256"),
        _token(None, "none"),
        _token(CURVE, "ES256", "k1"),
        "không.phải.thẻ",
        "",
    ],
)
def test_not_believed(token: str) -> None:
    with pytest.raises(Untrustworthy):
        _read(token)


def test_without_a_nonce_nothing_is_believed() -> None:
    with pytest.raises(Untrustworthy):
        _read(_token(nonce=""), nonce="")


@pytest.mark.parametrize("keys", [{}, {"keys": []}, {"keys": "k1"}, {"keys": [{"kty": "khác"}]}])
def test_keys_that_are_none(keys: dict[str, Any]) -> None:
    with pytest.raises(Untrustworthy):
        _read(_token(), keys)
