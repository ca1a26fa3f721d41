"""What a browser answers for a passkey, read without trust: whatever does not fit is refused in words."""

from __future__ import annotations

import struct
from typing import Any

from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from allauth.mfa.webauthn.internal import auth
from django import forms

from troth.web.account.words import UNFIT_FACTOR

LONGEST_NAME = 60
# Anybody may send anything here; the readers beneath were written for what browsers send, and say so in many ways.
JUNK = (
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
)


class Careful(forms.Form):
    """A form whose answer may be anything at all."""

    def full_clean(self) -> None:
        """Refuse what the readers stumble over like any other answer that does not fit."""
        try:
            super().full_clean()
        except (*JUNK, struct.error):
            self.add_error("credential", UNFIT_FACTOR)


class Enter(Careful, LoginWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """A passkey that signs in alone."""


class Show(Careful, AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey as the second factor."""


class ShowAgain(Careful, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey, before something about the account changes."""


class Rename(EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    name = forms.CharField(max_length=LONGEST_NAME)


class Add(Careful, AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey: it knows its person and asks for finger, face or number, so it signs in alone."""

    name = forms.CharField(max_length=LONGEST_NAME, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("passwordless", None)

    def clean(self) -> dict[str, Any]:
        """Refuse an answer without a key in it: it would be kept, and fit nothing ever after."""
        said = dict(super().clean() or {})
        if said.get("credential"):
            read = auth.parse_registration_response(said["credential"])
            if read.response.attestation_object.auth_data.credential_data is None:
                raise ValueError("There is no key in the answer.")
        return said
