"""Signing in and out: a code by mail, a link by hand, and nothing that tells a stranger who is here."""
