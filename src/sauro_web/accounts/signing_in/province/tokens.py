"""Whether an ID token is the provider's word for this very sign-in (OpenID Connect Core 1.0, 3.1.3.7)."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

import jwt

__all__ = ["Untrustworthy", "claims_of"]

_SIGNED = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
_CLOCKS_APART = 60


class Untrustworthy(Exception):
    """The token is not to be believed."""


def claims_of(
    token: str, *, keys: Mapping[str, Any], issuer: str, client: str, nonce: str
) -> Mapping[str, Any]:
    """The claims of the token, once its signature by one of the provider's `keys` (a JWK set), issuer,
    audience, times and nonce have been checked. A token signed with a shared secret or not at all is none.

    Raises `Untrustworthy`.
    """
    try:
        header = jwt.get_unverified_header(token)
        algorithm = header.get("alg", "")
        if algorithm not in _SIGNED:
            raise Untrustworthy(f"algorithm {algorithm!r}")
        key = _key_for(header.get("kid"), jwt.PyJWKSet.from_dict(dict(keys)))
        claims = jwt.decode(
            token,
            key,
            algorithms=[algorithm],
            audience=client,
            issuer=issuer,
            leeway=_CLOCKS_APART,
            options={"require": ["iss", "sub", "aud", "exp", "iat"]},
        )
    except (jwt.PyJWTError, TypeError, ValueError) as error:
        raise Untrustworthy(type(error).__name__) from error
    if not nonce or not secrets.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
        raise Untrustworthy("nonce")
    if len(_several(claims["aud"])) > 1 and claims.get("azp") != client:
        raise Untrustworthy("azp")
    return claims


def _key_for(name: str | None, keys: jwt.PyJWKSet) -> jwt.PyJWK:
    signing = [key for key in keys.keys if key.public_key_use in (None, "sig")]
    found = [key for key in signing if name is None or key.key_id == name]
    if len(found) != 1:
        raise Untrustworthy("key")
    return found[0]


def _several(audience: object) -> list[object]:
    return list(audience) if isinstance(audience, list) else [audience]
