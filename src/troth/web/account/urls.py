"""The addresses of signing in: those of allauth that this node uses, and no other."""

from __future__ import annotations

from allauth.account import views as allauth
from django.urls import path

from troth.web.account import views

urlpatterns = [
    path("account/login/", views.sign_in, name="account_login"),
    path("account/login/code/", views.sign_in, name="account_request_login_code"),
    path("account/login/code/confirm/", allauth.confirm_login_code, name="account_confirm_login_code"),
    path("account/logout/", allauth.logout, name="account_logout"),
    path("account/inactive/", allauth.account_inactive, name="account_inactive"),
    path("account/signup/", views.sign_up, name="account_signup"),
    path("-/demo/<str:token>", views.demo, name="demo"),
    path("-/once/<str:token>", views.once, name="once"),
]
