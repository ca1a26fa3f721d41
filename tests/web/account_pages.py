"""The pages about signing in and about one's own account, as the tests of templates show them."""

from __future__ import annotations

from types import SimpleNamespace as Of
from typing import Any

from django import forms

from tests.web.samples import VELDSEN, at, frame

SIGNED_OUT = {"operator": "Veldsen’s IT, Eindhoven", "host": "node.veldsen.example", "sends": True}
AGAIN = {"reauthentication_alternatives": (Of(url="#", description="With a passkey"),)}
PASSKEY = Of(name="Laptop", added=at(4), used=at(23), rename_url="#", remove_url="#")
SESSION = Of(words="Firefox on Windows", icon="laptop", current=True, since=at(23), seen=at(23), url="#")
PHONE = Of(words="Chrome on Android", icon="smartphone", current=False, since=at(9), seen=at(20), url="#")
ALERT = "Somebody signed in as you from a browser that was not known here: Monday 23 November, 07:06, Chrome on Android."
SIGNING_IN: dict[str, Any] = {
    "factors": Of(app=at(9), codes_left=8, codes_made=10, any=True),
    "passkeys": (PASSKEY,),
    "passkeys_possible": True,
    "password": True,
    "sessions": (SESSION, PHONE),
    "told": (ALERT,),
}


class ByCode(forms.Form):
    email = forms.EmailField()


class ByPassword(forms.Form):
    login = forms.EmailField()
    password = forms.CharField()


class Code(forms.Form):
    code = forms.CharField()


class Passwords(forms.Form):
    oldpassword = forms.CharField()
    password1 = forms.CharField()
    password2 = forms.CharField()
    password = forms.CharField()


class Passkey(forms.Form):
    name = forms.CharField(initial="Firefox on Windows")
    credential = forms.CharField()


class Asked(forms.Form):
    asked = forms.CharField(initial="everybody")
    since = forms.DateField(initial="2026-12-07")


def app() -> dict[str, Any]:
    form = Code({})
    form.secret = "JBSWY3DPEHPK3PXP"  # type: ignore[attr-defined]
    return frame(form=form, totp_svg="", totp_url="otpauth://totp/a")


def paper(**more: Any) -> dict[str, Any]:
    return frame(unused_codes=("12345678", "23456789"), total_count=10, host="node.veldsen.example", **more)


ACCOUNT: dict[str, tuple[str, dict[str, Any]]] = {
    "sign-in": ("account/login.html", {**SIGNED_OUT, "code_form": ByCode({"email": "annelies"}), "password_form": ByPassword(), "passkeys": True, "request_login_code_url": "#"}),
    "sign-in-password": ("account/request_login_code.html", {**SIGNED_OUT, "code_form": ByCode(), "password_form": ByPassword({}), "passkeys": False, "request_login_code_url": "#"}),
    "sign-in-code": ("account/confirm_login_code.html", {**SIGNED_OUT, "email": "annelies@veldsen.example", "verify_form": Code({})}),
    "sign-in-letters": ("account/confirm_login_code.html", {**SIGNED_OUT, "sends": False, "email": "annelies@veldsen.example", "verify_form": Code(), "long": True}),
    "sign-in-second": ("mfa/authenticate.html", {**SIGNED_OUT, "form": Code({}), "options": "{}", "factors": Of(passkeys=(PASSKEY,), app=at(9))}),
    "sign-in-paper": ("mfa/authenticate.html", {**SIGNED_OUT, "form": Code(), "options": "{}", "factors": Of(passkeys=(), app=None)}),
    "sign-out": ("account/logout.html", SIGNED_OUT),
    "again-password": ("account/reauthenticate.html", frame(form=Passwords({}), **AGAIN)),
    "again-code": ("account/reauthenticate_by_code.html", frame(form=Code(), sent=False, sends=True, **AGAIN)),
    "again-code-sent": ("account/reauthenticate_by_code.html", frame(form=Code({}), sent=True, sends=False)),
    "again-app": ("mfa/reauthenticate.html", frame(form=Code({}), **AGAIN)),
    "again-passkey": ("mfa/webauthn/reauthenticate.html", frame(options="{}", **AGAIN)),
    "password-set": ("account/password_set.html", frame(form=Passwords({}))),
    "password-change": ("account/password_change.html", frame(form=Passwords())),
    "passkey-add": ("mfa/webauthn/add_form.html", frame(form=Passkey({}), options="{}")),
    "passkey-rename": ("mfa/webauthn/edit_form.html", frame(form=Passkey())),
    "passkey-remove": ("mfa/webauthn/authenticator_confirm_delete.html", frame(object="Laptop")),
    "app-connect": ("mfa/totp/activate_form.html", app()),
    "app-remove": ("mfa/totp/deactivate_form.html", frame(form=Code())),
    "paper": ("mfa/recovery_codes/index.html", paper(can_view_codes=True, file="data:text/plain,12345678")),
    "paper-shown": ("mfa/recovery_codes/index.html", paper(can_view_codes=False, file="")),
    "paper-new": ("mfa/recovery_codes/generate.html", frame(form=Code(), unused_code_count=8)),
    "second-factor": ("account/second_factor.html", frame(demand="NONE", firm=None, passkeys=True, alliances=())),
    "second-factor-asked": ("account/second_factor.html", frame(demand="NOW", firm=Of(short="Veldsen", factor_since=at(20).date()), passkeys=False, alliances=(Of(name="Veldsen and Kaido", slug="veldsen-kaido"),))),
    "alert": ("start/start.html", frame(active="today", sides=(VELDSEN,), alerts=(ALERT,), factor_soon=at(30).date())),
}  # fmt: skip
