"""The province's single sign-on (OpenID Connect, code flow with PKCE and nonce) as a provider of allauth."""
