"""The addresses of signing in and of one's account: those of allauth that this node uses, and no other."""

from __future__ import annotations

from allauth.account import views as allauth
from allauth.account.decorators import reauthentication_required
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as paper
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.urls import path
from django.views.decorators.debug import sensitive_post_parameters

from troth.web.account import views
from troth.web.account.again import again_by_code
from troth.web.account.factors import AddPasskeyView, AgainByPasskey, ConnectApp, ShowCodes
from troth.web.account.own import own, remove_password, second_factor, to_settings

# allauth sets a password without another look; here it is a change like any other.
set_password = reauthentication_required(app="allauth.account")(allauth.password_set)

signing_in = [
    path("account/login/", sensitive_post_parameters("password")(views.sign_in), name="account_login"),
    path("account/login/code/", views.ask_code, name="account_request_login_code"),
    path("account/login/code/confirm/", views.confirm, name="account_confirm_login_code"),
    path("account/login/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("account/login/second/", views.second_step, name="mfa_authenticate"),
    path("account/logout/", allauth.logout, name="account_logout"),
    path("account/inactive/", allauth.account_inactive, name="account_inactive"),
    path("account/signup/", views.sign_up, name="account_signup"),
    path("-/demo/<str:token>", views.demo, name="demo"),
    path("-/once/<str:token>", views.once, name="once"),
]
again = [
    path("account/again/password/", own(allauth.reauthenticate), name="account_reauthenticate"),
    path("account/again/code/", own(again_by_code), name="reauthenticate_by_code"),
    path("account/again/app/", own(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("account/again/passkey/", own(AgainByPasskey.as_view()), name="mfa_reauthenticate_webauthn"),
]
account = [
    path("account/password/set/", own(set_password, fresh=True), name="account_set_password"),
    path("account/password/change/", own(allauth.password_change), name="account_change_password"),
    path("account/password/remove/", remove_password, name="remove_password"),
    path("account/second-factor/", second_factor, name="mfa_index"),
    path("account/passkeys/", to_settings, name="mfa_list_webauthn"),
    path("account/passkeys/add/", own(AddPasskeyView.as_view(), fresh=True), name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/rename/", own(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path(
        "account/passkeys/<int:pk>/remove/",
        own(passkeys.remove_webauthn, removes=True),
        name="mfa_remove_webauthn",
    ),
    path("account/app/connect/", own(ConnectApp.as_view(), fresh=True), name="mfa_activate_totp"),
    path("account/app/remove/", own(app.deactivate_totp, removes=True), name="mfa_deactivate_totp"),
    path("account/codes/", own(ShowCodes.as_view()), name="mfa_view_recovery_codes"),
    path("account/codes/new/", own(paper.generate_recovery_codes), name="mfa_generate_recovery_codes"),
]
urlpatterns = [*signing_in, *again, *account]
