"""Which ID tokens are believed."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
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
        lambda: _token(),
        lambda: _token(CURVE, "ES256", "k2"),
        lambda: _token(aud=[CLIENT]),
        lambda: _token(aud=[CLIENT, "khac"], azp=CLIENT),
        lambda: _token(exp=int(time.time()) - 20),
    ],
)
def test_believed(token: Callable[[], str]) -> None:
    assert _read(token())["sub"] == "p-1"


def test_a_single_key_needs_no_name() -> None:
    assert _read(_token(kid=None), {"keys": [_public(KEY, "k1", "RS256")]})["sub"] == "p-1"


@pytest.mark.parametrize(
    "token",
    [
        lambda: _token(OTHER),
        lambda: _token(kid="k9"),
        lambda: _token(kid=None),
        lambda: _token(iss="https://khac.example"),
        lambda: _token(aud="khac"),
        lambda: _token(aud=[CLIENT, "khac"]),
        lambda: _token(aud=[CLIENT, "khac"], azp="khac"),
        lambda: _token(exp=int(time.time()) - 90),
        lambda: _token(iat=int(time.time()) + 900),
        lambda: _token(nonce="lần-trước"),
        lambda: _token(nonce=None),
        lambda: _token(sub=None),
        lambda: _token(exp=None),
        lambda: _token("một bí mật chung, đủ dài cho thuật toán này", "HS256"),
        lambda: _token(None, "none"),
        lambda: _token(CURVE, "ES256", "k1"),
        lambda: "không.phải.thẻ",
        lambda: "",
    ],
)
def test_not_believed(token: Callable[[], str]) -> None:
    written = token()
    with pytest.raises(Untrustworthy):
        _read(written)


def test_without_a_nonce_nothing_is_believed() -> None:
    with pytest.raises(Untrustworthy):
        _read(_token(nonce=""), nonce="")


@pytest.mark.parametrize("keys", [{}, {"keys": []}, {"keys": "k1"}, {"keys": [{"kty": "khác"}]}])
def test_keys_that_are_none(keys: dict[str, Any]) -> None:
    with pytest.raises(Untrustworthy):
        _read(_token(), keys)
