"""Organisations, their people, and what lets somebody in. Private to the node: none of it is an entry."""

from __future__ import annotations

from datetime import time
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models

from troth.core.alliance import Asked
from troth.core.values import Role

ASKED = [(asked.value, asked.name.lower()) for asked in Asked]
ROLES = [(role.value, role.value) for role in Role]


class PersonManager(BaseUserManager["Person"]):
    """Makes people by their mail address; a password is optional, since sign-in is by a mailed code."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        if password is None:
            person.set_unusable_password()
        else:
            person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in on this node."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=80, blank=True)
    zone = models.CharField(max_length=60, default="UTC")
    country = models.CharField(
        max_length=2,
        blank=True,
        help_text="whose holidays they keep; empty where those of their organisation",
    )
    work = models.TextField(blank=True, help_text="how to work with them, in their own words")
    bad_news = models.TextField(blank=True, help_text="how to tell them bad news, in their own words")
    language = models.CharField(max_length=12, blank=True)
    theme = models.CharField(
        max_length=5, blank=True, choices=[("", "system"), ("light", "light"), ("dark", "dark")]
    )
    density = models.CharField(max_length=5, blank=True, choices=[("", "roomy"), ("close", "close")])
    single_keys = models.BooleanField(
        default=True, help_text="whether a letter alone does something on a page"
    )
    coach = models.BooleanField(
        default=True, help_text="whether remarks stand beside what they write to a partner; theirs alone"
    )
    tips = models.BooleanField(default=True, help_text="whether a tip is shown to them; theirs alone")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name or self.email


class Organisation(models.Model):
    """One firm: the party of a promise, with its working hours and the country whose holidays it keeps."""

    name = models.CharField(max_length=120)
    short = models.CharField(max_length=40, help_text="the name people use on every page")
    country = models.CharField(max_length=2, blank=True)
    place = models.CharField(max_length=80, blank=True)
    zone = models.CharField(max_length=60, default="UTC")
    opens = models.TimeField(default=time(9, 0))
    closes = models.TimeField(default=time(17, 30))
    second_from = models.CharField(
        max_length=6, blank=True, help_text="the stake from which a yes waits for a second signature"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    factor_asked = models.CharField(
        max_length=9, blank=True, choices=ASKED, help_text="of whom a second factor is asked"
    )
    factor_since = models.DateField(null=True, blank=True, help_text="from which day on, where it is")
    receipts_to = models.EmailField(
        blank=True, help_text="where receipts are mailed; empty where to its admins"
    )
    mail_sign_in = models.BooleanField(
        default=False, help_text="whether a link in a mail asks its people to sign in before they act by it"
    )

    def __str__(self) -> str:
        return self.short or self.name


class Membership(models.Model):
    """A person's role in their own organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="membership")
    role = models.CharField(max_length=8, choices=ROLES)
    title = models.CharField(max_length=80, blank=True, help_text="what they do, in their own words")
    since = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.person}, {self.role} at {self.organisation}"


class Invitation(models.Model):
    """A link that lets a colleague into the organisation, or a partner organisation into an alliance."""

    COLLEAGUE, PARTNER = "colleague", "partner"

    kind = models.CharField(max_length=9, choices=[(COLLEAGUE, COLLEAGUE), (PARTNER, PARTNER)])
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    alliance = models.ForeignKey(
        "store.Alliance", null=True, on_delete=models.CASCADE, related_name="invitations"
    )
    email = models.EmailField()
    role = models.CharField(max_length=8, choices=ROLES, default=Role.MEMBER.value)
    token_hash = models.CharField(
        max_length=64, unique=True, help_text="SHA-256 of the token; the token is never kept"
    )
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.email}"


class WaitingCode(models.Model):
    """A sign-in code that no mail carried, because this node cannot send any; its organisation's admins see it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="waiting_codes")
    code = models.CharField(max_length=20)
    words = models.CharField(max_length=60, blank=True, help_text="the family of the browser that asked")
    known = models.BooleanField(default=False, help_text="the person has signed in from that browser before")
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"for {self.person}"
