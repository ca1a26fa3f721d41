"""A passkey in software, as a device would hold one: it answers what a page asks of a browser."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Any

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from troth.store.models import Person

HOST = "localhost"
PRESENT, SURE = AuthenticatorData.FLAG.UP, AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV


class Passkey:
    """One key of one person; `sure` is whether it asks for a finger."""

    def __init__(self, person: Person, *, sure: bool = True) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self.handle = user_pk_to_url_str(person).encode()
        self.flags = SURE if sure else PRESENT

    def made(self, options: Mapping[str, Any]) -> str:
        """Answer `navigator.credentials.create`."""
        public = ES256.from_cryptography_key(self.key.public_key())
        data = AttestedCredentialData.create(bytes(16), self.id, public)
        auth = AuthenticatorData.create(_rp(), self.flags | AuthenticatorData.FLAG.AT, 0, bytes(data))
        said = _said("webauthn.create", options)
        whole = AttestationObject.create("none", auth, {})
        return self._answer(clientDataJSON=bytes(said), attestationObject=bytes(whole))

    def shown(self, options: Mapping[str, Any]) -> str:
        """Answer `navigator.credentials.get`."""
        auth = AuthenticatorData.create(_rp(), self.flags, 0)
        said = _said("webauthn.get", options)
        signature = self.key.sign(bytes(auth) + said.hash, ec.ECDSA(hashes.SHA256()))
        return self._answer(
            clientDataJSON=bytes(said),
            authenticatorData=bytes(auth),
            signature=signature,
            userHandle=self.handle,
        )

    def _answer(self, **response: bytes) -> str:
        named = websafe_encode(self.id)
        said = {name: websafe_encode(value) for name, value in response.items()}
        extra = {"credProps": {"rk": True}}
        return json.dumps(
            {
                "id": named,
                "rawId": named,
                "type": "public-key",
                "response": said,
                "clientExtensionResults": extra,
            }
        )


def passkey_of(person: Person, name: str = "Laptop") -> tuple[Passkey, Authenticator]:
    """A passkey that a person has added already."""
    key = Passkey(person)
    credential = json.loads(key.made({"publicKey": {"challenge": websafe_encode(secrets.token_bytes(32))}}))
    row = Authenticator.objects.create(
        user=person, type="webauthn", data={"name": name, "credential": credential}
    )
    return key, row


def _rp() -> bytes:
    return hashlib.sha256(HOST.encode()).digest()


def _said(kind: str, options: Mapping[str, Any]) -> CollectedClientData:
    challenge = websafe_decode(options["publicKey"]["challenge"])
    return CollectedClientData.create(kind, challenge, f"http://{HOST}")
